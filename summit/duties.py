"""What a member still has to do. The kernel knows of no work: apps register where to ask."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from summit.models import Member


@dataclass(frozen=True)
class Duty:
    """Something that waits for a member. `page` and `key`: name and argument of its address."""

    title: str
    due_at: dt.datetime
    page: str
    key: UUID


Finder = Callable[[Member], list[Duty]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Ask this function, too, what a member has to do; once an app, from its `ready()`."""
    _finders.append(finder)


def open_duties(member: Member) -> list[Duty]:
    """All that waits for this member, the next due first. Inside the scope of their side."""
    found = [duty for finder in _finders for duty in finder(member)]
    return sorted(found, key=lambda duty: duty.due_at)
