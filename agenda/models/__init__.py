"""The nouns of the agenda."""

from .deadline import Assignment, Deadline
from .item import AgendaItem, ItemLead
from .meeting import Meeting, MeetingItem, Participation
from .position import Position
from .venue import Venue

__all__ = [
    "AgendaItem",
    "Assignment",
    "Deadline",
    "ItemLead",
    "Meeting",
    "MeetingItem",
    "Participation",
    "Position",
    "Venue",
]
