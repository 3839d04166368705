"""A tick: what is due leaves, once each, and no bad mail stops another. The page that shows it."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from summit import delivery, outbox, tasks, transport
from summit.choices import MailState
from summit.models import Account, Mail
from summit.scope import acting_as_scheduler, current
from summit.transport import Outcome
from tests.conftest import World
from tests.smtp_sink import Sink, free_port, running_sink

from .mails import Board, again, order, read


def test_a_mail_leaves_once_and_the_row_says_so(world: World, board: Board, sink: Sink) -> None:
    mail = order(world)
    tasks.tick()
    tasks.tick()
    sent = read(mail)
    assert (sent.state, sent.attempts, sent.address) == ("sent", 1, "aide@us.example")
    assert sent.sent_at is not None
    assert sent.lease is None
    [message] = sink.messages
    assert message["Message-ID"].startswith(f"<mail-{mail.pk}@")
    assert message["Date"].datetime == mail.send_at.replace(microsecond=0)
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    # A line break in a subject begins no header of its own.
    assert message["Bcc"] is None
    assert message["Subject"] == "Subject Bcc: spy@example.org"


def test_a_batch_needs_one_connection(world: World, board: Board, sink: Sink) -> None:
    for _ in range(20):
        order(world)
    assert outbox.tick().states == {MailState.SENT: 20}
    assert sink.connections == 1


def test_nothing_is_open_while_we_talk_smtp(real_world: World, board: Board, sink: Sink) -> None:
    order(real_world)
    seen = []

    def look(stage: str) -> str:
        seen.append((stage, current(), transaction.get_connection().in_atomic_block))
        return ""

    # In this thread, unlike the sink's: what our own side has open at that moment.
    class Watching(transport.SmtpTransport):
        def _data(self, smtp: Any, content: bytes) -> Outcome:
            look("DATA")
            return super()._data(smtp, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transport, "SmtpTransport", Watching)
        outbox.tick()
    assert seen == [("DATA", None, False)]


def test_a_server_that_is_away_costs_nothing(world: World, board: Board, settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    mail = order(world)
    outbox.tick()
    assert (read(mail).state, read(mail).doubts) == ("pending", 0)
    with running_sink() as sink:
        settings.EMAIL_PORT, settings.EMAIL_USE_TLS = sink.port, False
        assert again(mail) == "sent"


def test_what_the_recipient_may_not_see_is_not_sent(world: World, board: Board, sink: Sink) -> None:
    mail, other = order(world), order(world)
    board.hidden.add(mail.about)
    outbox.tick()
    assert (read(mail).state, read(other).state) == ("cancelled", "sent")


def test_a_mail_of_the_other_side_s_account_is_never_composed(
    world: World, board: Board, sink: Sink
) -> None:
    mail = order(world, recipient=world.aide_jp)
    outbox.tick()
    assert read(mail).state == "cancelled"
    assert not sink.messages


@pytest.mark.parametrize("trouble", ["compose", "kind", "address"])
def test_one_bad_message_does_not_stop_the_batch(
    world: World, board: Board, sink: Sink, trouble: str
) -> None:
    Account.objects.filter(pk=world.lead_us.pk).update(email="büro@us.example")
    good = [order(world) for _ in range(3)]
    bad = order(world, recipient=world.lead_us if trouble == "address" else None)
    if trouble == "compose":
        board.broken.add(bad.about)
    elif trouble == "kind":
        with acting_as_scheduler():
            bad = Mail.objects.create(
                delegation=world.us, recipient=world.aide_us, kind="gone", about=uuid.uuid4()
            )
    outbox.tick()
    assert {read(mail).state for mail in good} == {"sent"}
    assert read(bad).state == "pending"
    # The platform administrator reads this, and may not know what the mail is about.
    assert "SECRET" not in read(bad).error
    assert read(bad).error.startswith("composing failed: ")


def test_a_planner_that_fails_does_not_stop_the_mails(
    world: World, board: Board, sink: Sink
) -> None:
    def fail(now: dt.datetime) -> int:
        raise RuntimeError

    kind = outbox.KINDS["test"]
    outbox.KINDS["broken"] = outbox.Kind(kind.label, kind.fetch, kind.compose, kind.wanted, fail)
    mail = order(world)
    outbox.tick()
    assert read(mail).state == "sent"


def test_nothing_is_sent_while_the_clocks_differ(
    world: World, board: Board, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = order(world)
    real = delivery.database_time
    for hours in (2, -2):
        monkeypatch.setattr(
            delivery, "database_time", lambda h=hours: real() + dt.timedelta(hours=h)
        )
        assert outbox.tick().skew is not None
    assert read(mail).state == "pending"
    monkeypatch.setattr(delivery, "database_time", real)
    assert outbox.tick().skew is None
    assert read(mail).state == "sent"


# --- The page of the platform administrator


def test_the_page_shows_whom_and_with_what_result(
    world: World, board: Board, sink: Sink, sign_in: Callable[[Account], Client]
) -> None:
    sink.trouble = lambda stage: "550 5.1.1 no such user" if stage == "RCPT" else ""
    order(world)
    outbox.tick()
    order(world, next_try_at=timezone.now() + dt.timedelta(hours=1), recipient=world.lead_us)
    client = sign_in(world.platform)
    page = client.get("/platform/mail/").content.decode()
    assert "aide@us.example" in page
    assert "550 5.1.1 no such user" in page
    assert "lead@us.example" in page
    dead = client.get("/platform/mail/?state=dead").content.decode()
    assert "aide@us.example" in dead
    assert "lead@us.example" not in dead
    assert client.get("/platform/mail/?state=nonsense&page=x").status_code == 200


def test_the_page_is_nobody_else_s(world: World, sign_in: Callable[[Account], Client]) -> None:
    assert sign_in(world.lead_us).get("/platform/mail/").status_code == 404
    assert Client().get("/platform/mail/").status_code == 404
    assert sign_in(world.platform).post("/platform/mail/").status_code == 405


def test_the_page_has_pages(
    world: World, sign_in: Callable[[Account], Client], django_assert_max_num_queries: Any
) -> None:
    for _ in range(60):
        order(world)
    client = sign_in(world.platform)
    with django_assert_max_num_queries(12):
        first = client.get("/platform/mail/").content.decode()
    second = client.get("/platform/mail/?page=2").content.decode()
    assert (first.count("aide@us.example"), second.count("aide@us.example")) == (50, 10)
