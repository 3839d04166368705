"""Places where meetings are held."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from summit.history import tracked
from summit.models import Shareable
from summit.querysets import ShareableQuerySet
from summit.text import BilingualField
from summit.zones import validate_zone


@tracked()
class Venue(Shareable):
    """A building or a place, with the zone in which its clocks run."""

    name = BilingualField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_zone])

    objects = ShareableQuerySet["Venue"].as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name__en", "id"]

    def __str__(self) -> str:
        return str(self.name)
