"""People in organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from summit.history import tracked
from summit.models import PersonName, Shareable
from summit.querysets import ShareableQuerySet

from .organisation import Organisation


@tracked()
class Contact(PersonName, Shareable):
    """Whom one speaks to in an organisation."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name=_("organisation")
    )
    title = models.CharField(pgettext_lazy("of a person", "title"), max_length=200, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    objects = ShareableQuerySet["Contact"].as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["name"]
        constraints = [
            *Shareable.Meta.constraints,
            # Target of a composite foreign key: an engagement cannot name a contact from elsewhere.
            models.UniqueConstraint(
                name="stakeholders_contact_id_organisation", fields=["id", "organisation"]
            ),
        ]
