"""Contacts made or planned with a stakeholder."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.choices import Channel, Stage
from summit.bounds import DAY_VALIDATORS, between
from summit.history import tracked
from summit.models import Member, Shareable
from summit.querysets import ShareableQuerySet
from summit.text import BilingualField

from .contact import Contact
from .organisation import Organisation


@tracked()
class Engagement(Shareable):
    """A contact with an organisation: when, how, to what end, and what came of it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="engagements", verbose_name=_("organisation")
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="engagements",
        verbose_name=_("contact"),
    )
    on = models.DateField(_("date"), validators=DAY_VALIDATORS)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel, default=Channel.MEETING)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.PLANNED)
    subject = BilingualField(_("subject"), max_length=200)
    objective = models.TextField(_("objective"), max_length=4000, blank=True)
    message = models.TextField(_("message"), max_length=4000, blank=True)
    lead = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead")
    )
    outcome = models.TextField(_("outcome"), max_length=4000, blank=True)

    objects = ShareableQuerySet["Engagement"].as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        ordering = ["on", "id"]
        constraints = [
            *Shareable.Meta.constraints,
            between("stakeholders_engagement_in_our_time", "on", days=True),
        ]

    def __str__(self) -> str:
        return str(self.subject)
