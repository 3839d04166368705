"""Abstract bases of everything that the wall protects."""

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from summit.choices import Visibility


class DelegationOwned(models.Model):
    """A row of one delegation. On its own: always internal (a position, a note)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delegation = models.ForeignKey(
        "summit.Delegation", models.PROTECT, verbose_name=_("delegation"), related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    if TYPE_CHECKING:
        # The history, which summit.history.tracked adds
        events: models.Manager[Any]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # An UPDATE that a policy filtered changes 0 rows; without force_update Django would
        # then try to INSERT. This way it raises DatabaseError.
        if not self._state.adding and not args:
            kwargs.setdefault("force_update", True)
        super().save(*args, **kwargs)


class Shareable(DelegationOwned):
    """A row that its delegation keeps to itself or shares with all; shared is for ever.

    Shared rows are withdrawn with a reason, never deleted (guard trigger, delete policy).
    """

    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility, default=Visibility.INTERNAL
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(
        _("reason of the withdrawal"), max_length=500, blank=True, editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_visibility",
                condition=models.Q(visibility__in=Visibility.values),
                violation_error_message=_("Choose internal or shared."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                violation_error_message=_("A withdrawal needs a reason."),
            ),
        ]

    @property
    def is_shared(self) -> bool:
        """Whether every delegation of the summit sees this row."""
        return self.visibility == Visibility.SHARED

    @property
    def is_withdrawn(self) -> bool:
        """Whether it only stands for the record."""
        return self.withdrawn_at is not None

    def withdraw(self, reason: str) -> None:
        """Let it stand for the record only. Every delegation reads the reason; it stays."""
        self.withdrawn_at, self.withdrawn_reason = timezone.now(), reason
        self.save(update_fields=["withdrawn_at", "withdrawn_reason", "updated_at"])


class PersonName(models.Model):
    """How a person is named: in Latin letters, and as they write it themselves."""

    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200)
    native_name = models.CharField(
        _("name in native script"),
        max_length=200,
        blank=True,
        help_text=_("As the person writes it."),
    )

    if TYPE_CHECKING:
        # Whoever has a name belongs to a delegation
        delegation: models.ForeignKey[Any, Any]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.reading_name

    @property
    def reading_name(self) -> str:
        """The name for the active language: as they write it, to readers of their delegation's.

        Reads the delegation: fetch it along in lists.
        """
        return self.native_name if self.native_name and self._in_own_script else self.name

    @property
    def other_name(self) -> str:
        """The one of the two names that `reading_name` is not; empty where there is only one."""
        return self.name if self.reading_name == self.native_name else self.native_name

    @property
    def _in_own_script(self) -> bool:
        return bool(self.delegation.language == get_language())
