from django import forms
from django.template.loader import render_to_string


class TableForm(forms.Form):
    file = forms.FileField(label="Your table", help_text="A CSV file.")
    rule = forms.ChoiceField(
        label="Rule", widget=forms.RadioSelect, choices=[("people", "People"), ("secret", "Votes")]
    )
    title = forms.CharField(label="Title", required=False)
    sure = forms.BooleanField(label="I may share it", help_text="Ask if you are not sure.")

    def clean(self):
        raise forms.ValidationError("Nothing fits together.")


def page(form):
    return render_to_string("site/form.html", {"form": form, "button": "Make it safe"})


def test_form_that_is_empty_says_nothing_of_errors():
    shown = page(TableForm())

    assert "There is a problem" not in shown
    assert 'enctype="multipart/form-data"' in shown
    assert "novalidate" in shown


def test_field_is_tied_to_its_label_and_its_hint():
    shown = page(TableForm())

    assert '<label for="id_file">Your table</label>' in shown
    assert '<p class="hint" id="id_file_helptext">A CSV file.</p>' in shown
    assert 'aria-describedby="id_file_helptext"' in shown
    assert '<label for="id_title">Title (you may leave this out)</label>' in shown


def test_hint_of_a_single_box_to_tick_stands_below_what_it_is_about():
    shown = page(TableForm())

    assert shown.index("I may share it") < shown.index("Ask if you are not sure.")
    assert 'aria-describedby="id_sure_helptext"' in shown


def test_choices_are_a_group_with_a_legend():
    shown = page(TableForm())

    assert "<legend>Rule</legend>" in shown
    assert '<label for="id_rule_1">Votes</label>' in shown


def test_summary_leads_to_each_field_that_is_wrong():
    shown = page(TableForm({}))

    assert "<li>Nothing fits together.</li>" in shown
    for control, label in (("id_file", "Your table"), ("id_rule_0", "Rule"), ("id_sure", "I may share it")):
        assert f'<a href="#{control}">{label}: This field is required.</a>' in shown
        assert f'id="{control}"' in shown


def test_wrong_field_is_tied_to_its_error():
    shown = page(TableForm({}))

    assert 'id="id_file_error"' in shown
    assert 'aria-invalid="true" aria-describedby="id_file_helptext id_file_error"' in shown
