"""Questions about sets of scoped rows. None of them protects anything: the database does that."""

from typing import Self, TypeVar
from uuid import UUID

from django.db import models

from .choices import Visibility

M = TypeVar("M", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[M]):
    """Rows that belong to a delegation."""

    def of_side(self, delegation_id: UUID) -> Self:
        """Those that this delegation owns."""
        return self.filter(delegation_id=delegation_id)


class ShareableQuerySet(OwnedQuerySet[M]):
    """Rows that are internal or shared."""

    def internal(self) -> Self:
        """The own side's internal ones (no other side's are ever visible)."""
        return self.filter(visibility=Visibility.INTERNAL)

    def shared(self) -> Self:
        """Those that every side sees, whoever owns them."""
        return self.filter(visibility=Visibility.SHARED)

    def standing(self) -> Self:
        """Without those that were withdrawn."""
        return self.filter(withdrawn_at__isnull=True)
