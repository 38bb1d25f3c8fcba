from django.db import models
from django.utils.translation import gettext_lazy as _

MOSTLY = 0.5  # from this share of its people on, an area is of one kind


class AreaQuerySet(models.QuerySet["Area"]):
    def of_kind(self, kind: str) -> "AreaQuerySet":
        """Those that ``Area.kind`` says are of this kind."""
        countryside = models.Q(share_urban__lt=MOSTLY, share_highly_rural__gte=MOSTLY)
        of = {
            Area.Kind.CITY: models.Q(share_urban__gte=MOSTLY),
            Area.Kind.COUNTRYSIDE: countryside,
            Area.Kind.TOWNS: models.Q(share_urban__lt=MOSTLY) & ~countryside,
        }
        return self.filter(of[Area.Kind(kind)])


class Area(models.Model):
    """A council's area and what is known of it, as it was loaded from a table of open statistics.

    Shares are from 0 to 1. What the table did not say is none.
    """

    class Kind(models.TextChoices):
        """How an area is spoken of where its name would say too much."""

        CITY = "city", _("a city or large town")
        TOWNS = "towns", _("towns and villages")
        COUNTRYSIDE = "countryside", _("mostly countryside")

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=200)
    nation = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    type = models.CharField(max_length=100, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    square_kilometres = models.FloatField(null=True, blank=True)
    deprivation = models.FloatField(null=True, blank=True)  # a composite index: higher is more deprived
    share_deprived = models.FloatField(null=True, blank=True)  # of people, in the most deprived places
    share_urban = models.FloatField(null=True, blank=True)
    share_rural = models.FloatField(null=True, blank=True)
    share_highly_rural = models.FloatField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name", "code"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(code=""), name="area_has_a_code"),
            models.CheckConstraint(condition=~models.Q(name=""), name="area_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """By where most of its people live; empty where the table did not say."""
        if self.share_urban is None:
            return ""
        if self.share_urban >= MOSTLY:
            return self.Kind.CITY.value
        return self.Kind.COUNTRYSIDE.value if (self.share_highly_rural or 0) >= MOSTLY else self.Kind.TOWNS.value
