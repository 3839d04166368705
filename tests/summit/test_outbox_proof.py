"""Workers killed with -9 while they send: nothing is lost, only the mail in flight may repeat.

Real processes (`manage.py remind --loop`), a real SMTP server, the test's own PostgreSQL. Only the
waiting is not real: the leases of a worker that was killed are made to run out, so that nothing
here depends on how fast a machine is.
"""

import datetime as dt
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from agenda.models import Assignment, Deadline
from summit.choices import Access, MailState
from summit.models import Mail, Member, Seat
from summit.models.mail import UNFINISHED
from summit.scope import acting_as_scheduler
from tests import factories as make
from tests.conftest import World
from tests.smtp_sink import Sink, running_sink

# Longer than any machine needs, be it for a batch or for an answer.
LEASE_SECONDS = 3600
SMTP_SECONDS = 120
# How long nothing at all may happen.
PATIENCE = 120.0
WORKER = "summit-proof"


def parts(world: World, people: int, deadlines: int) -> None:
    """An open part for each of `people` in each of `deadlines`, and as many that are done."""
    desks = []
    for number in range(people):
        account = make.AccountFactory.create(email=f"desk-{number}@us.example")
        Seat.objects.create(
            account=account, summit=world.summit, delegation=world.us, access=Access.VIEWER
        )
        desks.append(Member(delegation=world.us, name=f"Desk {number}", account=account))
    due_at = timezone.now() + dt.timedelta(days=2)
    with world.act(world.us):
        Member.objects.bulk_create(desks)
        rows = [
            Deadline(delegation=world.us, capital=world.us, title=make.text(f"{n}"), due_at=due_at)
            for n in range(deadlines * 2)
        ]
        Deadline.objects.bulk_create(rows)
        Assignment.objects.bulk_create(
            Assignment(
                delegation=world.us,
                deadline=row,
                member=desk,
                done_at=timezone.now() if number % 2 else None,
            )
            for number, row in enumerate(rows)
            for desk in desks
        )


def start_worker(sink: Sink, var: Path) -> "subprocess.Popen[bytes]":
    """Another worker on this database, which sends to the sink."""
    url = urlsplit(os.environ["DATABASE_URL"])
    address = urlunsplit(url._replace(path=f"/{connection.settings_dict['NAME']}"))
    env = {
        **os.environ,
        "DATABASE_URL": address,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink.port),
        "EMAIL_USE_TLS": "0",
        "EMAIL_TIMEOUT": str(SMTP_SECONDS),
        "MAIL_LEASE_SECONDS": str(LEASE_SECONDS),
        "TICK_SECONDS": "1",
        "SUMMIT_VAR": str(var),
        "PGAPPNAME": WORKER,
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "remind", "--loop"]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)


def kill(worker: "subprocess.Popen[bytes]") -> None:
    """Kill it; once the server has noticed, let the time of its leases pass."""
    worker.kill()
    worker.wait()
    while sessions():
        time.sleep(0.01)
    past = timezone.now() - dt.timedelta(seconds=1)
    with acting_as_scheduler():
        held = Mail.objects.filter(state__in=(MailState.LEASED, MailState.TRANSMITTING))
        held.update(lease_until=past, next_try_at=past)


def sessions() -> int:
    """How many the workers have with the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"
            " AND datname = current_database()",
            [WORKER],
        )
        return int(cursor.fetchone()[0])


def wait_for(sink: Sink, count: int) -> None:
    """Until the sink has that many messages, or none came for a while."""
    seen, since = len(sink.messages), time.monotonic()
    while len(sink.messages) < count:
        if len(sink.messages) > seen:
            seen, since = len(sink.messages), time.monotonic()
        assert time.monotonic() - since < PATIENCE, f"stuck at {seen} messages"
        time.sleep(0.002)


def wait_for_the_rest() -> None:
    """Until all is sent, or nothing was for a while."""
    left, since = unfinished(), time.monotonic()
    while left:
        assert time.monotonic() - since < PATIENCE, f"stuck with {left} left"
        time.sleep(0.2)
        before, left = left, unfinished()
        if left != before:
            since = time.monotonic()


def unfinished() -> int:
    with acting_as_scheduler():
        return (
            Mail.objects.filter(state__in=UNFINISHED).count()
            + Assignment.objects.open().filter(next_rung_at__lte=timezone.now()).count()
        )


def kill_workers(world: World, var: Path, kills: int, people: int, deadlines: int) -> None:
    """Kill one worker after the other while all of it is being sent; then look at the result."""
    chance = random.Random(20240410)
    parts(world, people, deadlines)
    wanted = people * deadlines
    with running_sink() as sink:
        sink.slowness = 0.004
        for _ in range(kills):
            worker = start_worker(sink, var)
            try:
                wait_for(sink, min(len(sink.messages) + chance.randint(1, wanted // kills), wanted))
                time.sleep(chance.random() * 0.02)
            finally:
                kill(worker)
        worker = start_worker(sink, var)
        try:
            wait_for_the_rest()
        finally:
            kill(worker)
    arrived = Counter(sink.ids)
    with acting_as_scheduler():
        mails = Mail.objects.exclude(state=MailState.SUPERSEDED)
        states = dict(mails.order_by().values_list("state").annotate(Count("pk")))
        lost = [pk for pk in mails.values_list("pk", flat=True) if not _arrived(pk, arrived)]
    repeated = sum(count - 1 for count in arrived.values())
    print(f"{wanted} mails, {kills} kills: {len(lost)} lost, {repeated} repeated, states {states}")
    assert sum(states.values()) == wanted
    assert set(states) <= {MailState.SENT, MailState.UNKNOWN}
    assert not lost
    assert len(arrived) == wanted
    # Each kill can repeat the one mail in flight, and a mail at most once.
    assert repeated <= kills
    assert max(arrived.values()) <= 2
    # A repeated mail is the same, so that the recipient's program can tell.
    first: dict[str, bytes] = {}
    for message in sink.messages:
        identifier, content = str(message["Message-ID"]), message.as_bytes()
        assert first.setdefault(identifier, content) == content


def _arrived(pk: object, arrived: Counter[str]) -> bool:
    return arrived[f"<mail-{pk}@{settings.MESSAGE_ID_DOMAIN}>"] > 0


def test_a_few_killed_workers_lose_nothing(real_world: World, tmp_path: Path) -> None:
    kill_workers(real_world, tmp_path, kills=3, people=6, deadlines=20)


@pytest.mark.prove
def test_fifty_killed_workers_lose_nothing(real_world: World, tmp_path: Path) -> None:
    kill_workers(real_world, tmp_path, kills=50, people=30, deadlines=105)
