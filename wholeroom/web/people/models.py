import uuid
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area
from wholeroom.web.people.stakeholder_groups import GROUPS

DAYS_OF_AN_INVITATION = 14
LONGEST_DECLARED = 1000


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, **fields: object) -> "Person":
        """A person who signs in by e-mailed code: there are no passwords."""
        person = self.model(email=plain_address(email), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


def plain_address(email: str) -> str:
    """One spelling for an address, however it is typed."""
    return email.strip().lower()


class Person(AbstractBaseUser):
    """Somebody with an account. What others see of them is decided where they speak, not here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    may_facilitate = models.BooleanField(default=False)
    is_host = models.BooleanField(default=False)  # a community host: sees that nobody stays alone
    groups = models.JSONField(default=list, blank=True)  # codes, as they say of themselves: only ever a suggestion
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    interests = models.TextField(blank=True, max_length=LONGEST_DECLARED)  # what they gain or lose
    funding = models.TextField(blank=True, max_length=LONGEST_DECLARED)  # who pays them
    shows_page = models.BooleanField(default=False)  # whether others can open a page with the above
    is_confirmed = models.BooleanField(default=True)  # false until a newcomer has typed their first code
    joined = models.DateField(default=timezone.localdate)
    last_login = None  # nobody needs to know when somebody was here last

    USERNAME_FIELD = EMAIL_FIELD = "email"

    objects = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(email=""), name="person_can_be_written_to"),
            models.CheckConstraint(
                condition=models.Q(shows_page=False) | ~models.Q(name=""), name="page_of_somebody_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def key(self) -> str:
        return self.id.hex


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, *, today: date) -> "InvitationQuerySet":
        return self.filter(is_used=False, made__gte=today - timedelta(days=DAYS_OF_AN_INVITATION))


class Invitation(models.Model):
    """A link that lets one person open rooms. Only the hash of its token is kept; the address goes with its use."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    made = models.DateField(default=timezone.localdate)
    used_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_used = models.BooleanField(default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_used=True, email="") | (models.Q(is_used=False) & ~models.Q(email="")),
                name="invitation_keeps_its_address_until_used",
            )
        ]

    def __str__(self) -> str:
        return f"invitation of {self.made}"


class Allowance(models.Model):
    """How often something was done lately; by whom, only a keyed hash tells. Gone once its time is over."""

    key = models.CharField(max_length=64, primary_key=True)
    used = models.PositiveIntegerField(default=0)
    ends = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.used} until {self.ends:%H:%M:%S}"


class Organisation(models.Model):
    """A council, a provider, a charity: what it says of itself, through the members whom a host named as its voice."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Council")
        HEALTH = "health", _("Health body")
        PROVIDER = "provider", _("Provider of services")
        CHARITY = "charity", _("Charity")
        USER_GROUP = "user-group", _("Group of people who use services")
        NATIONAL = "national", _("National body")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    does = models.TextField(blank=True, max_length=LONGEST_DECLARED)
    funding = models.TextField(blank=True, max_length=LONGEST_DECLARED)
    voices = models.ManyToManyField(Person, blank=True, related_name="speaks_for")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["council", "health", "provider", "charity", "user-group", "national"]),
                name="organisation_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_voice(self, person: Person) -> bool:
        return person.is_authenticated and self.voices.filter(pk=person.pk).exists()


class Belonging(models.Model):
    """A member says that they belong to an organisation, and whether it is who employs them. Nobody checks it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="belongings")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    is_employer = models.BooleanField(default=False)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="belongs_once")]

    def __str__(self) -> str:
        return f"{self.person_id} belongs to {self.organisation_id}"


class VouchAsked(models.Model):
    """A link with which one other may vouch for a member in one group. Only its hash is kept, until it is used."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="vouches_asked")
    group = models.CharField(max_length=40, choices=GROUPS)
    token_hash = models.CharField(max_length=64, unique=True)
    made = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["made", "pk"]

    def __str__(self) -> str:
        return f"asked on {self.made}"

    @property
    def ends(self) -> date:
        return self.made + timedelta(days=DAYS_OF_AN_INVITATION)


class VouchQuerySet(models.QuerySet["Vouch"]):
    def good(self, *, today: date) -> "VouchQuerySet":
        return self.filter(until__gte=today)


class Vouch(models.Model):
    """An organisation, or a member as one of two, knows that somebody speaks for a group. It ends by itself."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="vouches")
    group = models.CharField(max_length=40, choices=GROUPS)
    by_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="vouches"
    )
    by_member = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="vouches_given")
    until = models.DateField()

    objects = VouchQuerySet.as_manager()

    class Meta:
        ordering = ["person", "group", "pk"]
        indexes = [models.Index(fields=["group", "until"], name="vouches_that_hold")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by_organisation__isnull=True) ^ models.Q(by_member__isnull=True),
                name="one_vouches",
            ),
            models.CheckConstraint(
                condition=models.Q(by_member__isnull=True) | ~models.Q(by_member=models.F("person")),
                name="nobody_vouches_for_themselves",
            ),
            models.UniqueConstraint(fields=["person", "group", "by_organisation"], name="organisation_vouches_once"),
            models.UniqueConstraint(fields=["person", "group", "by_member"], name="member_vouches_once"),
        ]

    def __str__(self) -> str:
        return f"vouch until {self.until}"
