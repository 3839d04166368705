"""Vocabularies of the stakeholders."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What an organisation is."""

    LEGISLATURE = "legislature", _("Legislature")
    COMMITTEE = "committee", _("Committee")
    CAUCUS = "caucus", _("Caucus or study group")
    OFFICE = "office", _("Member’s office")
    COMPANY = "company", _("Company")
    ASSOCIATION = "association", _("Association")
    SUBNATIONAL = "subnational", _("Sub-national government")
    MEDIA = "media", _("Media")
    THINK_TANK = "think_tank", _("Think tank")
    UNION = "union", _("Trade union")
    UNIVERSITY = "university", _("University")
    OTHER = "other", pgettext_lazy("kind of organisation", "Other")


class Channel(models.TextChoices):
    """How a contact is made."""

    MEETING = "meeting", _("Meeting")
    CALL = "call", _("Call")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("Email")
    EVENT = "event", _("Event")
    VISIT = "visit", _("Visit on site")


class Stage(models.TextChoices):
    """Whether an engagement lies ahead."""

    PLANNED = "planned", pgettext_lazy("engagement", "planned")
    HELD = "held", pgettext_lazy("engagement", "held")
    CANCELLED = "cancelled", pgettext_lazy("engagement", "cancelled")
