"""Vocabularies of the agenda."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ItemStatus(models.TextChoices):
    """Where an agenda item stands.

    "Agreed" is missing on purpose: agreement is bilateral, and nobody may set it by hand.
    """

    PROPOSED = "proposed", pgettext_lazy("agenda item", "proposed")
    DISCUSSION = "discussion", _("under discussion")
    PARKED = "parked", pgettext_lazy("agenda item", "parked")


class Format(models.TextChoices):
    """What kind of meeting it is."""

    TETE_A_TETE = "tete_a_tete", _("Tête-à-tête")
    SMALL_GROUP = "small_group", _("Small group")
    EXPANDED = "expanded", _("Expanded meeting")
    WORKING_MEAL = "working_meal", _("Working meal")
    STATE_DINNER = "state_dinner", _("State dinner")
    CEREMONY = "ceremony", _("Ceremony")
    ADDRESS = "address", _("Address")
    PRESS = "press", _("Press conference")
    COURTESY_CALL = "courtesy_call", _("Courtesy call")
    PULL_ASIDE = "pull_aside", _("Pull-aside")
    PREPARATORY = "preparatory", _("Preparatory call")
    STAKEHOLDER = "stakeholder", _("Stakeholder meeting")
    VISIT = "visit", _("Visit on site")
    MOVEMENT = "movement", _("Arrival or departure")
    OTHER = "other", pgettext_lazy("kind of meeting", "Other")


class Function(models.TextChoices):
    """What somebody does in a meeting."""

    PRINCIPAL = "principal", _("Principal")
    PLUS_ONE = "plus_one", _("Plus-one")
    NOTE_TAKER = "note_taker", _("Note-taker")
    INTERPRETER = "interpreter", _("Interpreter")
    OBSERVER = "observer", _("Observer")
    STAFF = "staff", _("Staff")


class DueKind(models.TextChoices):
    """How a deadline names its time."""

    INSTANT = "instant", _("At a time")
    CLOSE_OF_BUSINESS = "cob", _("Close of business")
