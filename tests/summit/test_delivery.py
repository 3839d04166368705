"""Claim, fence, record: what a mail's row says after each way an attempt can go."""

import datetime as dt
import uuid

import psycopg
import pytest
from django.db import connection
from django.db.models import Exists
from django.utils import timezone

from summit import delivery, outbox
from summit.choices import MailState
from summit.delivery import LONGEST_PAUSE, pause
from summit.models import Mail, Seat
from summit.transport import Outcome, Result
from tests.conftest import World
from tests.smtp_sink import Sink

from .mails import SECOND, Board, again, claim_one, order, read, write


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


def test_all_that_many_lost_workers_had_is_doubted(
    world: World, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "LOST_BATCH", 2)
    mails = [order(world) for _ in range(5)]
    for claimed in delivery.claim(5, {"test": board.wanted()}):
        assert delivery.fence(claimed, board.wanted())
        write(claimed, next_try_at=timezone.now() - SECOND)
    # A claim that looks at fewer lost ones than there are takes none of the others.
    seen = []
    while taken := delivery.claim(5, {"test": board.wanted()}):
        seen += [mail.doubts for mail in taken]
    assert seen == [1] * len(mails)


def test_all_that_is_lost_for_good_is_said_so_at_once(
    world: World, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "LOST_BATCH", 2)
    mails = [order(world, doubts=1) for _ in range(5)]
    for claimed in delivery.claim(5, {"test": board.wanted()}):
        assert delivery.fence(claimed, board.wanted())
        write(claimed, next_try_at=timezone.now() - SECOND)
    outbox.tick()
    assert {read(mail).state for mail in mails} == {"unknown"}


def test_days_of_trying_count_from_when_it_was_wanted(
    world: World, board: Board, sink: Sink
) -> None:
    sink.trouble = lambda stage: "451 4.3.0 later" if stage == "DATA" else ""
    now = timezone.now()
    old = order(world, send_at=now - delivery.GIVE_UP_AFTER - dt.timedelta(hours=1))
    fresh = order(world, send_at=now - delivery.GIVE_UP_AFTER + dt.timedelta(hours=1))
    outbox.tick()
    assert (read(old).state, read(fresh).state) == ("dead", "pending")


def test_what_another_worker_has_by_now_is_not_counted(
    world: World, board: Board, sink: Sink
) -> None:
    mail = order(world)
    real = delivery.fence

    def taken_over(slow: Mail, condition: Exists) -> bool:
        write(slow, lease=uuid.uuid4())
        return real(slow, condition)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivery, "fence", taken_over)
        assert outbox.tick().states == {}
    assert read(mail).state == "leased"


def cut_connections() -> int:
    """End all of the application's sessions on the test's database; how many there were."""
    with psycopg.connect(**connection.get_connection_params()) as other:
        [(count,)] = other.execute(
            "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = session_user"
            " AND pid <> pg_backend_pid()"
        )
    return int(count)


def test_what_went_out_is_recorded_once_the_database_is_back(
    real_world: World, board: Board, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    mail = order(real_world)
    cut: list[int] = []

    def lose_the_database(stage: str) -> str:
        if stage == "DATA":
            cut.append(cut_connections())
        return ""

    sink.trouble = lose_the_database
    assert outbox.tick().states == {MailState.SENT: 1}
    assert "the database is away" in caplog.text
    assert len(cut) == 1
    assert cut[0] >= 1
    assert again(mail) == "sent"
    assert (read(mail).attempts, read(mail).doubts) == (1, 0)
    assert len(sink.messages) == 1
