import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wholeroom.web.conversations.models import Conversation, Participant
from wholeroom.web.people.models import Person
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.problems.models import Problem


class Room(models.Model):
    """A conversation with steps, designed by purpose, people, process and place.

    ``clock`` is what ``clock.py`` says; only ``actions`` write it, and every change leaves a ``Transition``.
    """

    class Place(models.TextChoices):
        HALL = "hall", _("in one place")
        VIDEO = "video", _("on a video call")
        BOTH = "both", _("in one place, and on a video call")

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE)
    problem = models.ForeignKey(Problem, null=True, blank=True, on_delete=models.SET_NULL, related_name="rooms")
    facilitators = models.ManyToManyField(Person, related_name="rooms")
    method = models.CharField(max_length=40)
    minutes = models.PositiveSmallIntegerField()
    given = models.TextField(blank=True, max_length=2000)  # what is given, and not up for discussion
    decided_by = models.CharField(max_length=300, blank=True)  # who decides afterwards
    place = models.CharField(max_length=10, choices=Place, default=Place.HALL)
    address = models.CharField(max_length=300, blank=True)
    video_link = models.URLField(blank=True)
    access = models.TextField(blank=True, max_length=1000)  # steps, hearing loop, interpreters, who to ask
    starts = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=6, unique=True)
    one_voice = models.BooleanField(default=False)  # one person speaks at a time
    speaker = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    clock = models.JSONField(default=dict)
    called = models.DateField(null=True, blank=True)  # the day the people of its problem were asked to it
    most_people = models.PositiveIntegerField(default=4000)  # who may join by phone; people without one come on top
    needs_slip = models.BooleanField(default=False)  # nobody joins by its code without a printed slip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(method=""), name="room_is_held_by_a_method"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="room_takes_at_least_a_minute"),
            models.CheckConstraint(condition=models.Q(place__in=["hall", "video", "both"]), name="room_has_a_place"),
            models.CheckConstraint(condition=~models.Q(code=""), name="room_has_a_code"),
            models.CheckConstraint(condition=models.Q(most_people__gte=1), name="room_holds_somebody"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def question(self) -> str:
        """The room's own question, or else the words of the problem: never a copy of them."""
        own = self.conversation.title
        return own or (str(self.problem.conversation.title) if self.problem else "")


class Slip(models.Model):
    """A printed slip that lets one phone in, once. Only a hash of its code is kept, and nothing says who used it."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="slips")
    code_hash = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(code_hash=""), name="slip_has_a_code")]

    def __str__(self) -> str:
        return f"slip of {self.room_id}: {'used' if self.is_used else 'not used'}"


class Seat(models.Model):
    """A seat of the ring, as the facilitator marks it. Never counted from what participants say of themselves."""

    class State(models.TextChoices):
        WANTED = "wanted", _("wanted")
        TAKEN = "taken", _("taken")
        EMPTY = "empty", _("empty")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="seats")
    group = models.CharField(max_length=40)  # code of a stakeholder group
    state = models.CharField(max_length=10, choices=State, default=State.WANTED)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["room", "position"], name="seats_have_one_order"),
            models.CheckConstraint(condition=models.Q(state__in=["wanted", "taken", "empty"]), name="seat_state"),
            models.CheckConstraint(condition=~models.Q(group=""), name="seat_is_for_a_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.state}"

    @property
    def group_label(self) -> str:
        return str(GROUPS.get(self.group, self.group))


class RoomInvitation(models.Model):
    """A personal invitation: by mail, or as a link to hand over. Only the hash of its token is kept.

    ``name`` is what the facilitator calls them. ``why`` is the word that somebody who cannot come may leave.
    """

    class State(models.TextChoices):
        OPEN = "open", _("no answer yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        PASSED_ON = "passed-on", _("asked someone else")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # by which its letter is found again
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations")
    message = models.TextField(blank=True, max_length=1000)
    language = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    why = models.CharField(max_length=300, blank=True)
    instead_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="passed_to")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "accepted", "declined", "passed-on"]), name="invitation_state"
            ),
            models.CheckConstraint(
                condition=models.Q(participant__isnull=True) | models.Q(state="accepted"),
                name="who_takes_part_accepted",
            ),
            models.CheckConstraint(
                condition=models.Q(why="") | models.Q(state="declined"), name="only_who_declined_said_why"
            ),
            models.CheckConstraint(condition=~models.Q(token_hash=""), name="invitation_has_a_token"),
        ]

    def __str__(self) -> str:
        return f"invitation to {self.room_id}: {self.state}"


class Step(models.Model):
    """A part of a room that opens and closes: one activity, with its prompt and its minutes."""

    class State(models.TextChoices):
        PLANNED = "planned", _("to come")
        OPEN = "open", _("now")
        DONE = "done", _("done")
        SKIPPED = "skipped", _("skipped")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)  # what the method calls it, for its rules
    activity = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    prompt = models.TextField(blank=True, max_length=600)
    settings = models.JSONField(default=dict, blank=True)
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["room", "position"], name="steps_have_one_order"),
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(state="open"), name="one_step_is_open_at_a_time"
            ),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="step_takes_at_least_a_minute"),
            models.CheckConstraint(
                condition=models.Q(state__in=["planned", "open", "done", "skipped"]), name="step_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    @property
    def part(self) -> str:
        """The key under which the words of this step are kept."""
        return f"step-{self.pk}"


class Transition(models.Model):
    """A change of the clock. Nothing is deleted: to undo is a new one, which brings back what was ``before``."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="transitions")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="transitions_have_one_order")]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"
