"""Agenda items together with what hangs on them: numbers, leads, and the lines of a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Max, Prefetch

from summit.choices import Visibility
from summit.models import Delegation, Member

from .models import AgendaItem, ItemLead, MeetingItem, Position
from .models.item import AgendaItemQuerySet


def next_number(summit_id: UUID) -> int:
    """The number for the next item that is shared at this summit; withdrawn ones keep theirs.

    Waits for anybody who is numbering at the same moment, until their transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"agenda number {summit_id}"]
        )
    shared = AgendaItem.objects.shared().filter(summit=summit_id)
    return (shared.aggregate(last=Max("number"))["last"] or 0) + 1


def set_lead(item: AgendaItem, delegation: Delegation, member: Member | None) -> None:
    """Make `member` the lead of `delegation` for `item`; None takes an internal lead away.

    The other delegations learn of it if they see both the item and the member. Once they do, only
    a member whom they see can follow: IntegrityError otherwise, and None changes nothing.
    """
    if member is None:
        ItemLead.objects.of_side(delegation.pk).filter(item=item).internal().delete()
        return
    both_shared = item.is_shared and member.is_shared
    ItemLead.objects.update_or_create(
        item=item,
        delegation=delegation,
        defaults={
            "member": member,
            "visibility": Visibility.SHARED if both_shared else Visibility.INTERNAL,
            "withdrawn_at": None,
            "withdrawn_reason": "",
        },
    )


@dataclass(frozen=True)
class SideLead:
    """Who leads an item for one delegation, as far as the reader may know."""

    delegation: Delegation
    lead: ItemLead | None

    @property
    def name(self) -> str:
        """The lead's name; as they write it themselves, to readers of their language."""
        return self.lead.member.reading_name if self.lead else ""

    @property
    def office(self) -> str:
        """The lead's office in the same way, where it says more than the name."""
        if self.lead is None:
            return ""
        office = self.lead.member.reading_office
        return "" if office == self.name else office


@dataclass(frozen=True)
class Line:
    """An item as a list shows it, to one side."""

    item: AgendaItem
    leads: list[SideLead]
    slots: list[MeetingItem]
    has_position: bool
    # Languages of the summit that the common text still lacks
    untranslated: list[str]

    @property
    def minutes(self) -> int:
        """Planned in meetings, over all of them."""
        return sum(slot.minutes for slot in self.slots)


def standing_slots() -> "Prefetch[str]":
    """Prefetch for `item.slots`: those that stand in meetings that stand, in order of time."""
    slots = MeetingItem.objects.standing().filter(meeting__withdrawn_at__isnull=True)
    return Prefetch("slots", slots.select_related("meeting").order_by("meeting__starts_at"))


def side_leads(item: AgendaItem, delegations: Iterable[Delegation]) -> list[SideLead]:
    """The lead of each delegation; of a draft only the own side's, as no other knows of it."""
    leads = {lead.delegation_id: lead for lead in item.leads.all() if not lead.is_withdrawn}
    return [
        SideLead(delegation, leads.get(delegation.pk))
        for delegation in delegations
        if item.is_shared or delegation.pk == item.delegation_id
    ]


def lines(
    items: AgendaItemQuerySet, delegations: Sequence[Delegation], languages: Sequence[str]
) -> list[Line]:
    """The lines of a list, in a constant number of queries. The reader's delegation comes first."""
    found = list(
        items.select_related("delegation").prefetch_related(
            Prefetch("leads", ItemLead.objects.select_related("member__delegation")),
            standing_slots(),
        )
    )
    positions = Position.objects.of_side(delegations[0].pk).filter(item__in=found)
    written = set(positions.values_list("item_id", flat=True))
    return [
        Line(
            item,
            side_leads(item, delegations),
            list(item.slots.all()),
            item.pk in written,
            [code for code in languages if not item.common_text.get(code)],
        )
        for item in found
    ]


def by_theme(listed: Iterable[Line]) -> list[list[Line]]:
    """Lines of one theme together; themes in the order in which they first occur."""
    groups: dict[str, list[Line]] = {}
    for line in listed:
        # By one language, whatever the reader's: a theme may lack the other in some items
        theme = line.item.theme.read("en").text.strip().casefold()
        groups.setdefault(theme, []).append(line)
    return list(groups.values())
