"""The commands that run the site and keep it."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from wholeroom.terminal import FILE, FOLDER, OUT, Refused, fail, tell_bad_rows, told_plainly

EXAMPLE = Path(__file__).parent.parent / "examples" / "westmarch"
EXAMPLE_TITLE = "People leave treatment in the first twelve weeks"


def web(module: str) -> ModuleType:
    """The one place where the command line reaches the web half."""
    return importlib.import_module(f"wholeroom.web.{module}")


def run_site(module: str, function: str, **options: Any) -> Any:
    """Call a function of the web half, and tell its errors plainly."""
    try:
        return getattr(web(module), function)(**options)
    except Exception as error:
        if isinstance(error, web("errors").WebError):
            fail(str(error))
        raise


data_folder = click.option(
    "--data", type=FOLDER, help="The folder that holds everything. Else WHOLEROOM_DATA, else ./wholeroom-data."
)
bad_rows = click.option("--bad-rows", "bad_rows_file", type=OUT, help="Write all rows that were left out, and why.")
strict = click.option("--strict", is_flag=True, help="Keep nothing if any row is bad.")
address = click.option(
    "--address", help="What the site is called outside, for the link. Else the setting WHOLEROOM_ADDRESS."
)
port = click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Where to listen.")


@click.command()
@data_folder
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for everybody on the network.")
@port
@click.option("--no-worker", is_flag=True, help="Start no worker beside it: `wholeroom worker` runs elsewhere.")
def serve(data: Path | None, host: str, port: int, no_worker: bool) -> None:
    """Run the site."""
    run_site("running.serving", "serve", data=data, host=host, port=port, with_worker=not no_worker, announce=announce)


@click.command()
@data_folder
def worker(data: Path | None) -> None:
    """Do the slow work of a site, beside `wholeroom serve --no-worker`."""
    run_site("running.worker", "run", data=data)


@click.command()
@data_folder
@click.option("--host", default="0.0.0.0", show_default=True, help="127.0.0.1 for this machine only.")  # noqa: S104
@port
@told_plainly
def demo(data: Path | None, host: str, port: int) -> None:
    """Run the site with a worked example, for a first look."""
    if not EXAMPLE.is_dir():
        raise Refused(f"There is no worked example at {EXAMPLE}. It comes with a copy of the project: run `make demo`.")
    run_site(
        "running.demo",
        "demo",
        make_report=example_report,
        make_meeting=lambda: web("site.westmarch.links").make(EXAMPLE / "meeting.toml"),
        data=data,
        host=host,
        port=port,
        announce=click.echo,
    )


def announce(addresses: list[str]) -> None:
    click.echo(web("running.announcing").of_site(addresses))


def example_report() -> str:
    """The report of the fictional county, as ``opinion-map --html`` writes it."""
    from wholeroom.analysis.opinion.opinion_map import opinion_map
    from wholeroom.analysis.opinion.report import report
    from wholeroom.analysis.opinion.statements import read_statements
    from wholeroom.analysis.opinion.votes import read_votes

    result = opinion_map(read_votes(EXAMPLE / "votes.csv"), read_statements(EXAMPLE / "statements.csv"))
    return report(result, title=EXAMPLE_TITLE)


@click.command()
@click.argument("out", type=OUT)
@data_folder
@click.option("--with-key", is_flag=True, help="Put the secret key in too. Then keep the file as you keep passwords.")
def backup(out: Path, data: Path | None, with_key: bool) -> None:
    """Write everything to one zip file, OUT, also while the site runs."""
    for sentence in run_site("keeping.backup", "backup", data=data, out=out, with_key=with_key):
        click.echo(sentence)


@click.command()
@click.argument("archive", type=FILE)
@data_folder
@click.option("--force", is_flag=True, help="Overwrite what the data folder holds.")
@click.option("--erased", type=FILE, help="The list of erased people of another machine, if the site moves.")
def restore(archive: Path, data: Path | None, force: bool, erased: Path | None) -> None:
    """Fill a data folder from ARCHIVE. People erased since then stay erased."""
    for sentence in run_site("keeping.restore", "restore", archive=archive, data=data, force=force, erased=erased):
        click.echo(sentence)


@click.command()
@click.argument("email")
@data_folder
@address
def invite(email: str, data: Path | None, address: str | None) -> None:
    """Let the person at EMAIL open rooms: prints a link that works once, for two weeks."""
    for sentence in run_site("people.inviting", "invite", data=data, email=email, address=address):
        click.echo(sentence)


@click.command()
@click.argument("email")
@data_folder
@click.option("--no-longer", is_flag=True, help="End it: they are a member like any other again.")
def host(email: str, data: Path | None, no_longer: bool) -> None:
    """Make the member at EMAIL a community host, who sees that nobody stays alone with a problem."""
    for sentence in run_site("people.naming_hosts", "host", data=data, email=email, no_longer=no_longer):
        click.echo(sentence)


@click.command("load-areas")
@click.argument("file", type=FILE)
@data_folder
@click.option("--replace", is_flag=True, help="Remove areas that are not in FILE, where nothing refers to them.")
@bad_rows
@strict
@told_plainly
def load_areas(file: Path, data: Path | None, replace: bool, bad_rows_file: Path | None, strict: bool) -> None:
    """Load what councils' areas are like from FILE, a table of open statistics.

    It needs the columns code and name. Loaded again, it changes what is there.
    """
    from wholeroom.analysis.retrieval.areas import read_areas  # what takes long to load comes when it is needed

    read = read_areas(file)
    tell_bad_rows(read.bad_rows, read.bad_count, bad_rows_file, strict)
    if not read.areas:
        raise Refused("No row of this table could be used. The rows above say what is wrong with each.")
    for sentence in run_site("areas.loading", "load_areas", data=data, areas=read.areas, replace=replace):
        click.echo(sentence)


def importing(command: Callable[..., None]) -> Callable[..., None]:
    """The options that bringing in a table of words has, whatever it holds."""
    options = (
        click.argument("file", type=FILE),
        click.option("--by", "email", required=True, help="The address of the member as whose it comes in."),
        click.option("--share", is_flag=True, help="Share it with everyone at once, with no name. Else it is drafts."),
        data_folder,
        bad_rows,
        strict,
        told_plainly,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("import-problems")
@importing
def import_problems(**options: Any) -> None:
    """Bring in problems from FILE, a table with a row for each.

    It needs the columns id and hard. A row whose id came before is passed over.
    """
    from wholeroom.analysis.exchange.problem_rows import read_problems

    bring_in("problems", read_problems, **options)


@click.command("import-notes")
@importing
def import_notes(**options: Any) -> None:
    """Bring in practice notes from FILE, a table with a row for each.

    It needs the columns id, done, context, happened, went-wrong and outcome. A row whose id came before is passed over.
    """
    from wholeroom.analysis.exchange.note_rows import read_notes

    bring_in("notes", read_notes, **options)


@click.command("import-votes")
@click.argument("votes", type=FILE)
@click.option("--statements", type=FILE, required=True, help="The words: comments.csv, or statement, text, moderated.")
@click.option("--by", "email", required=True, help="The address of the facilitator whose room it becomes.")
@click.option("--question", required=True, help="What the vote was about.")
@click.option("--language", default="en", show_default=True, help="The code of the language of the statements.")
@click.option("--when", default="", help="When people voted, such as: July 2017. The report says so.")
@address
@data_folder
@bad_rows
@strict
@told_plainly
def import_votes(
    votes: Path, statements: Path, data: Path | None, bad_rows_file: Path | None, strict: bool, **options: str | None
) -> None:
    """Bring in a vote that was held elsewhere: it becomes a closed room.

    VOTES is votes.csv or participants-votes.csv of an export, or another table of votes.
    """
    from wholeroom.analysis.opinion.gathered_votes import Limits
    from wholeroom.analysis.opinion.held_elsewhere import read_held

    held = read_held(votes, statements, limits=Limits(participants=100_000, statements=2_000, votes=5_000_000))
    tell_bad_rows(held.bad_rows, held.bad_count, bad_rows_file, strict)
    module = "activities.statement_vote.import_commands"
    for sentence in run_site(module, "bring_in", held=held, data=data, **options):
        click.echo(sentence)


def bring_in(
    what: str,
    read: Callable[[Path], Any],
    *,
    file: Path,
    email: str,
    share: bool,
    data: Path | None,
    bad_rows_file: Path | None,
    strict: bool,
) -> None:
    options = {"what": what, "email": email, "read": read(file), "share": share, "strict": strict, "data": data}
    brought = run_site("learning.import_commands", "bring_in", **options)
    tell_bad_rows(brought.bad_rows, brought.bad_count, bad_rows_file, strict)
    click.echo(f"Rows brought in: {brought.new}. Rows that had come before: {brought.known}.")


COMMANDS: list[click.Command] = [
    serve,
    worker,
    demo,
    invite,
    host,
    load_areas,
    import_problems,
    import_notes,
    import_votes,
    backup,
    restore,
]
