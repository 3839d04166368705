"""The kernel's nouns."""

from .base import DelegationOwned, PersonName, Shareable
from .mail import Mail
from .people import Account, Member, Seat
from .visit import Delegation, Summit

__all__ = [
    "Account",
    "Delegation",
    "DelegationOwned",
    "Mail",
    "Member",
    "PersonName",
    "Seat",
    "Shareable",
    "Summit",
]
