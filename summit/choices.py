"""The kernel's vocabularies."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Visibility(models.TextChoices):
    """Who can see a row: its own delegation, or every delegation of the summit."""

    INTERNAL = "internal", _("Internal")
    SHARED = "shared", _("Shared")


class Access(models.TextChoices):
    """What a seat allows on its own side. Each level includes those before it."""

    VIEWER = "viewer", _("Viewer")
    AIDE = "aide", _("Aide")
    LEAD = "lead", _("Lead")


class Part(models.TextChoices):
    """A delegation's part in the visit."""

    HOST = "host", pgettext_lazy("delegation", "host")
    GUEST = "guest", pgettext_lazy("delegation", "guest")
    PARTNER = "partner", pgettext_lazy("delegation", "partner")


class Role(models.TextChoices):
    """What a member does in the delegation."""

    PRINCIPAL = "principal", _("Principal")
    MINISTER = "minister", _("Minister")
    SHERPA = "sherpa", _("Sherpa")
    SOUS_SHERPA = "sous_sherpa", _("Sous-sherpa")
    ACTION_OFFICER = "action_officer", _("Action officer")
    LEGAL = "legal", _("Legal adviser")
    NOTE_TAKER = "note_taker", _("Note-taker")
    INTERPRETER = "interpreter", _("Interpreter")
    ADVANCE = "advance", _("Advance")
    PROTOCOL = "protocol", _("Protocol")
    PRESS = "press", _("Press")
    SECURITY = "security", _("Security")
    LEGISLATIVE = "legislative", _("Legislative affairs")
    OTHER = "other", _("Other")


class MailState(models.TextChoices):
    """Where a mail stands on its way out (see summit/outbox.py)."""

    PENDING = "pending", _("waiting")
    LEASED = "leased", _("being prepared")
    TRANSMITTING = "transmitting", _("being sent")
    SENT = "sent", pgettext_lazy("mail", "sent")
    SUPERSEDED = "superseded", _("superseded by a later reminder")
    CANCELLED = "cancelled", _("no longer wanted")
    DEAD = "dead", _("refused")
    UNKNOWN = "unknown", _("outcome unknown")


class HolidayCalendar(models.TextChoices):
    """Public holidays that a delegation keeps (the codes of the `holidays` library)."""

    US = "US", _("United States, federal")
    JP = "JP", _("Japan")
    PH = "PH", _("Philippines")
    KR = "KR", _("Republic of Korea")
    GB = "GB", _("United Kingdom")
    FR = "FR", _("France")
    DE = "DE", _("Germany")
    IT = "IT", _("Italy")
    CA = "CA", _("Canada")
    AU = "AU", _("Australia")
    IN = "IN", _("India")
