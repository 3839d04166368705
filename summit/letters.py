"""From an outbox row to a message: templates in the reader's language, headers from the row."""

import email.message
import email.utils
from dataclasses import dataclass
from email.headerregistry import Address
from functools import cache
from typing import Any
from uuid import UUID

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from .models import Account, Delegation, Mail, Summit
from .transport import POLICY


@dataclass(frozen=True)
class Reader:
    """Whom a mail is for, and on which side of which summit. `delegations`: the own one first."""

    account: Account
    summit: Summit
    delegation: Delegation
    delegations: list[Delegation]


@dataclass(frozen=True)
class Letter:
    """What a composer gives: texts, and the id of what the mails of one thread have in common."""

    subject: str
    text: str
    html: str
    thread: UUID | None = None


def render(name: str, context: dict[str, Any], *, thread: UUID | None = None) -> Letter:
    """A letter from `templates/email/<name>.subject.txt`, `.txt` and `.html`.

    In the language and zone that are active. The styles of the HTML part move into its elements:
    mail programs throw style sheets away.
    """
    subject, text, html = (
        render_to_string(f"email/{name}{suffix}", context)
        for suffix in (".subject.txt", ".txt", ".html")
    )
    return Letter(one_line(subject), text.strip() + "\n", _inliner().inline(html), thread)


def one_line(text: str) -> str:
    """The text without line breaks and control characters: safe in a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def message_id(identifier: UUID, what: str = "mail") -> str:
    """Message-ID of a mail, or of the thread that it belongs to."""
    return f"<{what}-{identifier}@{settings.MESSAGE_ID_DOMAIN}>"


def sender() -> str:
    """The bare address that our mail comes from."""
    return email.utils.parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def envelope(mail: Mail, account: Account, letter: Letter) -> email.message.EmailMessage:
    """The message to one recipient. ValueError where an address is none.

    Message-ID and Date come from the row: a resend is recognised as the same message.
    """
    message = email.message.EmailMessage(policy=POLICY)
    name, address = email.utils.parseaddr(settings.DEFAULT_FROM_EMAIL)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(one_line(account.name), addr_spec=account.email)
    message["Subject"] = letter.subject
    message["Date"] = mail.send_at
    message["Message-ID"] = message_id(mail.pk)
    if letter.thread is not None:
        message["In-Reply-To"] = message_id(letter.thread, "thread")
        message["References"] = message_id(letter.thread, "thread")
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    # A boundary of its own choosing would differ in a resend.
    message.set_boundary(f"=_{mail.pk.hex}")
    return message


def for_reader(reader: Reader) -> "translation.override":
    """The reader's language, as a context manager."""
    return translation.override(reader.account.language)


def in_zone(reader: Reader) -> "timezone.override":
    """The reader's time zone, as a context manager."""
    return timezone.override(reader.account.zone)


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)
