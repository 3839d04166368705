"""Agenda items: what the delegations discuss."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.choices import ItemStatus
from summit.history import tracked
from summit.models import Member, Shareable, Summit
from summit.querysets import ShareableQuerySet
from summit.text import BilingualField


class AgendaItemQuerySet(ShareableQuerySet["AgendaItem"]):
    """Items, in the order of the agenda: shared ones by number, then the own drafts."""

    def in_order(self) -> "AgendaItemQuerySet":
        """By number; drafts, which have none, at the end."""
        return self.order_by(models.F("number").asc(nulls_last=True), "created_at")


@tracked()
class AgendaItem(Shareable):
    """A subject on the table. Shared items have a number; internal ones are drafts of one side."""

    summit = models.ForeignKey(
        Summit, models.PROTECT, related_name="+", verbose_name=_("summit"), editable=False
    )
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, editable=False)
    theme = BilingualField(_("theme"), max_length=100, blank=True)
    title = BilingualField(_("title"), max_length=200)
    common_text = BilingualField(
        _("common text"), max_length=20_000, blank=True, help_text=_("What every side would say.")
    )
    outcome_sought = BilingualField(_("outcome sought"), max_length=2_000, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=ItemStatus, default=ItemStatus.PROPOSED
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = [models.F("number").asc(nulls_last=True), "created_at"]
        constraints = [
            *Shareable.Meta.constraints,
            # Over shared rows only: a number taken by a hidden draft would tell of it.
            models.UniqueConstraint(
                name="agenda_item_number",
                fields=["summit", "number"],
                condition=Q(visibility="shared"),
            ),
            models.CheckConstraint(
                name="agenda_item_number_once_shared",
                condition=Q(visibility="shared", number__isnull=False)
                | Q(visibility="internal", number__isnull=True),
                violation_error_message=_("A shared item has a number, a draft has none."),
            ),
            models.CheckConstraint(
                name="agenda_item_status", condition=Q(status__in=ItemStatus.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.summit_id:
            self.summit_id = self.delegation.summit_id
        super().save(*args, **kwargs)


@tracked()
class ItemLead(Shareable):
    """Who leads an item for one delegation."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="leads", verbose_name=_("agenda item")
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("lead"))

    objects = ShareableQuerySet["ItemLead"].as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["delegation__position"]
        constraints = [
            *Shareable.Meta.constraints,
            models.UniqueConstraint(
                name="agenda_itemlead_one_a_side",
                fields=["item", "delegation"],
                violation_error_message=_("This side already has a lead for the item."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)
