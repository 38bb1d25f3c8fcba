import re

import polib
import pytest
from django.conf import settings
from django.utils import translation

from wholeroom.analysis.segmentation.page.words import page_words
from wholeroom.web.site import catalogue
from wholeroom.web.site.catalogue import Text, of_code, of_method, of_template, of_words

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en-gb"]
PLACES = re.compile(r"%\([a-z_]+\)s|\{[a-z_]+\}|<[^>]+>|https?:\S+")


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def test_catalogue_has_every_text_of_the_code_and_no_other(language):
    kept = {entry.msgid for entry in polib.pofile(str(catalogue.catalogue_file(language)))}

    assert kept == {text.words for text in catalogue.texts()}


def test_catalogue_is_translated_whole(language):
    assert catalogue.untranslated(polib.pofile(str(catalogue.catalogue_file(language)))) == []


def test_translation_keeps_values_and_marks_of_its_text(language):
    for entry in polib.pofile(str(catalogue.catalogue_file(language))):
        many = entry.msgstr_plural.get(1, "")
        for text, translated in ((entry.msgid, entry.msgstr), (entry.msgid_plural, many)):
            if translated:
                assert sorted(PLACES.findall(translated)) == sorted(PLACES.findall(text)), text


def test_compiled_catalogue_is_of_today(language):
    file = catalogue.catalogue_file(language)

    assert file.with_suffix(".mo").read_bytes() == polib.pofile(str(file)).to_binary()


def test_site_speaks_the_language():
    with translation.override("cy"):
        assert translation.gettext("Privacy") == "Preifatrwydd"


def test_texts_of_code_are_found():
    code = """
_("One")
gettext_lazy("Two " "and a half")
ngettext("{n} thing", "{n} things", n)
pgettext("a seat", "Empty")
Caveat("few", "Only {people}.", {"people": 3})
Sentence(code="late", words="Too late.")
_(variable); print("not this")
"""

    assert list(of_code(code, "x.py")) == [
        Text("One", "x.py"),
        Text("Two and a half", "x.py"),
        Text("{n} thing", "x.py", plural="{n} things"),
        Text("Empty", "x.py", context="a seat"),
        Text("Only {people}.", "x.py"),
        Text("Too late.", "x.py"),
    ]


def test_texts_of_templates_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path / "wholeroom")
    template = tmp_path / "wholeroom" / "page.html"
    template.parent.mkdir()
    template.write_text(
        '<p>{% translate "Say (this)" %}</p>{% blocktranslate trimmed %}\n  Write to {{ contact }}.\n'
        '{% endblocktranslate %}<a title="{{ _("A title") }}">gettext("not this")</a>'
    )

    assert [text.words for text in of_template(template)] == ["Say (this)", "Write to %(contact)s.", "A title"]


def test_texts_of_methods_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path / "wholeroom")
    file = tmp_path / "wholeroom" / "steps.toml"
    file.parent.mkdir()
    file.write_text(
        'title = "Well"\nabout = "People wish."\nwhen = "Now."\nnot_when = "Never."\nlengths = [10]\n'
        '[[steps]]\nname = "wish"\ntitle = "Wish"\nprompt = "What?"\n'
    )

    assert [text.words for text in of_method(file)] == ["Well", "People wish.", "Now.", "Never.", "Wish", "What?"]


def test_texts_of_pages_are_found_in_plain_words_and_in_easy_read(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path / "wholeroom")
    file = tmp_path / "wholeroom" / "pages.toml"
    file.parent.mkdir()
    file.write_text('back = ["Go back", "Back"]\npage_of = ["Page {number}", "Page {number}"]\n')

    assert [text.words for text in of_words(file)] == ["Go back", "Back", "Page {number}", "Page {number}"]


def test_every_text_of_the_aim_page_is_collected():
    collected = {text.words for text in catalogue.texts()}

    assert {words for pair in page_words().values() for words in pair} <= collected
