"""Deadlines, and who has to meet them."""

import datetime as dt
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.choices import DueKind
from stakeholders.models import Engagement
from summit.bounds import INSTANT_VALIDATORS, between
from summit.history import tracked
from summit.models import Delegation, Member, Seat, Shareable
from summit.querysets import ShareableQuerySet
from summit.text import BilingualField

from .item import AgendaItem
from .meeting import Meeting


class DeadlineQuerySet(ShareableQuerySet["Deadline"]):
    """Deadlines; each side has its own part in them."""

    def assigned_to_account(self, account_id: UUID) -> Self:
        """Those in which the member with this account has a part, and was not relieved of it."""
        mine = Assignment.objects.filter(
            deadline=OuterRef("pk"), member__account=account_id, waived_at__isnull=True
        )
        return self.filter(Exists(mine))

    def open_for(self, delegation_id: UUID) -> Self:
        """Those that stand, and in which this side still has a part to do."""
        part = Assignment.objects.filter(deadline=OuterRef("pk"), delegation=delegation_id).open()
        return self.standing().filter(Exists(part))

    def of_interest_to(self, delegation_id: UUID) -> Self:
        """Those that this side set, and those in which it has a part."""
        part = Assignment.objects.filter(deadline=OuterRef("pk"), delegation=delegation_id)
        return self.filter(Q(delegation=delegation_id) | Exists(part))

    def with_settled(self, delegation_id: object, account_id: object = None) -> Self:
        """Annotated with `settled`: withdrawn, or no part is left for this side.

        With an account only the part of its member counts. Where this side has no part, those of
        the others count, as far as they can be seen; where nobody has one, it is not settled.
        """
        parts = Assignment.objects.filter(deadline=OuterRef("pk"), waived_at__isnull=True)
        whose = Q(member__account=account_id) if account_id else Q(delegation=delegation_id)
        own = parts.filter(whose)
        return self.annotate(
            settled=models.Case(
                models.When(withdrawn_at__isnull=False, then=True),
                models.When(Exists(own), then=~Exists(own.open())),
                default=Exists(parts) & ~Exists(parts.open()),
                output_field=models.BooleanField(),
            )
        )

    def for_panel(self, delegation_id: UUID) -> Self:
        """Those that stand, as the page of what they concern lists them, with `settled`."""
        return self.standing().with_settled(delegation_id).select_related("capital")

    def for_list(self) -> Self:
        """With all that a row of the list shows, in a constant number of queries."""
        return self.select_related(
            "delegation", "capital", "item", "meeting", "engagement"
        ).prefetch_related(
            models.Prefetch(
                "assignments",
                Assignment.objects.with_reachable().select_related(
                    "member__delegation", "delegation"
                ),
            )
        )


@tracked(exclude=("replan",))
class Deadline(Shareable):
    """What is due, and when: an instant, or close of business in a capital."""

    title = BilingualField(_("title"), max_length=200)
    details = BilingualField(_("details"), max_length=4_000, blank=True)
    due_at = models.DateTimeField(_("due"), validators=INSTANT_VALIDATORS)
    due_kind = models.CharField(
        _("kind of time"), max_length=8, choices=DueKind, default=DueKind.INSTANT
    )
    capital = models.ForeignKey(
        Delegation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("whose time"),
        help_text=_("The capital by whose clocks the deadline is named."),
    )
    critical = models.BooleanField(_("critical"), default=False)
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("agenda item"),
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("meeting"),
    )
    engagement = models.ForeignKey(
        Engagement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("engagement"),
    )
    # Raised by a trigger when the date moves or the row is withdrawn: the planner must look at
    # the assignments of every side again, and the side that moved it may not touch the others'.
    replan = models.BooleanField(default=False, editable=False)

    # Set by `with_settled()`
    settled: bool

    objects = DeadlineQuerySet.as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["due_at", "id"]
        constraints = [
            *Shareable.Meta.constraints,
            between("agenda_deadline_in_our_time", "due_at"),
            models.CheckConstraint(
                name="agenda_deadline_due_kind", condition=Q(due_kind__in=DueKind.values)
            ),
            models.CheckConstraint(
                name="agenda_deadline_concerns_one",
                condition=Q(item__isnull=True, meeting__isnull=True)
                | Q(item__isnull=True, engagement__isnull=True)
                | Q(meeting__isnull=True, engagement__isnull=True),
                violation_error_message=_(
                    "A deadline concerns an item, a meeting or an engagement, not several."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="agenda_deadline_replan", condition=Q(replan=True)),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the capital by whose clocks it is named."""
        return self.capital.zone

    @property
    def concerns(self) -> AgendaItem | Meeting | Engagement | None:
        """What it is about, if about one thing."""
        return self.item or self.meeting or self.engagement

    @property
    def business_capital(self) -> Delegation | None:
        """The capital whose close of business it names; None where it names an instant."""
        return self.capital if self.due_kind == DueKind.CLOSE_OF_BUSINESS else None

    def days_left(self, zone: dt.tzinfo, now: dt.datetime | None = None) -> int:
        """Calendar days from today to the day it is due, as clocks in `zone` count them."""
        today = timezone.localdate(now, timezone=zone)
        return (timezone.localdate(self.due_at, timezone=zone) - today).days

    def is_overdue(self, now: dt.datetime | None = None) -> bool:
        """Whether its instant has passed."""
        return self.due_at <= (now or timezone.now())


def reachable() -> Q:
    """On an assignment: a reminder of it goes to somebody who can sign in on the member's side.

    For pages this holds of the own side's parts: of other sides no scope reads the accounts.
    """
    seat = Seat.objects.filter(
        account=OuterRef("member__account"), delegation=OuterRef("delegation")
    )
    return Q(
        Exists(seat),
        withdrawn_at__isnull=True,
        member__withdrawn_at__isnull=True,
        member__account__is_active=True,
    )


class AssignmentQuerySet(ShareableQuerySet["Assignment"]):
    """Who has a part in which deadline."""

    def open(self) -> Self:
        """Neither done nor waived."""
        return self.filter(done_at__isnull=True, waived_at__isnull=True)

    def with_reachable(self) -> Self:
        """Annotated with `reachable`: whether reminders reach somebody, as the planner asks it."""
        return self.annotate(reachable=models.ExpressionWrapper(reachable(), models.BooleanField()))


@tracked(exclude=("next_rung_at",))
class Assignment(Shareable):
    """One member's part in a deadline. Each side marks its own part done."""

    deadline = models.ForeignKey(
        Deadline, models.CASCADE, related_name="assignments", verbose_name=_("deadline")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="assignments", verbose_name=_("responsible")
    )
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    waived_at = models.DateTimeField(_("waived"), null=True, blank=True)
    waived_reason = models.CharField(_("reason of the waiver"), max_length=500, blank=True)
    # When the planner must look at it; null once no rung is left. New: at the next tick.
    # By the database's clock, like all of planning.
    next_rung_at = models.DateTimeField(null=True, blank=True, db_default=Now(), editable=False)

    # Set by `with_reachable()`
    reachable: bool

    objects = AssignmentQuerySet.as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["delegation__position", "member__precedence"]
        constraints = [
            *Shareable.Meta.constraints,
            models.UniqueConstraint(
                name="agenda_assignment_once",
                fields=["deadline", "member", "delegation"],
                violation_error_message=_("This person already has a part in the deadline."),
            ),
            models.CheckConstraint(
                name="agenda_assignment_waiver_reason",
                condition=Q(waived_at__isnull=True, waived_reason="")
                | (Q(waived_at__isnull=False) & ~Q(waived_reason="")),
                violation_error_message=_("A waiver needs a reason."),
            ),
            models.CheckConstraint(
                name="agenda_assignment_done_or_waived",
                condition=Q(done_at__isnull=True) | Q(waived_at__isnull=True),
                violation_error_message=_("A part is done or waived, not both."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_rung_at"],
                name="agenda_assignment_next_rung",
                condition=Q(
                    next_rung_at__isnull=False, done_at__isnull=True, waived_at__isnull=True
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)

    @property
    def is_open(self) -> bool:
        """Neither done nor waived."""
        return self.done_at is None and self.waived_at is None
