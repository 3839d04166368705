"""What happened to a row, from its event table: whoever changed it, and by whatever way."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from summit.models import Account, DelegationOwned

# Enough for any page; of more the oldest are left out
MOST = 200


@dataclass(frozen=True)
class Change:
    """One event; `who` is empty where it was the other side's, or nobody's."""

    at: dt.datetime
    who: str
    what: str


def changes(row: DelegationOwned, hidden: Collection[str] = ()) -> list[Change]:
    """The history of a row, newest first, as far as the scope sees it. Two queries.

    A change of nothing but `hidden` columns did not happen.
    """
    events: list[Any] = list(row.events.order_by("-pgh_id")[:MOST])
    names = _names(events)
    return [
        Change(event.pgh_created_at, names.get(_account(event), ""), what)
        for event, before in pairwise([*events, None])
        if (what := _what(event, before, hidden))
    ]


def _account(event: Any) -> str:
    return str((event.pgh_context or {}).get("account", ""))


def _names(events: list[Any]) -> dict[str, str]:
    ids = {_account(event) for event in events} - {""}
    return {str(account.pk): str(account) for account in Account.objects.names().filter(pk__in=ids)}


def _what(event: Any, before: Any, hidden: Collection[str]) -> str:
    """In words; empty where only hidden columns changed."""
    if event.pgh_label == "insert":
        return _("Created")
    if event.pgh_label == "delete":
        return _("Deleted")
    if before is None:
        return _("Changed")
    fields: list[models.Field[Any, Any]] = [
        field
        for field in event._meta.concrete_fields
        if not field.name.startswith("pgh_")
        and getattr(event, field.attname) != getattr(before, field.attname)
    ]
    changed = {field.name for field in fields}
    if changed & set(hidden) and changed <= {*hidden, "updated_at"}:
        return ""
    names = ", ".join(str(field.verbose_name) for field in fields if field.name not in hidden)
    return _("Changed: %(fields)s") % {"fields": names} if names else _("Changed")
