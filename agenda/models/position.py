"""A delegation's private position on an agenda item."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from summit.history import tracked
from summit.models import DelegationOwned
from summit.querysets import OwnedQuerySet

from .item import AgendaItem


@tracked()
class Position(DelegationOwned):
    """What one side wants and how far it would go. Always internal; there is no sharing it."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="positions", verbose_name=_("agenda item")
    )
    objective = models.TextField(_("objective"), max_length=4_000, blank=True)
    talking_points = models.TextField(
        _("talking points"), max_length=20_000, blank=True, help_text=_("One a line.")
    )
    must_have = models.TextField(_("must have"), max_length=4_000, blank=True)
    red_line = models.TextField(_("red line"), max_length=4_000, blank=True)
    fallback = models.TextField(_("fallback"), max_length=4_000, blank=True)
    if_raised = models.TextField(_("if raised"), max_length=4_000, blank=True)

    objects = OwnedQuerySet["Position"].as_manager()

    class Meta(DelegationOwned.Meta):
        abstract = False
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            models.UniqueConstraint(
                name="agenda_position_one_a_side",
                fields=["item", "delegation"],
                violation_error_message=_("This side already has a position on the item."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Position on %(item)s") % {"item": self.item})

    @property
    def points(self) -> list[str]:
        """The talking points, one an entry, without empty lines."""
        return [line.strip() for line in self.talking_points.splitlines() if line.strip()]
