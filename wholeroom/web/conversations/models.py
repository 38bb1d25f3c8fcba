import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wholeroom.web.people import stakeholder_groups
from wholeroom.web.people.fitting import label_with
from wholeroom.web.people.models import Person

EARLIER_WORDING = "earlier-wording"  # the kind of a contribution that keeps what another one said before
TRANSLATION = "translation"  # the kind of one that says what another one says, in another language


class Conversation(models.Model):
    """Where words are said: a problem or a room is one, and adds what is its own."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    class Audience(models.TextChoices):
        LINK = "link", _("people who have the link")
        EVERYONE = "everyone", _("everyone who can open this site")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.LINK)
    read_first = models.BooleanField(default=False)  # a moderator reads words before they show
    begun = models.DateField(default=timezone.localdate)
    last_day = models.DateField(default=timezone.localdate)  # of the newest words
    keep_until = models.DateField(null=True, blank=True)  # where a moderator asked for a year more
    warned = models.DateField(null=True, blank=True)  # on which day people were told that the words go
    emptied = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["emptied", "last_day"], name="words_whose_time_is_over")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(kind=""), name="conversation_has_a_kind"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "open", "closed"]), name="conversation_state"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.id}"

    @property
    def open_title(self) -> str:
        """The title for whoever does not own it: none while its owner keeps it to themselves."""
        return "" if self.state == self.State.DRAFT else self.title


class Participant(models.Model):
    """A person's place in one conversation. Nothing joins it to their place in another.

    ``member`` is set only where the person chose to be openly themselves here. Who has no phone has no token. Under a
    pseudonym, ``groups`` holds one coarse group and place under ``PSEUDONYM`` instead, and nothing says whose it is.
    """

    PSEUDONYM = "pseudonym"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="participants")
    groups = models.JSONField(default=dict, blank=True)  # code of a stakeholder group -> how it is known
    nickname = models.CharField(max_length=60, blank=True)
    token_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 -- none is not an empty one
    joined = models.DateField(default=timezone.localdate)
    has_left = models.BooleanField(default=False)
    is_erased = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_erased=False)
                | models.Q(nickname="", token_hash__isnull=True, member__isnull=True),
                name="erased_participant_has_nothing_left",
            ),
            models.UniqueConstraint(
                fields=["conversation", "member"],
                condition=models.Q(member__isnull=False),
                name="member_takes_part_once",
            ),
        ]

    def __str__(self) -> str:
        return f"participant {self.id}"

    @property
    def key(self) -> str:
        return self.id.hex

    @property
    def is_pseudonym(self) -> bool:
        return self.PSEUDONYM in self.groups

    def group_labels(self) -> list[str]:
        if self.is_pseudonym:
            shown = self.groups[self.PSEUDONYM]
            coarse = label_with(shown["group"], shown["place"], shown.get("area", "")) if shown else ""
            return [said for said in (coarse, gettext("a pseudonym")) if said]
        return stakeholder_groups.labels(self.groups)


class Contact(models.Model):
    """How a participant wants to hear back: the one table with addresses of people who have no account."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="contact")
    email = models.EmailField(blank=True)
    other_way = models.CharField(max_length=200, blank=True)  # a phone number, or "tell my keyworker"

    def __str__(self) -> str:
        return f"contact of {self.participant_id}"


class AsItStands(models.Manager["Contribution"]):
    """Contributions as they are worded now: whoever counts, lists or searches words never meets an earlier wording."""

    def get_queryset(self) -> models.QuerySet["Contribution"]:
        return super().get_queryset().exclude(kind=EARLIER_WORDING)

    def read_by_all(self) -> models.QuerySet["Contribution"]:
        """Those that show. A translation says no more what does not show itself any longer."""
        shown = self.filter(state=Contribution.State.SHOWN)
        return shown.exclude(~models.Q(parent__state=Contribution.State.SHOWN), kind=TRANSLATION)


class Contribution(models.Model):
    """Words somebody put in. Every word said anywhere on the site is a row here.

    ``part`` is an opaque key of whoever asked for the words (a room puts its step's id there). ``sending`` is a key
    that the page made up, so that words sent twice over bad Wi-Fi arrive once. Words said anew keep their row. Each
    earlier wording is a row of its own under it, which only ``everything`` finds.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("hidden")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ERASED = "erased", _("erased")
        EARLIER = "earlier", _("said anew since")  # an earlier wording, shown to whoever may read the words

    class ShownAs(models.TextChoices):
        NAME = "name", _("with my name")
        GROUP = "group", _("with my group")
        NOBODY = "nobody", _("with neither")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="contributions")
    position = models.PositiveIntegerField()  # the order within the conversation; no time is kept
    part = models.CharField(max_length=64, blank=True)
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies")
    kind = models.CharField(max_length=20)
    text = models.TextField(blank=True, max_length=4000)
    language = models.CharField(max_length=10, blank=True)
    shown_as = models.CharField(max_length=10, choices=ShownAs, default=ShownAs.NOBODY)
    state = models.CharField(max_length=10, choices=State, default=State.SHOWN)
    reason = models.CharField(max_length=40, blank=True)  # code of the published rule, where it is hidden
    version = models.PositiveIntegerField(default=1)
    sending = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 -- none is not an empty one

    objects = AsItStands()
    everything = models.Manager()  # noqa: DJ012 -- a manager too, as the one before

    class Meta:
        ordering = ["conversation", "position"]
        indexes = [models.Index(fields=["conversation", "part", "position"], name="words_of_a_part")]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "position"], name="words_have_one_order"),
            models.UniqueConstraint(fields=["conversation", "sending"], name="words_arrive_once"),
            models.CheckConstraint(
                condition=~models.Q(state="erased") | models.Q(text="", participant__isnull=True),
                name="erased_words_are_gone",
            ),
            models.CheckConstraint(condition=models.Q(state="erased") | ~models.Q(text=""), name="words_are_not_empty"),
            models.CheckConstraint(
                condition=~models.Q(state="hidden") | ~models.Q(reason=""), name="hidden_words_have_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="earlier-wording", state__in=["earlier", "withdrawn", "erased"])
                | (~models.Q(kind="earlier-wording") & ~models.Q(state="earlier")),
                name="earlier_wording_never_shows",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def is_read_by_all(self) -> bool:
        """One of ``read_by_all``."""
        is_shown = self.state == self.State.SHOWN
        if self.kind != TRANSLATION:
            return is_shown
        return is_shown and self.parent is not None and self.parent.state == self.State.SHOWN


class WithoutContent(models.Manager["Attachment"]):
    """Pages that show what there is never load the files themselves."""

    def get_queryset(self) -> models.QuerySet["Attachment"]:
        return super().get_queryset().defer("content")


class Attachment(models.Model):
    """A picture, made small and without what a camera writes into it, or a document as it came. Always with words."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        DOCUMENT = "document", _("document")

    class MediaType(models.TextChoices):
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"
        PDF = "application/pdf", "PDF"
        TEXT = "text/plain; charset=utf-8", _("text")
        OLD_TEXT = "text/plain; charset=windows-1252", _("text")  # as spreadsheets on Windows still write it

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=100, blank=True)  # of a document; what a camera called a picture is not kept
    alt = models.CharField(max_length=300, blank=True)  # what a picture shows, in words
    content = models.BinaryField()
    media_type = models.CharField(max_length=40, choices=MediaType)
    size = models.PositiveIntegerField()

    objects = WithoutContent()

    class Meta:
        ordering = ["words", "position"]
        constraints = [
            models.UniqueConstraint(fields=["words", "position"], name="attachments_have_one_order"),
            models.CheckConstraint(
                condition=~models.Q(kind="picture") | ~models.Q(alt=""), name="picture_is_told_in_words"
            ),
            models.CheckConstraint(condition=models.Q(kind="picture") | ~models.Q(name=""), name="document_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Moderation(models.Model):
    """That a moderator hid words or let them show, or was asked again: the public log.

    Not which words, whose, by whom or in which conversation; and the month alone, so that no act shows its day.
    """

    class Act(models.TextChoices):
        HID = "hid", _("hid words")
        ASKED_AGAIN = "asked-again", _("was asked to read hidden words once more")
        LET_SHOW = "let-show", _("read words, and let them show")

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()  # counted from 1; there is no field that could hold a day
    conversation_kind = models.CharField(max_length=20)
    act = models.CharField(max_length=20, choices=Act)
    rule = models.CharField(max_length=40, blank=True)  # none where words are read first, as all are there

    class Meta:
        indexes = [models.Index(fields=["year", "month"], name="moderation_by_month")]
        constraints = [models.CheckConstraint(condition=models.Q(month__range=(1, 12)), name="moderation_has_a_month")]

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}: {self.act}"


class Following(models.Model):
    """A member who wants to hear what comes in a conversation, and how far they have read and been told.

    Both are positions of words, so that no time is kept.
    """

    member = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="following")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="followers")
    read_up_to = models.PositiveIntegerField(default=0)
    told_up_to = models.PositiveIntegerField(default=0)
    wants_mail = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "conversation"], name="member_follows_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.conversation_id}"
