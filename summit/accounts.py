"""What allauth asks of us."""

import logging
from threading import Thread
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation

from .models import Account

logger = logging.getLogger(__name__)

# The name of the thread that a mail leaves in
MAIL_THREAD = "account mail"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; mails say who we are, not what a Host header says."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by the platform administrator."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in a mail, below BASE_URL. `key`: the account's id, a hyphen, the token."""
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.BASE_URL}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail to the address of an account, in its language and zone.

        It leaves in a thread: waiting for the mail server, or failing with it, would tell a
        visitor that the address which they typed has an account. Account.DoesNotExist where it
        has none.
        """
        account = context.get("user") or Account.objects.get(email=email.lower())
        ours = {
            "request": self.request,
            "email": account.email,
            "current_site": {"name": "Summit", "domain": settings.BASE_URL},
        }
        with translation.override(account.language), timezone.override(account.zone):
            message = self.render_mail(template_prefix, account.email, {**ours, **context})
        Thread(target=_send, args=[message], name=MAIL_THREAD).start()


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError:  # smtplib's errors are of this kind too
        logger.exception("a mail about an account was not sent")
