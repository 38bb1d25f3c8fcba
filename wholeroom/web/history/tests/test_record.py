import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from wholeroom.web.history import triggers
from wholeroom.web.history.actions import record
from wholeroom.web.history.models import Entry, HistoryIsKept
from wholeroom.web.site.models import WorkerPulse


@pytest.fixture
def target() -> WorkerPulse:
    return WorkerPulse(worker="f00", seen_at=timezone.now())


@pytest.mark.django_db
def test_record_keeps_who_what_and_day(target):
    record(by="a1b2", verb="handed over", target=target)

    kept = Entry.objects.values("actor", "verb", "target_kind", "target_key", "day").get()
    assert kept == {
        "actor": "a1b2",
        "verb": "handed over",
        "target_kind": "site.workerpulse",
        "target_key": "f00",
        "day": timezone.localdate(),
    }


@pytest.mark.django_db
def test_record_of_nobody_has_no_actor(target):
    record(by=None, verb="voted", target=target)

    assert Entry.objects.get().actor is None


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused(target):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(by=None, verb="voted", target=target)

    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_record_goes_with_an_act_that_fails(target):
    @transaction.atomic
    def act():
        target.save(force_insert=True)
        record(by=None, verb="voted", target=target)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert (Entry.objects.count(), WorkerPulse.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["", "Said: I drink", "voted 1", "one two three four five", "x\n"])
def test_verb_with_anything_but_a_few_plain_words_is_refused(target, verb):
    with pytest.raises(ValueError, match="The verb is"):
        record(by=None, verb=verb, target=target)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "Jo Bloggs", "jo@example.org", "k" * 65])
def test_actor_that_is_not_an_opaque_key_is_refused(target, key):
    with pytest.raises(ValueError, match="opaque keys"):
        record(by=key, verb="voted", target=target)


@pytest.mark.django_db
def test_entry_is_refused_every_change_by_the_model(target):
    entry = record(by=None, verb="voted", target=target)

    for change in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(verb="left")):
        with pytest.raises(HistoryIsKept):
            change()

    assert Entry.objects.get().verb == "voted"


@pytest.mark.django_db
def test_entry_is_refused_an_update_by_the_database(target):
    record(by=None, verb="voted", target=target)

    with pytest.raises(DatabaseError, match=triggers.WORDS), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE history_entry SET verb = 'left'")

    assert Entry.objects.get().verb == "voted"


@pytest.mark.django_db
def test_entry_is_refused_a_deletion_by_the_database(target):
    """The test database is without this one guard, so that tests can empty it; here it is put back."""
    record(by=None, verb="voted", target=target)
    with connection.cursor() as cursor:
        cursor.execute(triggers.create(connection.vendor, "DELETE"))

    with pytest.raises(DatabaseError, match=triggers.WORDS), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM history_entry")

    assert Entry.objects.count() == 1
