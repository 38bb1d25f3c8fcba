import uuid

from django.db import models

from wholeroom.web.conversations.models import Participant
from wholeroom.web.people.models import Person


class Pseudonym(models.Model):
    """A place in one problem that nobody is joined to. Who has the codeword speaks from it.

    ``has_it`` is that they said "same here", which counts nobody.
    """

    participant = models.OneToOneField(Participant, primary_key=True, on_delete=models.CASCADE, related_name="+")
    codeword_hash = models.CharField(max_length=64, unique=True)
    has_it = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"pseudonym {self.participant_id}"


class ToRead(models.Model):
    """Words under a pseudonym that were released, and that a host has yet to let show. They are nowhere else.

    ``act`` is what was in the box. ``question`` is what the host asks whoever wrote it; ``rule`` is why it does not
    show.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    codeword_hash = models.CharField(max_length=64, db_index=True)
    act = models.JSONField()
    question = models.TextField(blank=True, max_length=1000)
    answer = models.TextField(blank=True, max_length=1000)
    rule = models.CharField(max_length=40, blank=True)
    released = models.DateField()

    class Meta:
        ordering = ["released", "id"]

    def __str__(self) -> str:
        return f"to read: {self.id}"


class Offer(models.Model):
    """A member offers contact to a pseudonym. Whether anybody read it is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pseudonym = models.ForeignKey(Pseudonym, on_delete=models.CASCADE, related_name="offers")
    member = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=1000)
    reach = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["pseudonym", "member"], name="one_offer_to_a_pseudonym")]

    def __str__(self) -> str:
        return f"offer {self.id}"
