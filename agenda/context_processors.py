"""What every page of a summit shows of the agenda."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from .models import Assignment


def open_deadlines(request: HttpRequest) -> dict[str, Any]:
    """`deadline_count`: the reader's own parts that are due today or late. Counted when shown."""
    if getattr(request, "summit", None) is None:
        return {}

    def count() -> int:
        end_of_today = timezone.localtime().replace(hour=23, minute=59, second=59)
        return (
            Assignment.objects.open()
            .filter(
                member__account=request.user.pk,
                deadline__due_at__lte=end_of_today,
                deadline__withdrawn_at__isnull=True,
            )
            .count()
        )

    return {"deadline_count": SimpleLazyObject(count)}
