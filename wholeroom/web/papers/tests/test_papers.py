"""Papers: made of problems whose owners agree, or beside a number; signed by those who know; the same in each form."""

import io
import zipfile

import pytest
from django.utils import timezone

from wholeroom.web import personal_data, reminders
from wholeroom.web.areas.models import Area
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.papers import actions
from wholeroom.web.papers.models import Told
from wholeroom.web.papers.places_named import places_in
from wholeroom.web.people import actions as people
from wholeroom.web.problems import actions as problems

TODAY = timezone.localdate()


@pytest.fixture
def author(make_person):
    return make_person("author@westmarch.example", name="Maud")


@pytest.fixture
def joint(author):
    paper = actions.write(by=author, kind="joint", title="What is hard at the gate")
    actions.tell(by=author, paper=paper, part="ask", text="Tell us the day of release.")
    actions.share(by=author, paper=paper, audience="everyone", shown_as="name", nickname="Maud")
    return paper


@pytest.fixture
def context(author):
    paper = actions.write(by=author, kind="context", title="Why our completions are low")
    actions.tell(by=author, paper=paper, part="reason", text="We keep people on who have nowhere to live.")
    actions.share(by=author, paper=paper, audience="everyone", shown_as="group", groups=["provider"])
    return paper


@pytest.fixture
def make_shared(make_person):
    """``make_shared("...")`` is a problem open to everyone, by somebody of their own."""

    def make(hard, **told):
        owner = make_person(name=f"Owner of {hard}")
        problem = problems.bring(by=owner, hard=hard)
        for part, text in told.items():
            problems.tell(by=owner, problem=problem, part=part, text=text)
        problems.share(by=owner, problem=problem, audience="everyone", shown_as="group", groups=["carer-or-family"])
        return problem

    return make


def ask(paper, problem, parts=("hard",), **how):
    told = actions.ask_owner(by=paper.author, paper=paper, problem=problem)
    if parts is not None:
        actions.answer(by=problem.owner, told=told, parts=parts, **how)
    return told


def text_of(client, paper):
    return client.get(f"/papers/{paper.pk}/paper.txt").content.decode()


def test_problem_is_told_of_only_after_its_owner_said_yes(client, joint, make_shared):
    agreed = [make_shared(hard) for hard in ("Letters come late", "Nobody rings back", "The bus goes twice")]
    silent, refused = make_shared("I am silent"), make_shared("I say no")
    for problem in agreed:
        ask(joint, problem)
    ask(joint, silent, parts=None)
    ask(joint, refused, parts=())

    told = text_of(client, joint)

    assert [one.conversation.title in told for one in agreed] == [True, True, True]
    assert ("I am silent" in told, "I say no" in told) == (False, False)


@pytest.mark.parametrize(("owners", "is_told"), [(2, False), (3, True)])
def test_fewer_than_three_people_are_not_told_of(client, joint, make_shared, owners, is_told):
    for number in range(owners):
        ask(joint, make_shared(f"Problem number {number}"))

    assert ("Problem number 0" in text_of(client, joint)) is is_told


def test_three_problems_of_one_person_are_not_enough(client, joint, make_person):
    owner = make_person()
    for hard in ("One of mine", "Two of mine", "Three of mine"):
        problem = problems.bring(by=owner, hard=hard)
        problems.share(by=owner, problem=problem, audience="everyone", shown_as="nobody")
        ask(joint, problem)

    assert "One of mine" not in text_of(client, joint)


def test_paper_shows_no_name_and_groups_only_where_the_owner_said_so(client, joint, make_shared):
    for hard in ("Letters come late", "Nobody rings back"):
        ask(joint, make_shared(hard))
    without_groups = text_of(client, joint)
    ask(joint, make_shared("The bus goes twice"), shows_groups=True)

    told = text_of(client, joint)

    assert "Told by: Carer or family" not in without_groups
    assert (told.count("Told by: Carer or family"), "Owner of" in told) == (1, False)


def test_paper_says_nothing_of_groups_where_their_owner_named_none(client, joint, make_shared):
    for hard in ("Letters come late", "Nobody rings back", "The bus goes twice"):
        problem = make_shared(hard)
        problems.share(by=problem.owner, problem=problem, audience="everyone", shown_as="nobody")
        problem.conversation.participants.update(groups={})
        ask(joint, problem, shows_groups=True)

    told = text_of(client, joint)

    assert ("Letters come late" in told, "Told by" in told) == (True, False)


def test_words_that_name_a_place_are_never_told(client, joint, make_shared):
    Area.objects.create(code="WMR", name="Westmarch")
    first = make_shared("Letters come late", happens="In westmarch they lie for a week.")
    ask(joint, first, parts=("hard", "happens"))
    for hard in ("Nobody rings back", "The bus goes twice"):
        ask(joint, make_shared(hard))

    told = text_of(client, joint)

    assert ("Letters come late" in told, "lie for a week" in told) == (True, False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They moved to North Vale.", ["North Vale"]),
        ("NORTH VALE, again", ["North Vale"]),
        ("Northvaleish", []),
        ("the vale in the north", []),
    ],
)
def test_places_are_found_as_words_of_their_own(db, text, found):
    Area.objects.create(code="NVL", name="North Vale")

    assert places_in(text) == found


def test_owner_reads_what_would_stand_there_and_answers(client, joint, make_shared):
    problem = make_shared("Letters come late", tried="We rang them.")
    ask(joint, problem, parts=None)
    client.force_login(problem.owner)
    address = f"/papers/{joint.pk}/problems/{problem.pk}/"

    before = client.get(address).content.decode()
    client.post(address, {"parts": ["hard"], "shows_groups": "on"})

    told = Told.objects.get()
    assert ("We rang them." in before, told.parts, told.shows_groups) == (True, ["hard"], True)
    assert "You said yes" in client.get(address).content.decode()


def test_owner_is_reminded_until_they_answer(joint, make_shared):
    problem = make_shared("Letters come late")
    ask(joint, problem, parts=None)
    before = [one.path for one in reminders.of(problem.owner, today=TODAY)]

    actions.answer(by=problem.owner, told=Told.objects.get(), parts=[])

    assert before == [f"/papers/{joint.pk}/problems/{problem.pk}/"]
    assert reminders.of(problem.owner, today=TODAY) == []


def test_author_cannot_tell_a_no_from_no_answer(client, joint, make_shared):
    ask(joint, make_shared("Problem one"), parts=None)
    ask(joint, make_shared("Problem two"), parts=())
    client.force_login(joint.author)

    page = client.get(f"/papers/{joint.pk}/").content.decode()

    assert page.count("no yes so far") == 2


def test_nobody_but_the_owner_answers(client, joint, make_shared, make_person):
    problem = make_shared("Letters come late")
    told = ask(joint, problem, parts=None)
    client.force_login(make_person())

    assert client.get(f"/papers/{joint.pk}/problems/{problem.pk}/").status_code == 404
    with pytest.raises(actions.NotTheOwner, match="Only who brought a problem"):
        actions.answer(by=joint.author, told=told, parts=["hard"])


def test_problem_kept_back_or_of_somebody_erased_is_told_no_more(client, joint, make_shared):
    shared = [make_shared(f"Problem number {number}") for number in range(5)]
    for problem in shared:
        ask(joint, problem)
    problems.keep_to_oneself(by=shared[0].owner, problem=shared[0])
    people.erase(by=shared[1].owner)

    told = text_of(client, joint)

    assert [f"Problem number {number}" in told for number in range(5)] == [False, False, True, True, True]


def test_note_is_signed_with_a_group_and_says_so_in_each_form(client, context, make_person):
    nurse = make_person(name="Ivor")
    client.force_login(nurse)
    client.post(
        f"/papers/{context.pk}/sign/",
        {"text": "I ran the winter clinic.", "shown_as": "group", "groups": ["clinician"], "sending": "s1"},
    )

    page = client.get(f"/papers/{context.pk}/").content.decode()
    docx = zipfile.ZipFile(io.BytesIO(client.get(f"/papers/{context.pk}/paper.docx").content))
    written = docx.read("word/document.xml").decode()
    told = text_of(client, context)
    for form in (page, written, told):
        assert ("I ran the winter clinic." in form, "Clinician" in form, "Ivor" in form) == (True, True, False)
    assert client.get(f"/papers/{context.pk}/paper.pdf").content.startswith(b"%PDF")


def test_signature_without_a_name_or_group_is_asked_for_one(client, context, make_person):
    client.force_login(make_person())

    answer = client.post(f"/papers/{context.pk}/sign/", {"text": "I was there.", "shown_as": "group"})

    assert answer.status_code == 400
    assert "Pick a group, or choose to appear with your name." in answer.content.decode()


def test_signature_of_earlier_words_does_not_stand_under_new_ones(client, context, make_person):
    actions.sign(by=make_person(), paper=context, text="I was there.", shown_as="name", nickname="Ivor")
    actions.tell(by=context.author, paper=context, part="reason", text="Nobody came.")

    told = text_of(client, context)

    assert ("I was there." in told, "Nobody has signed it as it stands now." in told) == (False, True)
    assert "Others signed earlier words of this" in told


def test_signing_again_and_taking_back_leave_one_and_none(client, context, make_person):
    nurse = make_person(name="Ivor")
    for text in ("I was there.", "I was there twice."):
        actions.sign(by=nurse, paper=context, text=text, shown_as="name", nickname="Ivor")
    twice = text_of(client, context)
    actions.take_signature_back(by=nurse, paper=context)

    assert ("> I was there.\n" in twice, "> I was there twice.\n" in twice) == (False, True)
    assert "twice" not in text_of(client, context)


def test_draft_is_there_for_its_author_alone_and_cannot_be_signed(client, author, make_person):
    paper = actions.write(by=author, kind="context", title="Not yet")
    client.force_login(make_person())

    assert [client.get(f"/papers/{paper.pk}/{page}").status_code for page in ("", "paper.txt", "sign/")] == [404] * 3
    with pytest.raises(actions.NotOpen):
        actions.sign(by=author, paper=paper, text="So it is.", shown_as="name")


def test_paper_is_written_and_shared_on_its_pages(client, author):
    client.force_login(author)
    made = client.post("/papers/write/joint/", {"text": "What is hard at the gate", "sending": "k1"})
    again = client.post("/papers/write/joint/", {"text": "What is hard at the gate", "sending": "k1"})
    client.post(f"{made.url}part/why/", {"text": "So that you see it."})
    client.post(f"{made.url}share/", {"audience": "everyone", "shown_as": "nobody"})
    client.logout()

    assert made.url == again.url
    assert "So that you see it." in client.get(made.url).content.decode()
    assert "What is hard at the gate" in client.get("/papers/").content.decode()


def test_page_of_a_problem_offers_it_to_whoever_writes_and_names_the_papers(client, joint, make_shared):
    shared = [make_shared(f"Problem number {number}") for number in range(3)]
    client.force_login(joint.author)
    offered = client.get(f"/problems/{shared[0].pk}/").content.decode()
    for problem in shared:
        client.post(f"/papers/ask/{problem.pk}/", {"paper": str(joint.pk)})
        told = Told.objects.get(problem=problem)
        actions.answer(by=problem.owner, told=told, parts=["hard"])

    named = client.get(f"/problems/{shared[0].pk}/").content.decode()
    assert "Ask for: What is hard at the gate" in offered
    assert "Papers that tell of this" in named


def test_list_runs_the_same_queries_for_one_and_for_three(client, author, django_assert_num_queries):
    for title in ("One", "Two", "Three"):
        paper = actions.write(by=author, kind="context", title=title)
        actions.share(by=author, paper=paper, audience="everyone", shown_as="nobody")
        with django_assert_num_queries(2):
            client.get("/papers/")


def test_erasing_the_author_takes_their_words_and_keeps_the_signatures(client, context, make_person):
    actions.sign(by=make_person(), paper=context, text="I was there.", shown_as="name", nickname="Ivor")

    people.erase(by=context.author)

    told = text_of(client, context)
    assert ("nowhere to live" in told, "THE WORDS OF THIS PAPER ARE GONE" in told) == (False, True)
    assert "I was there." in told


def test_hidden_title_shows_nowhere(client, context, make_person):
    title = context.conversation.contributions.get(kind="title")
    conversations.hide(by=context.author, contribution=title, reason="advert")

    assert "completions" not in client.get("/papers/").content.decode()


def test_all_my_data_has_papers_and_answers(joint, make_shared):
    problem = make_shared("Letters come late")
    ask(joint, problem)

    assert [row["a paper you wrote"] for row in personal_data.of(joint.author)["papers"]] == [
        "What is hard at the gate"
    ]
    assert [row["what it may tell"] for row in personal_data.of(problem.owner)["papers"]] == ["hard"]
