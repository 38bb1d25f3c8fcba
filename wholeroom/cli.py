"""The command line: one command per question, and the commands that run the site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from wholeroom.aim_commands import aim
from wholeroom.site_commands import COMMANDS
from wholeroom.terminal import FILE, OUT, Refused, said, tell_bad_rows, told_plainly, write

RULES = ("people", "answers", "secret", "measures")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wholeroom")
def main() -> None:
    """From a problem in public services to a promise kept, with the whole system in the room."""


for command in (aim, *COMMANDS):
    main.add_command(command)


@main.command("opinion-map")
@click.argument("votes", type=FILE)
@click.option("--statements", type=FILE, help="A table of statements: statement, text, moderated.")
@click.option("--title", help="The question people voted on, for the report.")
@click.option("--json", "json_file", type=OUT, help="Write every figure to this file.")
@click.option("--html", "html_file", type=OUT, help="Write the report, one page that needs nothing else.")
@click.option("--svg", "svg_file", type=OUT, help="Write the map as a drawing.")
@click.option("--png", "png_file", type=OUT, help="Write the map as a picture.")
@click.option("--bad-rows", "bad_rows_file", type=OUT, help="Write all rows that were left out, and why.")
@click.option("--strict", is_flag=True, help="Give no answer if any row is bad.")
@told_plainly
def opinion_map_command(votes: Path, statements: Path | None, title: str | None, strict: bool, **files: Path) -> None:
    """Where people agree and differ, from a file of votes.

    VOTES is a table with a row per vote (participant, statement, vote), or a vote export with a row per vote or a row
    per person. Agree is 1, pass is 0, disagree is -1.
    """
    from wholeroom.analysis.opinion.statements import read_statements
    from wholeroom.analysis.opinion.votes import read_votes

    with progress_bar("Reading votes") as progress:
        read = read_votes(votes, progress=progress)
    about = read_statements(statements) if statements else None
    bad_rows = read.bad_rows + (about.bad_rows if about else ())
    bad_count = read.bad_count + (about.bad_count if about else 0)
    tell_bad_rows(bad_rows, bad_count, files["bad_rows_file"], strict)
    if not read.rows_used:
        raise Refused("No row of this file could be used. The rows above say what is wrong with each.")
    from wholeroom.analysis.opinion.opinion_map import opinion_map  # what takes long to load comes when it is needed
    from wholeroom.analysis.opinion.summary import summary

    result = opinion_map(read, about)
    write(files["json_file"], result.json)
    if files["html_file"]:
        from wholeroom.analysis.opinion.report import report

        write(files["html_file"], lambda: report(result, title=title, bad_rows=bad_rows, bad_count=bad_count).encode())
    if result.drawn and (files["svg_file"] or files["png_file"]):
        from wholeroom.analysis import charts

        write(files["svg_file"], lambda: charts.svg(result.chart()).encode())
        write(files["png_file"], lambda: charts.png(result.chart()))
    elif files["svg_file"] or files["png_file"]:
        said.print("No picture was written: too few people could be placed on a map.")
    for sentence in (*summary(result), *result.caveats):
        click.echo(sentence.text())


@main.command("protect")
@click.argument("table", type=FILE)
@click.option("--rule", type=click.Choice(RULES), required=True, help="What the numbers count.")
@click.option("--groups", type=str, help="Columns with names of groups, with commas between them.")
@click.option("--counts", type=str, help="Columns with counts, with commas between them.")
@click.option("--totals", type=str, help="Labels of rows that are totals, with commas between them.")
@click.option("--sum", "sums", multiple=True, help="A column that adds up others, as in votes=agree+disagree+pass.")
@click.option("--outcome", help="For the rule secret: the column that tells whether the rule of the vote was met.")
@click.option("--before", type=FILE, multiple=True, help="A safe version that was shared before. May be repeated.")
@click.option("--out", type=OUT, help="Write the safe table to this file and not to the terminal.")
@click.option("--json", "json_file", type=OUT, help="Write the table, what was hidden and all notes to this file.")
@click.option("--hidden", "hidden_file", type=OUT, help="Write the list of what was hidden, and why.")
@click.option("--bad-rows", "bad_rows_file", type=OUT, help="Write all rows that were left out, and why.")
@click.option("--strict", is_flag=True, help="Give no answer if any row is bad.")
@told_plainly
def protect_command(table: Path, rule: str, strict: bool, **options: Any) -> None:
    """Make the small numbers of a table safe to share.

    TABLE is a CSV table with columns for groups and columns for counts. The safe one hides numbers that could point at
    a person, and numbers that would give those away.
    """
    from wholeroom.analysis.disclosure.sums import TOTAL_LABELS
    from wholeroom.analysis.disclosure.table import protect_file

    with progress_bar("Reading the table") as progress:
        safe = protect_file(
            table,
            rule=rule,
            groups=names(options["groups"]),
            counts=names(options["counts"]),
            total_labels=names(options["totals"]) or TOTAL_LABELS,
            sums=sums_of(options["sums"]),
            outcome=options["outcome"],
            before=options["before"],
            progress=progress,
        )
    tell_bad_rows(safe.bad_rows, safe.bad_count, options["bad_rows_file"], strict)
    if not safe.rows:
        raise Refused("No row of this table could be used. The rows above say what is wrong with each.")
    write(options["json_file"], lambda: safe.json().encode())
    write(options["hidden_file"], lambda: safe.hidden_csv().encode())
    write(options["out"], lambda: safe.csv().encode())
    if not options["out"]:
        click.echo(safe.csv(), nl=False)
    said.print(f"Cells hidden: {len(safe.hidden)}.")
    for caveat in safe.caveats:
        said.print(caveat.text())


@main.command("same-again")
@click.argument("texts", type=FILE)
@click.option(
    "--most", type=click.IntRange(1, 20), default=3, show_default=True, help="How many to name for each text."
)
@click.option("--words", type=click.IntRange(1, 10), default=2, show_default=True, help="How many words to share.")
@click.option("--meaning", is_flag=True, help="Find texts in other words too. Needs the extra “semantic”.")
@click.option("--out", type=OUT, help="Write the pairs to this file and not to the terminal.")
@click.option("--json", "json_file", type=OUT, help="Write the pairs and all notes to this file.")
@click.option("--bad-rows", "bad_rows_file", type=OUT, help="Write all rows that were left out, and why.")
@click.option("--strict", is_flag=True, help="Give no answer if any row is bad.")
@told_plainly
def same_again_command(texts: Path, most: int, words: int, meaning: bool, strict: bool, **files: Path) -> None:
    """Which texts of a file may be about the same, and why.

    TEXTS is a CSV table with the columns id and text: problems, answers, complaints. Nothing is sent anywhere.
    """
    from wholeroom.analysis.retrieval.same_again import same_again

    encode = encoder() if meaning else None
    with progress_bar("Reading and comparing texts") as progress:
        found = same_again(texts, most=most, fewest_shared=words, encode=encode, progress=progress)
    tell_bad_rows(found.bad_rows, found.bad_count, files["bad_rows_file"], strict)
    if not found.texts:
        raise Refused("No row of this file could be used. The rows above say what is wrong with each.")
    write(files["json_file"], lambda: found.json().encode())
    write(files["out"], lambda: found.csv().encode())
    if not files["out"]:
        click.echo(found.csv(), nl=False)
    for caveat in found.caveats:
        said.print(caveat.text())


def encoder() -> Callable[[str], Any]:
    """What turns a text into its sentence vector, if the optional packages are installed."""
    from wholeroom.analysis.retrieval.sentence_vectors import Encoder, VectorsUnavailable

    try:
        return Encoder().encode
    except VectorsUnavailable as error:
        raise Refused(f"{error} Or leave --meaning out.") from None


def names(text: str | None) -> list[str] | None:
    return [name.strip() for name in text.split(",") if name.strip()] if text else None


def sums_of(texts: tuple[str, ...]) -> dict[str, list[str]] | None:
    """``votes=agree+disagree`` as a total and its parts."""
    sums = {}
    for text in texts:
        total, equals, parts = text.partition("=")
        if not equals or not total.strip() or not all(part.strip() for part in parts.split("+")):
            raise Refused(f"--sum {text!r} cannot be read. Write it as in: votes=agree+disagree+pass.")
        sums[total.strip()] = [part.strip() for part in parts.split("+")]
    return sums or None


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing in a pipe. Gives a function of bytes done and bytes in all."""
    columns = TextColumn(what), BarColumn(), DownloadColumn()
    with Progress(*columns, console=said, transient=True, disable=not said.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


if __name__ == "__main__":
    main()
