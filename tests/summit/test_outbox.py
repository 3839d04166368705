"""Claim, fence, record: what a mail's row says after each way an attempt can go."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.test import Client
from django.utils import timezone

from summit import delivery, outbox, tasks, transport
from summit.choices import MailState
from summit.delivery import LONGEST_PAUSE, pause
from summit.letters import Letter, Reader
from summit.models import Account, Mail, Seat
from summit.scope import acting_as_scheduler, current
from summit.transport import Outcome, Result
from tests.conftest import World
from tests.smtp_sink import Sink, free_port, running_sink

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


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Board:
    made = Board()
    kind = outbox.Kind(label="Test", fetch=made.fetch, compose=made.compose, wanted=made.wanted)
    monkeypatch.setattr(outbox, "KINDS", {"test": kind})
    return made


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with running_sink() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 3
        yield running


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


def test_refused_for_good_is_dead_at_once(world: World, board: Board, sink: Sink) -> None:
    sink.trouble = lambda stage: "550 5.1.1 no such user" if stage == "RCPT" else ""
    mail = order(world)
    outbox.tick()
    assert (read(mail).state, read(mail).error) == ("dead", "550 5.1.1 no such user")
    assert again(mail) == "dead"


def test_refused_for_now_backs_off_and_gives_up_after_days(
    world: World, board: Board, sink: Sink
) -> None:
    sink.trouble = lambda stage: "451 4.3.0 later" if stage == "DATA" else ""
    mail = order(world)
    outbox.tick()
    waiting = read(mail)
    assert (waiting.state, waiting.error, waiting.lease) == ("pending", "451 4.3.0 later", None)
    assert 10 < (waiting.next_try_at - timezone.now()).total_seconds() <= 30
    outbox.tick()
    assert read(mail).attempts == 1
    for attempts in range(2, 30):
        assert again(mail) == "pending"
        assert read(mail).attempts == attempts
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivery, "GIVE_UP_AFTER", dt.timedelta(0))
        assert again(mail) == "dead"


def test_pauses_grow_to_a_limit() -> None:
    assert pause(1) <= delivery.FIRST_PAUSE
    assert pause(3) > delivery.FIRST_PAUSE
    assert all(LONGEST_PAUSE / 2 <= pause(n) <= LONGEST_PAUSE for n in (8, 100, 30_000))


def test_a_server_that_is_away_costs_nothing(world: World, board: Board, settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    mail = order(world)
    outbox.tick()
    assert (read(mail).state, read(mail).doubts) == ("pending", 0)
    with running_sink() as sink:
        settings.EMAIL_PORT, settings.EMAIL_USE_TLS = sink.port, False
        assert again(mail) == "sent"


def test_a_connection_lost_after_data_is_tried_once_more(
    world: World, board: Board, sink: Sink
) -> None:
    answers = iter(["drop"])
    sink.trouble = lambda stage: next(answers, "") if stage == "DATA" else ""
    mail = order(world)
    outbox.tick()
    assert (read(mail).state, read(mail).doubts) == ("pending", 1)
    assert again(mail) == "sent"
    first, second = sink.messages
    # The recipient's mail program can tell that they are the same.
    assert first.as_bytes() == second.as_bytes()


def test_lost_twice_nobody_knows(world: World, board: Board, sink: Sink) -> None:
    sink.trouble = lambda stage: "drop" if stage == "DATA" else ""
    mail = order(world)
    outbox.tick()
    assert again(mail) == "unknown"
    assert again(mail) == "unknown"
    assert len(sink.messages) == 2


def test_a_worker_lost_before_the_fence_is_simply_replaced(
    world: World, board: Board, sink: Sink
) -> None:
    mail = order(world)
    claim_one(board)
    outbox.tick()
    assert read(mail).state == "leased"
    assert again(mail) == "sent"
    assert read(mail).doubts == 0


def test_a_worker_lost_after_the_fence_leaves_a_doubt(
    world: World, board: Board, sink: Sink
) -> None:
    mail = order(world)
    for doubts in (1, 2):
        claimed = claim_one(board)
        assert delivery.fence(claimed, board.wanted())
        assert read(mail).state == "transmitting"
        outbox.tick()
        assert not sink.messages
        write(mail, next_try_at=timezone.now() - SECOND)
        if doubts == 2:
            outbox.tick()
    assert (read(mail).state, read(mail).doubts) == ("unknown", 2)


def test_a_lease_that_ran_out_or_was_taken_passes_no_fence(world: World, board: Board) -> None:
    order(world)
    slow = claim_one(board)
    write(slow, lease_until=timezone.now() - SECOND, next_try_at=timezone.now() - SECOND)
    assert not delivery.fence(slow, board.wanted())
    quick = claim_one(board)
    assert not delivery.fence(slow, board.wanted())
    assert delivery.fence(quick, board.wanted())
    # What the slow one has to say no longer counts…
    assert delivery.record(slow, Outcome(Result.REFUSED, "550")) is None
    assert read(slow).state == "transmitting"
    # …unless it did send it.
    assert delivery.record(slow, Outcome(Result.SENT), "aide@us.example") == "sent"
    assert delivery.record(quick, Outcome(Result.UNCLEAR)) is None
    assert read(slow).state == "sent"


def test_what_is_no_longer_wanted_is_cancelled_up_to_the_last_moment(
    world: World, board: Board, sink: Sink
) -> None:
    early, late = order(world), order(world)
    board.unwanted.add(early.about)

    def changed_our_mind(stage: str) -> str:
        board.unwanted.add(late.about)
        return ""

    sink.trouble = changed_our_mind
    kind = outbox.KINDS["test"]
    # The condition is asked anew by the fence, so it has to see the change.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            delivery,
            "fence",
            lambda mail, _condition, fence=delivery.fence: fence(mail, kind.wanted()),
        )
        outbox.tick()
    assert (read(early).state, read(late).state) == ("cancelled", "cancelled")
    assert not sink.messages


def test_who_lost_the_seat_before_the_fence_gets_nothing(
    world: World, board: Board, sink: Sink
) -> None:
    mail = order(world)
    claimed = claim_one(board)
    Seat.objects.filter(account=world.aide_us).delete()
    assert not delivery.fence(claimed, board.wanted())
    assert read(mail).state == "cancelled"


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


def test_what_went_out_is_recorded_once_the_database_is_back(
    world: World, board: Board, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = order(world)
    away = iter([True, True])
    monkeypatch.setattr(delivery, "sleep", lambda _seconds: None)
    monkeypatch.setattr(delivery, "reconnect", lambda: None)

    attempt = delivery.attempt

    def unreliable(write: Callable[[], int]) -> int:
        if next(away, False):
            raise OperationalError("server closed the connection")
        return attempt(write)

    monkeypatch.setattr(delivery, "attempt", unreliable)
    outbox.tick()
    assert read(mail).state == "sent"
    assert len(sink.messages) == 1


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
