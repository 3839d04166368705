"""Organisations whose support the summit needs."""

import datetime as dt
from functools import reduce
from operator import or_
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, F, Max, Min, Q, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stakeholders.choices import Kind, Stage
from summit.history import tracked
from summit.models import Shareable
from summit.querysets import ShareableQuerySet
from summit.text import LANGUAGES, BilingualField


def _reader_name() -> Lower:
    """The name in the active language, or in the first that has one, to sort by."""
    codes = dict.fromkeys((get_language() or LANGUAGES[0], *LANGUAGES))
    return Lower(Coalesce(*[KeyTextTransform(code, "name") for code in codes]))


class OrganisationQuerySet(ShareableQuerySet["Organisation"]):
    """Organisations of the register."""

    def matching(self, words: str) -> Self:
        """Those whose name holds every one of the words as a part, in any language and case."""
        found = self
        for word in words.split():
            in_any = [Q(**{f"name__{code}__icontains": word}) for code in LANGUAGES]
            found = found.filter(reduce(or_, in_any))
        return found

    def by_name(self) -> Self:
        """In the order of the names that the reader gets."""
        return self.order_by(_reader_name(), "id")

    def in_register_order(self) -> Self:
        """By kind, in the order of `Kind`, then by name."""
        places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(Kind.values)]
        return self.order_by(
            Case(*places, output_field=models.IntegerField()), _reader_name(), "id"
        )

    def with_activity(self, today: dt.date) -> Self:
        """Adds `contact_count`, `last_on` (held) and `next_on` (planned, from `today` on).

        They count what the asker sees, without what was withdrawn.
        """
        standing = Q(engagements__withdrawn_at__isnull=True)
        held = standing & Q(engagements__stage=Stage.HELD)
        ahead = standing & Q(engagements__stage=Stage.PLANNED, engagements__on__gte=today)
        return self.annotate(
            contact_count=Count(
                "contacts", filter=Q(contacts__withdrawn_at__isnull=True), distinct=True
            ),
            last_on=Max("engagements__on", filter=held),
            next_on=Min("engagements__on", filter=ahead),
        )

    def possible_parents(self, organisation: "Organisation") -> Self:
        """Those of which `organisation` may be a part: neither itself nor any part of it."""
        parts: dict[UUID | None, list[UUID]] = {}
        for pk, parent in self.values_list("pk", "parent_id"):
            parts.setdefault(parent, []).append(pk)
        below, ahead = {organisation.pk}, [organisation.pk]
        while ahead:
            new = [pk for pk in parts.get(ahead.pop(), []) if pk not in below]
            below.update(new)
            ahead.extend(new)
        return self.exclude(pk__in=below)


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
