"""What happened to a deadline and to one side's parts in it, from the history tables."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from summit.models import Account, Delegation, Member

from ..models import Deadline

# Enough for any page; of more the oldest are left out
MOST_EVENTS = 200


@dataclass(frozen=True)
class Entry:
    """Something that happened, and who did it. `moved`: the former date and the new one."""

    at: dt.datetime
    what: str
    who: str
    moved: tuple[dt.datetime, dt.datetime] | None = None


def history(deadline: Deadline, own: Delegation) -> list[Entry]:
    """Newest first: what became of the deadline, and of the parts of `own` (never of others').

    Four queries. Of another side's acts only the side is named.
    """
    on_deadline = _events("DeadlineEvent", pgh_obj_id=deadline.pk)
    on_parts = _events("AssignmentEvent", deadline_id=deadline.pk, delegation_id=own.pk)
    accounts = _account_names([*on_deadline, *on_parts])
    members = Member.objects.filter(pk__in={event.member_id for event in on_parts})
    names = {member.pk: str(member) for member in members.select_related("delegation")}
    owner = "" if deadline.delegation_id == own.pk else str(deadline.delegation)

    entries = []
    for before, event in _steps(on_deadline):
        who = accounts.get(_account_id(event), owner)
        if before and before.due_at != event.due_at:
            moved = (before.due_at, event.due_at)
            entries.append(Entry(event.pgh_created_at, _("Date moved"), who, moved))
        elif what := _on_deadline(before, event):
            entries.append(Entry(event.pgh_created_at, what, who))
    for before, event in _steps(on_parts):
        if what := _on_part(before, event):
            member = names.get(event.member_id, _("somebody"))
            who = accounts.get(_account_id(event), "")
            entries.append(Entry(event.pgh_created_at, what % {"member": member}, who))
    # What was written in one transaction has one time: the later one still comes first
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def _on_deadline(before: Any, event: Any) -> str:
    if before is None:
        return _("Deadline set")
    if event.withdrawn_at and not before.withdrawn_at:
        return _("Deadline withdrawn")
    return _("Deadline edited")


def _on_part(before: Any, event: Any) -> str:
    """What happened, with `%(member)s` in it; empty for what is not worth a line."""
    if event.pgh_label == "delete":
        return pgettext("history", "%(member)s relieved")
    if before is None:
        return pgettext("history", "%(member)s made responsible")
    if event.done_at and not before.done_at:
        return pgettext("history", "%(member)s: done")
    if before.done_at and not event.done_at:
        return pgettext("history", "%(member)s: open again")
    if event.waived_at and not before.waived_at:
        return pgettext("history", "%(member)s relieved")
    if before.waived_at and not event.waived_at:
        return pgettext("history", "%(member)s made responsible again")
    if event.acknowledged_at and not before.acknowledged_at:
        return pgettext("history", "%(member)s: acknowledged")
    return ""


def _events(model: str, **which: UUID) -> list[Any]:
    """Events of a history table, oldest first."""
    events = apps.get_model("agenda", model)._default_manager.filter(**which)
    return list(events.order_by("-pgh_id")[:MOST_EVENTS])[::-1]


def _steps(events: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each event with the one before it on the same row; None before the first."""
    latest: dict[UUID, Any] = defaultdict(lambda: None)
    for event in events:
        yield latest[event.pgh_obj_id], event
        latest[event.pgh_obj_id] = event


def _account_id(event: Any) -> str:
    return str((event.pgh_context or {}).get("account", ""))


def _account_names(events: Iterable[Any]) -> dict[str, str]:
    """Names of the own side's accounts by id; others are not visible here."""
    ids = {_account_id(event) for event in events} - {""}
    return {str(account.pk): str(account) for account in Account.objects.names().filter(pk__in=ids)}
