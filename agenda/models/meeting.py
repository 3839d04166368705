"""Meetings: who sits with whom, when, where, about what."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agenda.choices import Format, Function
from summit.bounds import INSTANT_VALIDATORS, between
from summit.history import tracked
from summit.models import Member, Shareable
from summit.querysets import ShareableQuerySet
from summit.text import BilingualField
from summit.zones import validate_zone

from .item import AgendaItem
from .venue import Venue

LONGEST = dt.timedelta(days=31)


class MeetingQuerySet(ShareableQuerySet["Meeting"]):
    """Meetings of the programme."""

    def for_programme(self) -> "MeetingQuerySet":
        """With all that a row of the programme shows, in a constant number of queries."""
        return self.select_related("delegation", "venue").prefetch_related(
            models.Prefetch("slots", MeetingItem.objects.select_related("item")),
            models.Prefetch(
                "participations",
                Participation.objects.select_related("member__delegation", "delegation"),
            ),
        )


@tracked()
class Meeting(Shareable):
    """A meeting or another event of the programme."""

    title = BilingualField(_("title"), max_length=200)
    format = models.CharField(_("format"), max_length=16, choices=Format, default=Format.OTHER)
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("venue")
    )
    room = models.CharField(_("room"), max_length=100, blank=True)
    starts_at = models.DateTimeField(_("start"), validators=INSTANT_VALIDATORS)
    ends_at = models.DateTimeField(_("end"), validators=INSTANT_VALIDATORS)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_zone])
    remarks = BilingualField(_("remarks"), max_length=2_000, blank=True)

    items: "models.ManyToManyField[AgendaItem, MeetingItem]" = models.ManyToManyField(
        AgendaItem, through="agenda.MeetingItem", related_name="meetings"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "ends_at", "id"]
        constraints = [
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                name="agenda_meeting_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end must come after the start."),
            ),
            models.CheckConstraint(
                name="agenda_meeting_length",
                condition=Q(ends_at__lte=F("starts_at") + LONGEST),
                violation_error_message=_("A meeting lasts 31 days at most."),
            ),
            between("agenda_meeting_in_our_time", "starts_at", "ends_at"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the place where it is held."""
        return ZoneInfo(self.time_zone)

    @property
    def minutes(self) -> int:
        """Its length."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@tracked()
class MeetingItem(Shareable):
    """An agenda item in a meeting, with the minutes planned for it."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="slots", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="slots", verbose_name=_("agenda item")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ShareableQuerySet["MeetingItem"].as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("item of a meeting")
        verbose_name_plural = _("items of a meeting")
        ordering = ["position", "created_at"]
        constraints = [
            *Shareable.Meta.constraints,
            models.UniqueConstraint(
                name="agenda_meetingitem_once",
                fields=["meeting", "item", "delegation"],
                violation_error_message=_("This item already stands in the meeting."),
            ),
            models.CheckConstraint(
                name="agenda_meetingitem_minutes", condition=Q(minutes__gte=1, minutes__lte=600)
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


@tracked()
class Participation(Shareable):
    """A member of a delegation in a meeting. Internal ones are not announced to the other side."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="participations", verbose_name=_("meeting")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="participations", verbose_name=_("member")
    )
    function = models.CharField(
        _("function"), max_length=12, choices=Function, default=Function.STAFF
    )

    objects = ShareableQuerySet["Participation"].as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["delegation__position", "member__precedence"]
        constraints = [
            *Shareable.Meta.constraints,
            models.UniqueConstraint(
                name="agenda_participation_once",
                fields=["meeting", "member", "delegation"],
                violation_error_message=_("This person already takes part."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)
