"""How a finished message leaves: over SMTP, or into a folder where no server is configured.

A transport does what Django's mail backends do not: between RCPT and DATA, the last moment at which
nothing has been sent yet, it asks whether the message is still to go. And it tells apart what
Django reports alike: refused for good, try later, and "nobody knows".
"""

import contextlib
import datetime as dt
import email.utils
import os
import smtplib
import ssl
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage as DjangoMessage
from django.core.mail.backends.base import BaseEmailBackend

# What can go wrong before DATA. Settings that make no sense are not only the server's OSError: a
# password outside ASCII, a host name with an empty label.
TROUBLE = (OSError, smtplib.SMTPException, ValueError)


@dataclass(frozen=True)
class Parcel:
    """A finished message to one recipient. `name` is its file's, should it become one."""

    sender: str
    recipient: str
    content: bytes
    name: str


class Result(Enum):
    """What became of an attempt."""

    SENT = "the server took it"
    REFUSED = "the server will never take it"
    LATER = "certainly not sent; worth another try"
    UNCLEAR = "the connection ended after DATA: sent or not, nobody knows"
    HELD = "not sent, because `before_data` said so"
    GONE = "there is nothing to send: the recipient may no longer see it"


@dataclass(frozen=True)
class Outcome:
    """A result, and the server's answer in one line."""

    result: Result
    answer: str = ""


class Transport(Protocol):
    """Takes messages one by one, over one connection."""

    def send(self, parcel: Parcel, before_data: Callable[[], bool]) -> Outcome:
        """Send it. What `before_data` raises passes through; nothing else is raised."""
        ...


@contextlib.contextmanager
def opened() -> Iterator[Transport]:
    """The configured transport. It connects with the first message and never raises for that."""
    if not settings.EMAIL_HOST:
        yield FileTransport(Path(settings.MAIL_DIR))
        return
    transport = SmtpTransport()
    try:
        yield transport
    finally:
        transport.close()


class SmtpTransport:
    """One SMTP connection, opened when needed and again after it was lost.

    A server that cannot be reached, or takes nothing from us at all, is not asked again: the rest
    of the batch waits as well.
    """

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._unreachable: Outcome | None = None

    def close(self) -> None:
        """Say goodbye, if there is somebody to say it to."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        host, port, timeout = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT
        smtp: smtplib.SMTP
        if settings.EMAIL_USE_SSL:
            context = ssl.create_default_context()
            smtp = smtplib.SMTP_SSL(host, port, timeout=timeout, context=context)
        else:
            smtp = smtplib.SMTP(host, port, timeout=timeout)
        try:
            if settings.EMAIL_USE_TLS and not settings.EMAIL_USE_SSL:
                smtp.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def send(self, parcel: Parcel, before_data: Callable[[], bool]) -> Outcome:
        if self._unreachable is not None:
            return self._unreachable
        if self._smtp is None:
            try:
                self._smtp = self._connect()
            except TROUBLE as error:
                # A login that fails is the platform's mistake, not this message's: it waits too.
                return self._all_wait(_answer_of(error))
        try:
            code, answer = self._smtp.mail(parcel.sender)
            if not _is_success(code):
                # Every message has this sender, so it is not this one's mistake either.
                return self._all_wait(_line(code, answer))
            code, answer = self._smtp.rcpt(parcel.recipient)
        except TROUBLE as error:
            self.close()
            return Outcome(Result.LATER, _answer_of(error))
        if not _is_success(code):
            return self._refused(code, answer)
        try:
            go = before_data()
        except BaseException:
            self.close()
            raise
        if not go:
            return self._reset(Outcome(Result.HELD))
        return self._data(self._smtp, parcel.content)

    def _data(self, smtp: smtplib.SMTP, content: bytes) -> Outcome:
        try:
            code, answer = smtp.docmd("DATA")
        except (OSError, smtplib.SMTPException) as error:
            # Not a byte of the message has left: without the final dot nobody may deliver it.
            self.close()
            return Outcome(Result.LATER, _answer_of(error))
        if code != 354:
            return self._refused(code, answer)
        try:
            smtp.send(_dotted(content))
            code, answer = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome(Result.UNCLEAR, _answer_of(error))
        if _is_success(code):
            return Outcome(Result.SENT, _line(code, answer))
        if code < 400:  # no answer that SMTP has here
            self.close()
            return Outcome(Result.UNCLEAR, _line(code, answer))
        return self._refused(code, answer)

    def _all_wait(self, answer: str) -> Outcome:
        """Later, for this message and for the rest of the batch."""
        self.close()
        self._unreachable = Outcome(Result.LATER, answer)
        return self._unreachable

    def _refused(self, code: int, answer: bytes) -> Outcome:
        result = Result.REFUSED if code >= 500 else Result.LATER
        outcome = Outcome(result, _line(code, answer))
        if code == 421:  # the server is closing the connection
            self.close()
            return outcome
        return self._reset(outcome)

    def _reset(self, outcome: Outcome) -> Outcome:
        """Forget the message begun, so that the connection serves the next one."""
        if self._smtp is not None:
            try:
                self._smtp.rset()
            except (OSError, smtplib.SMTPException):
                self.close()
        return outcome


def _dotted(content: bytes) -> bytes:
    """Content as DATA wants it: lines that begin with a dot get another, a dot ends it."""
    dotted = content.replace(b"\r\n.", b"\r\n..")
    if dotted.startswith(b"."):
        dotted = b"." + dotted
    return dotted + (b"" if dotted.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _is_success(code: int) -> bool:
    return 200 <= code < 300


def _line(code: int, answer: bytes) -> str:
    return f"{code} {' '.join(answer.decode(errors='replace').split())}"


def _answer_of(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        return _line(error.smtp_code, answer if isinstance(answer, bytes) else answer.encode())
    if isinstance(error, ValueError):
        # Not its text: that quotes what could not be encoded, a piece of the password.
        return type(error).__name__
    return f"{type(error).__name__}: {error}"


class FileTransport:
    """Writes each message into a folder, one `.eml` file named after its Message-ID."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, parcel: Parcel, before_data: Callable[[], bool]) -> Outcome:
        if not before_data():
            return Outcome(Result.HELD)
        try:
            write_file(self._folder, parcel.name, parcel.content)
        except OSError as error:
            return Outcome(Result.LATER, f"{type(error).__name__}: {error.strerror}")
        return Outcome(Result.SENT)


def file_name(when: dt.datetime, message_id: str) -> str:
    """What a message's file is called: by date, and the same for a resend."""
    identifier = message_id.strip("<>").partition("@")[0]
    safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in identifier)
    return f"{when.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}-{safe}.eml"


def write_file(folder: Path, name: str, content: bytes) -> None:
    """Put a message into `folder`, whole or not at all; the same name again replaces it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, unfinished = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(unfinished).replace(folder / name)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


class FileEmailBackend(BaseEmailBackend):
    """Django's own mails (a new password) into the same folder as everything else."""

    def send_messages(self, email_messages: Sequence[DjangoMessage]) -> int:
        """Write each to MAIL_DIR; the number written. OSError unless `fail_silently`."""
        written = 0
        for message in email_messages:
            if not message.recipients():
                continue
            content = message.message()
            when = email.utils.parsedate_to_datetime(str(content["Date"]))
            name = file_name(when, str(content["Message-ID"]))
            try:
                write_file(Path(settings.MAIL_DIR), name, content.as_bytes(linesep="\r\n"))
            except OSError:
                if not self.fail_silently:
                    raise
            else:
                written += 1
        return written
