"""What was done is written down, somebody of another group says that it was so, and others try it elsewhere."""

SIZES = """all => all.map(one => [Math.round(one.getBoundingClientRect().width),
    getComputedStyle(one).fontSize, getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"""


def write_a_note(rosa, title):
    """Gives the address of the note, shared with everyone."""
    rosa.open("/")
    rosa.follow("Practice", within="header")
    rosa.follow("Write a note")
    rosa.write("What we did", title)
    rosa.write("Where and when it was", "Two towns, last winter, some forty people.")
    rosa.press("Keep it, and go on")
    rosa.write("What happened", "More came to the first appointment.")
    rosa.write("What went wrong", "Nobody did it in the holidays.")
    rosa.choose("Mixed")
    rosa.press("Save, and go on")
    rosa.press("Save, and go on")
    rosa.press("Save, and go on")
    rosa.follow("Share it")
    rosa.choose("Everyone who can open this site", "With my group", "Front-line worker")
    rosa.press("Share it")
    return rosa.page.url


def counter_sign(pia, note):
    pia.open(note)
    pia.follow("Say whether it was so")
    pia.choose("It was so", "Provider")
    pia.write("Say in a sentence what you saw", "I was on the desk. It was so.")
    pia.press("Say it")


def try_elsewhere(member, note, outcome, words):
    member.open(note)
    member.follow("We tried this here")
    member.choose(outcome, "With neither")
    member.write("What did you do, and what was different?", words)
    member.press("Say it")


def test_note_shows_what_came_of_it_elsewhere_side_by_side_whichever_way_it_came_out(layout):
    rosa, pia, omar, nell, reader = (layout.member(name) for name in ("Rosa", "Pia", "Omar", "Nell", None))

    note = write_a_note(rosa, "We rang people the day before")
    counter_sign(pia, note)
    try_elsewhere(omar, note, "The same", "We rang too, and more came.")
    try_elsewhere(nell, note, "Not the same", "We rang too, and no more came.")
    reader.open(note)

    told = reader.page.locator("section[aria-labelledby=tried] li")
    assert "Counter-signed by another group." in reader.reads()
    assert told.locator(".tag").all_inner_texts() == ["it came out the same", "it did not come out the same"]
    same, contrary = told.evaluate_all(SIZES)
    assert same == contrary
