"""What pages that change a row of one's own side begin and end with."""

from collections import Counter
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst

from summit.forms.side import moved
from summit.http import SummitRequest
from summit.models import Shareable
from summit.permissions import may_write
from summit.querysets import ShareableQuerySet

S = TypeVar("S", bound=Shareable)


def posted(request: SummitRequest) -> QueryDict | None:
    """What a form is bound to: the entries of a POST, be they none."""
    return request.POST if request.method == "POST" else None


def require_writer(request: SummitRequest) -> None:
    """PermissionDenied for a seat that only reads."""
    if not may_write(request.seat):
        raise PermissionDenied


def own_or_error(request: SummitRequest, rows: ShareableQuerySet[S], pk: UUID) -> S:
    """The row to change: 404 if hidden or absent, 403 for a viewer or the other side's row.

    For a POST it is locked, so that nobody deletes or changes it, or refers to it, until the end
    of the request. Whoever did so before is waited for.
    """
    require_writer(request)
    row: S = get_object_or_404(rows, pk=pk)
    if row.delegation_id != request.delegation.pk:
        raise PermissionDenied
    if request.method == "POST":
        # Only now: of another side's row a lock finds nothing, as if it were absent
        row = get_object_or_404(rows.select_for_update(of=("self",)), pk=pk)
    return row


def has_moved(request: SummitRequest) -> bool:
    """Whether a button was pressed on a page that was opened for another side than the seat's."""
    return moved(request.POST.get("side", ""), request.delegation)


def holders(error: ProtectedError) -> list[tuple[str, int]]:
    """What still refers to a row that was to be deleted: the nouns, and how many of each."""
    nouns = Counter(str(row._meta.verbose_name_plural) for row in error.protected_objects)
    return [(str(capfirst(noun)), count) for noun, count in sorted(nouns.items())]
