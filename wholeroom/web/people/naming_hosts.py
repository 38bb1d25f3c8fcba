"""What ``wholeroom host`` does: names a community host, or ends it, by whoever runs the machine."""

from pathlib import Path

from wholeroom.web.errors import WebError
from wholeroom.web.people.inviting import check
from wholeroom.web.running import data_lock, preparation


class NoSuchMember(WebError):
    def __init__(self, email: str) -> None:
        super().__init__(
            f"Nobody has signed in with {email!r}. Expected: the address of a member. Ask them to sign in once."
        )


def host(*, email: str, no_longer: bool = False, data: Path | str | None = None) -> list[str]:
    """Gives sentences for the person at the terminal."""
    folder = preparation.use_data_folder(data)
    preparation.start_django()
    check(email)
    with data_lock.locked(folder, alone=False):
        preparation.refuse_unfinished_restore(folder)
        preparation.update_tables()
        change(email, no_longer=no_longer)
    if no_longer:
        return [f"{email} is no longer a community host."]
    return [f"{email} is a community host now: they see that nobody stays alone with a problem."]


def change(email: str, *, no_longer: bool) -> None:
    from wholeroom.web.people import actions  # models can be read only after `start_django`
    from wholeroom.web.people.models import Person, plain_address

    person = Person.objects.filter(email=plain_address(email), is_confirmed=True).first()
    if person is None:
        raise NoSuchMember(email)
    actions.name_host(person=person, is_host=not no_longer)
