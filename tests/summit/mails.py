"""What the tests of the outbox share: a kind of mail of their own, and its rows."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from summit import delivery, outbox
from summit.choices import MailState
from summit.letters import Letter, Reader
from summit.models import Account, Mail
from summit.scope import acting_as_scheduler
from tests.conftest import World

SECOND = dt.timedelta(seconds=1)


class Board:
    """What the test kind of mail is told to do."""

    def __init__(self) -> None:
        self.hidden: set[uuid.UUID] = set()
        self.broken: set[uuid.UUID] = set()
        self.unwanted: set[uuid.UUID] = set()

    def fetch(self, mails: Sequence[Mail]) -> dict[uuid.UUID, str]:
        return {mail.about: "SECRET" for mail in mails if mail.about not in self.hidden}

    def compose(self, mail: Mail, about: str, reader: Reader) -> Letter:
        if mail.about in self.broken:
            raise ValueError(about)
        return Letter("Subject\r\nBcc: spy@example.org", "text\n", "<p>html</p>")

    def wanted(self) -> Exists:
        unwanted = Mail.objects.filter(pk=OuterRef("pk"), about__in=self.unwanted)
        return Exists(Mail.objects.filter(pk=OuterRef("pk")).exclude(pk__in=unwanted.values("pk")))


def order(world: World, recipient: Account | None = None, **fields: Any) -> Mail:
    with acting_as_scheduler():
        return Mail.objects.create(
            delegation=world.us,
            recipient=recipient or world.aide_us,
            kind="test",
            about=uuid.uuid4(),
            **fields,
        )


def read(mail: Mail) -> Mail:
    with acting_as_scheduler():
        return Mail.objects.get(pk=mail.pk)


def write(mail: Mail, **fields: Any) -> None:
    with acting_as_scheduler():
        Mail.objects.filter(pk=mail.pk).update(**fields)


def again(mail: Mail) -> MailState:
    """Have its next try now; the state it ends in."""
    write(mail, next_try_at=timezone.now() - SECOND)
    outbox.tick()
    return MailState(read(mail).state)


def claim_one(board: Board) -> Mail:
    [mail] = delivery.claim(1, {"test": board.wanted()})
    return mail
