"""Organisations whose support the summit needs."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stakeholders.choices import Kind
from summit.history import tracked
from summit.models import Shareable
from summit.querysets import ShareableQuerySet
from summit.text import BilingualField


class OrganisationQuerySet(ShareableQuerySet["Organisation"]):
    """Organisations of the register."""

    def matching(self, words: str) -> "OrganisationQuerySet":
        """Those whose name holds `words` as a part, in any language and letter case."""
        if not words:
            return self
        return self.filter(Q(name__en__icontains=words) | Q(name__ja__icontains=words))


@tracked()
class Organisation(Shareable):
    """A parliament, committee, company or other body; internal to who recorded it unless shared."""

    name = BilingualField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.OTHER)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    country = models.CharField(_("country"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = BilingualField(
        _("about"), max_length=4000, blank=True, help_text=_("Public facts only; no assessment.")
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name__en", "id"]
        constraints = [
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                name="stakeholders_organisation_not_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("An organisation cannot be a part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
