"""The commands of `wholeroom aim`: write a set for the conversation aid, check it, try it, and build its pages."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wholeroom.terminal import FILE, OUT, Refused, said, tell_left_out, told_plainly, write

if TYPE_CHECKING:  # each command loads what it needs: the others start sooner
    from wholeroom.analysis.segmentation.definition import AimSet
    from wholeroom.analysis.segmentation.reading_sets import Finding


class SetFile(click.ParamType):
    """A file, or the name of an example set."""

    name = "set"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path, examples = Path(value), {file.stem: file for file in example_files()}
        if path.is_file():
            return path
        if str(value) in examples:
            return examples[str(value)]
        names = ", ".join(examples)
        return self.fail(f"there is no file {value!r}, and no example of that name. Examples: {names}.", param, ctx)


SET = SetFile()
page_out = click.option("--out", type=OUT, required=True, help="Write the page to this file.")
json_out = click.option("--json", "json_file", type=OUT, help="Write the answer to this file.")


def example_files() -> list[Path]:
    from wholeroom.analysis.segmentation.reading_sets import EXAMPLES

    return sorted(EXAMPLES.glob("*.toml"))


@click.group()
def aim() -> None:
    """A conversation aid for two people: check, try and build the set of topics and rules it runs on.

    FILE is a set, or the name of an example: `wholeroom aim sets` lists them.
    """


@aim.command("sets")
@told_plainly
def sets_command() -> None:
    """List the example sets that come with wholeroom."""
    for file in example_files():
        example = set_of(file)
        click.echo(f"{file.stem}: {example.title[0]}, version {example.version}\n  {file}")
    said.print("Copy one to start from: wholeroom aim copy NAME OUT.")


@aim.command("copy")
@click.argument("name", type=SET)
@click.argument("out", type=OUT)
@told_plainly
def copy_command(name: Path, out: Path) -> None:
    """Copy the example set NAME to the new file OUT, to start your own from."""
    if out.exists():
        raise Refused(f"{out} is there already, and stays as it is. Choose another name.")
    write(out, name.read_bytes)
    click.echo(f"Written: {out}. Give it your own name, service and version, then: wholeroom aim check {out}")


@aim.command("check")
@click.argument("file", type=SET)
@json_out
@told_plainly
def check_command(file: Path, json_file: Path | None) -> None:
    """Say everything that is wrong with a set, or what was checked if all is well.

    It exits with 1 if anything must be mended.
    """
    from wholeroom.aim_telling import all_is_well, as_json, figures_of, told_as_data
    from wholeroom.analysis.segmentation.checking.check import caveats, check
    from wholeroom.analysis.segmentation.reading_sets import SetError, read_set

    try:
        aim_set = read_set(file)
    except SetError as error:
        unreadable = error.findings
        write(json_file, lambda: as_json(findings=told_as_data(unreadable)))
        tell(unreadable)
        raise SystemExit(1) from None
    findings, figures, limits = check(aim_set), figures_of(aim_set), caveats(aim_set)
    told = {"set": aim_set.name, "version": aim_set.version, "findings": told_as_data(findings), "checked": figures}
    write(json_file, lambda: as_json(**told, caveats=[{"code": one.code, "text": one.text()} for one in limits]))
    if findings:
        tell(findings)
    else:
        click.echo("\n".join(all_is_well(aim_set, figures)))
    for caveat in limits:
        said.print(caveat.text())
    if findings:
        raise SystemExit(1)


@aim.command("build")
@click.argument("file", type=SET)
@page_out
@told_plainly
def build_command(file: Path, out: Path) -> None:
    """Make the page of a set: one file that runs by itself and sends nothing.

    A set with findings is refused.
    """
    from wholeroom.analysis.segmentation.page.build import page

    aim_set = checked_set(file)
    write(out, lambda: page(aim_set).encode())
    click.echo(f"Written: {out}.")
    tell_standing(aim_set)


@aim.command("preview")
@click.argument("file", type=SET)
@click.option("--out", type=OUT, help="Write the page to this file. Else to a new file for a short time.")
@click.option("--no-open", is_flag=True, help="Do not open it in the browser.")
@told_plainly
def preview_command(file: Path, out: Path | None, no_open: bool) -> None:
    """Look at the page of a set as it is now, under a band that says it is not for use."""
    from wholeroom.analysis.segmentation.checking.check import check
    from wholeroom.analysis.segmentation.page.build import page

    aim_set = set_of(file)
    tell(check(aim_set))
    out = out or Path(tempfile.mkdtemp(prefix="wholeroom-preview-")) / f"{aim_set.name}.html"
    write(out, lambda: page(aim_set, preview=True).encode())
    click.echo(f"Written: {out}.")
    if not no_open:
        click.launch(str(out))


@aim.command("paper")
@click.argument("file", type=SET)
@page_out
@click.option("--easy", is_flag=True, help="In Easy Read.")
@told_plainly
def paper_command(file: Path, out: Path, easy: bool) -> None:
    """Make the paper pack of a set, to print and use with two pens.

    A set with findings is refused.
    """
    from wholeroom.analysis.segmentation.page.paper import pack

    aim_set = checked_set(file)
    write(out, lambda: pack(aim_set, easy=easy).encode())
    click.echo(f"Written: {out}.")
    tell_standing(aim_set)


@aim.command("wording")
@click.argument("file", type=SET)
@page_out
@told_plainly
def wording_command(file: Path, out: Path) -> None:
    """Put every text and every rule of a set on one page, for those who must review it before use."""
    from wholeroom.analysis.segmentation.page.wording import wording_page

    aim_set = set_of(file)
    write(out, lambda: wording_page(aim_set).encode())
    click.echo(f"Written: {out}.")


@aim.command("try")
@click.argument("file", type=SET)
@click.argument("answers", type=FILE)
@json_out
@told_plainly
def try_command(file: Path, answers: Path, json_file: Path | None) -> None:
    """Run the rules of a set on ANSWERS, a conversation that you made up, and say what comes up and why."""
    from wholeroom.aim_telling import as_json, told_in_words, what_came_up
    from wholeroom.analysis.segmentation.reading_conversations import ConversationError, read_conversation
    from wholeroom.analysis.segmentation.suggestions import things_to_talk_about

    aim_set = set_of(file)
    try:
        conversation = read_conversation(answers.read_bytes(), aim_set)
    except ConversationError as error:
        tell(error.findings)
        raise Refused(f"{answers} is not a conversation of this set. The lines above say what to mend.") from None
    found = things_to_talk_about(aim_set, conversation)
    write(json_file, lambda: as_json(**what_came_up(found)))
    click.echo("\n".join(told_in_words(aim_set, conversation, found)))


@aim.command("counts")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--set", "set_file", type=SET, required=True, help="The set that the files belong to.")
@click.option("--before", type=FILE, multiple=True, help="A table that was published before. May be repeated.")
@click.option("--out", type=OUT, help="Write the table to this file and not to the terminal.")
@click.option("--json", "json_file", type=OUT, help="Write the table, what was hidden and all notes to this file.")
@click.option("--bad-files", "bad_files_file", type=OUT, help="Write all files that were left out, and why.")
@told_plainly
def counts_command(files: tuple[Path, ...], set_file: Path, **options: Any) -> None:
    """Count the phases in FILES that people chose to share, with small numbers hidden.

    Only for a set that says it takes part in counts.
    """
    from wholeroom.analysis.segmentation.counts import count_files
    from wholeroom.analysis.segmentation.share_files import bad_files_csv

    result = count_files(files, set_of(set_file), before=options["before"])
    write(options["bad_files_file"], lambda: bad_files_csv(result.bad_files).encode())
    bad_files = result.bad_files
    tell_left_out("Files", map(str, bad_files), len(bad_files), options["bad_files_file"], "--bad-files")
    if len(result.bad_files) >= len({file.resolve() for file in files}):
        raise Refused("No file could be counted. The lines above say what is wrong with each.")
    write(options["json_file"], lambda: result.json().encode())
    write(options["out"], lambda: result.csv().encode())
    if not options["out"]:
        click.echo(result.csv(), nl=False)
    for caveat in result.caveats:
        said.print(caveat.text())


def set_of(file: Path) -> "AimSet":
    """The set of a file, or every reason why it cannot be read."""
    from wholeroom.analysis.segmentation.reading_sets import SetError, read_set

    try:
        return read_set(file)
    except OSError as error:
        raise Refused(f"{file} cannot be opened: {error.strerror}. Look whether it is yours to read.") from None
    except SetError as error:
        tell(error.findings)
        raise Refused(f"{file} is not a set. The lines above say what to mend.") from None


def checked_set(file: Path) -> "AimSet":
    """A set that is fit to be built from."""
    from wholeroom.analysis.segmentation.checking.check import check

    aim_set = set_of(file)
    findings = check(aim_set)
    if findings:
        tell(findings)
        raise Refused(f"{file} has things to mend; the lines above say which. To look at it as it is: aim preview.")
    return aim_set


def tell(findings: "tuple[Finding, ...]") -> None:
    if findings:
        said.print(f"Things to mend: {len(findings)}.")
    for finding in findings:
        said.print(f"  {finding}")


def tell_standing(aim_set: "AimSet") -> None:
    if aim_set.example:
        said.print("The page says that it is a made-up example, and not for use.")
    elif not aim_set.is_reviewed:
        said.print("The page says that nobody has signed off this version. To review it: wholeroom aim wording.")
