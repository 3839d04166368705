"""The summit itself and the delegations that take part. Unscoped: both sides know of them."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from summit.bounds import DAY_VALIDATORS, between
from summit.choices import HolidayCalendar, Part
from summit.ladder import default_ladder, validate_ladder
from summit.text import BilingualField
from summit.zones import validate_zone

LONGEST = dt.timedelta(days=60)


def default_languages() -> list[str]:
    """Both languages of the interface."""
    return ["en", "ja"]


class Summit(models.Model):
    """A meeting of governments, from the first exchange to the follow-up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = BilingualField(pgettext_lazy("of a summit", "title"), max_length=200)
    short_title = BilingualField(_("short title"), max_length=60, help_text=_("For the menu."))
    slug = models.SlugField(pgettext_lazy("of a page", "address"), max_length=60, unique=True)
    place = BilingualField(_("place"), max_length=100, blank=True)
    starts_on = models.DateField(_("starts"), validators=DAY_VALIDATORS)
    ends_on = models.DateField(_("ends"), validators=DAY_VALIDATORS)
    reference_date = models.DateField(
        _("reference date"),
        validators=DAY_VALIDATORS,
        help_text=_("The day that is T−0: the summit meeting itself."),
    )
    time_zone = models.CharField(
        _("time zone of the venue"), max_length=64, validators=[validate_zone]
    )
    languages = models.JSONField(_("languages"), default=default_languages)
    ladder = models.JSONField(
        _("reminder ladder"),
        default=default_ladder,
        validators=[validate_ladder],
        help_text=_(
            "days_before: days before a deadline; at: hour of the recipient's own zone; eve_at: "
            "hour of the day before, for a deadline that falls due earlier than that; "
            "overdue_days: how many daily reminders follow."
        ),
    )

    class Meta:
        verbose_name = _("summit")
        verbose_name_plural = _("summits")
        ordering = ["-starts_on", "slug"]
        constraints = [
            models.CheckConstraint(
                name="summit_summit_ends_after_start",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("A summit cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="summit_summit_length",
                condition=models.Q(ends_on__lte=models.F("starts_on") + LONGEST),
                violation_error_message=_("A summit lasts 60 days at most."),
            ),
            models.CheckConstraint(
                name="summit_summit_reference_date_within",
                condition=models.Q(reference_date__gte=models.F("starts_on"))
                & models.Q(reference_date__lte=models.F("ends_on")),
                violation_error_message=_("The reference date is a day of the summit."),
            ),
            between("summit_summit_in_our_time", "starts_on", "ends_on", days=True),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the venue."""
        return ZoneInfo(self.time_zone)

    def t_minus(self, day: dt.date | None = None) -> int:
        """Days from `day` (default: today at the venue) to T−0; negative afterwards."""
        return (self.reference_date - (day or timezone.localdate(timezone=self.zone))).days


class Delegation(models.Model):
    """One government's side of a summit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    summit = models.ForeignKey(
        Summit, models.PROTECT, related_name="delegations", verbose_name=_("summit")
    )
    name = BilingualField(_("name"), max_length=100)
    code = models.CharField(
        _("short code"),
        max_length=8,
        validators=[RegexValidator(r"^[A-Z][A-Z0-9]*$", _("Capital letters and digits."))],
    )
    colour = models.CharField(
        _("colour"),
        max_length=7,
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("A colour such as #24478f."))],
    )
    part = models.CharField(_("part"), max_length=8, choices=Part)
    capital = BilingualField(_("capital"), max_length=60)
    time_zone = models.CharField(
        _("time zone of the capital"), max_length=64, validators=[validate_zone]
    )
    language = models.CharField(_("language"), max_length=8, default="en")
    holiday_calendar = models.CharField(
        _("holiday calendar"), max_length=8, choices=HolidayCalendar, blank=True
    )
    visit_rank = BilingualField(
        _("rank of the visit"), max_length=100, blank=True, help_text=_("As this side calls it.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["summit", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                name="summit_delegation_code",
                fields=["summit", "code"],
                violation_error_message=_("Another delegation of this summit has this code."),
            ),
            # Target of composite foreign keys: a row that names a summit and a delegation
            # cannot mix two summits.
            models.UniqueConstraint(name="summit_delegation_id_summit", fields=["id", "summit"]),
            models.CheckConstraint(
                name="summit_delegation_part", condition=models.Q(part__in=Part.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the capital."""
        return ZoneInfo(self.time_zone)

    @property
    def css_class(self) -> str:
        """The class that carries this delegation's colour (see views/colours.py)."""
        return f"side-{self.code.lower()}"
