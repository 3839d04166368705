"""What a seat may do on its own side. The write policies of the database say the same."""

from typing import Protocol

from .choices import Access

ORDER = [Access.VIEWER, Access.AIDE, Access.LEAD]


class HasAccess(Protocol):
    """A seat, as far as this module cares."""

    access: str


def allows(seat: HasAccess, level: Access) -> bool:
    """Whether the seat reaches `level` (each level includes those before it)."""
    return ORDER.index(Access(seat.access)) >= ORDER.index(level)


def may_write(seat: HasAccess) -> bool:
    """Create and change rows of the own side."""
    return allows(seat, Access.AIDE)


def may_administer(seat: HasAccess) -> bool:
    """Use the administration pages of the own side."""
    return allows(seat, Access.LEAD)
