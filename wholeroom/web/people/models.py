import uuid
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholeroom.web.areas.models import Area

DAYS_OF_AN_INVITATION = 14


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
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_confirmed = models.BooleanField(default=True)  # false until a newcomer has typed their first code
    joined = models.DateField(default=timezone.localdate)
    last_login = None  # nobody needs to know when somebody was here last

    USERNAME_FIELD = EMAIL_FIELD = "email"

    objects = PersonManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(email=""), name="person_can_be_written_to")]

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
