"""The outgoing mail: a row is both the order to send and the record of what became of it."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from summit.choices import MailState
from summit.history import tracked
from summit.querysets import OwnedQuerySet

from .base import DelegationOwned
from .people import Account

UNFINISHED = (MailState.PENDING, MailState.LEASED, MailState.TRANSMITTING)


class MailQuerySet(OwnedQuerySet["Mail"]):
    """Mails of one side, or of all for the scheduler."""

    def about(self, object_id: UUID) -> "MailQuerySet":
        """Those on one object (for a reminder: its assignment)."""
        return self.filter(about=object_id)

    def unfinished(self) -> "MailQuerySet":
        """Not yet sent, refused or given up."""
        return self.filter(state__in=UNFINISHED)


# The lease moves with every attempt; what matters for the record is the state.
@tracked(exclude=("lease", "lease_until", "next_try_at"))
class Mail(DelegationOwned):
    """One message to one recipient. It holds no content: that is composed when it is sent."""

    recipient = models.ForeignKey(
        Account, models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    kind = models.CharField(_("kind"), max_length=40)
    about = models.UUIDField(_("object"), help_text=_("For a reminder, the assignment."))
    rung = models.SmallIntegerField(
        _("rung"),
        null=True,
        blank=True,
        help_text=_("Days before the deadline; negative after it."),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    send_at = models.DateTimeField(_("wanted at"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=12, choices=MailState, default=MailState.PENDING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    doubts = models.PositiveSmallIntegerField(
        _("ambiguous ends"), default=0, help_text=_("Times the connection was lost after DATA.")
    )
    address = models.EmailField(_("sent to"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.CharField(_("last answer"), max_length=500, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta(DelegationOwned.Meta):
        abstract = False
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-send_at", "id"]
        constraints = [
            # Once each, whoever plans it however often.
            models.UniqueConstraint(
                name="summit_mail_once",
                fields=["delegation", "kind", "about", "recipient", "rung", "due_at"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="summit_mail_state", condition=Q(state__in=MailState.values)
            ),
            models.CheckConstraint(
                name="summit_mail_lease",
                condition=~Q(state__in=(MailState.LEASED, MailState.TRANSMITTING))
                | Q(lease__isnull=False, lease_until__isnull=False),
            ),
            models.CheckConstraint(
                name="summit_mail_sent",
                condition=~Q(state=MailState.SENT) | Q(sent_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                F("next_try_at"), name="summit_mail_queue", condition=Q(state__in=UNFINISHED)
            ),
            models.Index(fields=["about"], name="summit_mail_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.address or self.recipient_id}"
