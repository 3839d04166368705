"""From an outbox row to a message: templates in the reader's language, headers from the row."""

import email.policy
import email.utils
from dataclasses import dataclass
from email.headerregistry import Address, HeaderRegistry, MessageIDHeader
from email.message import EmailMessage
from functools import cache
from typing import Any
from uuid import UUID

import css_inline
from django.conf import settings
from django.template.loader import render_to_string

from .models import Account, Delegation, Mail, Summit
from .transport import Parcel, file_name

# Left to itself Python folds a long id in these two as if it were prose, into encoded words.
_headers = HeaderRegistry()
for _name in ("references", "in-reply-to"):
    # typeshed does not know that the registry adds the base class itself
    _headers.map_to_type(_name, MessageIDHeader)  # type: ignore[arg-type]
# 7 bits: a relay without 8BITMIME need not touch the message, so a resend arrives as the same.
POLICY = email.policy.SMTP.clone(cte_type="7bit", header_factory=_headers)
# What has a meaning in an address (RFC 5322, 3.2.3). Python quotes a name with one of them, and
# loses the quotes where it folds the line: a comma then begins the next address. = and ? go as
# well: Python would take a name that looks like an encoded word for one, commas and all.
_NO_SPECIALS = str.maketrans(dict.fromkeys('()<>[]:;@\\,."=?', " "))


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
    return Letter(subject, text.strip() + "\n", _inliner().inline(html), thread)


def one_line(text: str) -> str:
    """The text without line breaks and control characters: safe in a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def display_name(text: str) -> str:
    """A name that stands before an address unquoted, however long: specials become spaces."""
    return one_line(text.translate(_NO_SPECIALS))


def message_id(identifier: UUID, what: str = "mail") -> str:
    """Message-ID of a mail, or of the thread that it belongs to."""
    return f"<{what}-{identifier}@{settings.MESSAGE_ID_DOMAIN}>"


def post(mail: Mail, account: Account, letter: Letter) -> Parcel:
    """The letter as a message to its one recipient. ValueError where the address is none.

    Message-ID and Date come from the row: a resend is recognised as the same message.
    """
    name, address = email.utils.parseaddr(settings.DEFAULT_FROM_EMAIL)
    recipient = Address(display_name(account.name), addr_spec=_ascii_domain(account.email))
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(display_name(name), addr_spec=address)
    message["To"] = recipient
    message["Subject"] = one_line(letter.subject)
    message["Date"] = mail.send_at
    message["Message-ID"] = message_id(mail.pk)
    if letter.thread is not None:
        message["In-Reply-To"] = message_id(letter.thread, "thread")
        message["References"] = message_id(letter.thread, "thread")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = account.language
    # Python would draw a boundary by lot; a resend is to be the same, byte for byte.
    message.set_boundary(f"=_{mail.pk.hex}")
    file = file_name(mail.send_at, message_id(mail.pk))
    return Parcel(address, recipient.addr_spec, message.as_bytes(), file)


def _ascii_domain(address: str) -> str:
    """The address as SMTP without SMTPUTF8 takes it. UnicodeError, a ValueError, if it cannot."""
    local, _at, domain = address.rpartition("@")
    local.encode("ascii")
    return f"{local}@{domain.encode('idna').decode()}"


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)
