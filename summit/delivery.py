"""The outbox's statements: claim, fence, record. Each is one short transaction as the scheduler.

A mail goes pending → leased → transmitting → sent. A lease that runs out while `leased` is simply
taken over; one that runs out while `transmitting` ended nobody knows how, just like a connection
that broke after DATA: such a mail is sent once more, then left as `unknown`. All times are the
database's.
"""

import datetime as dt
import logging
import random
import uuid
from collections.abc import Callable, Mapping
from time import monotonic, sleep

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Now

from .choices import MailState
from .models import Mail, Seat
from .scope import acting_as_scheduler
from .transport import Outcome, Result

logger = logging.getLogger(__name__)

FIRST_PAUSE = dt.timedelta(seconds=30)
LONGEST_PAUSE = dt.timedelta(minutes=30)
# A server that is away over a weekend costs no mail.
GIVE_UP_AFTER = dt.timedelta(days=3)
# A mail that has not reached the fence can still be taken back, and claimed without a doubt.
BEFORE_FENCE = (MailState.PENDING, MailState.LEASED)
# How many lost mails are looked at in one transaction.
LOST_BATCH = 1000
# How long a mail that went out is held on to while the database is away.
RECORD_FOR = dt.timedelta(minutes=10)
LOST = "the worker was lost after DATA"

# Whether a mail is still to go; sees the row through OuterRef.
Wanted = Mapping[str, Exists]


def database_time() -> dt.datetime:
    """What the database's clock says now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
    return moment


def reachable() -> Exists:
    """The recipient may still sign in, on the side that the mail is about."""
    return Exists(
        Seat.objects.filter(
            account=OuterRef("recipient"),
            delegation=OuterRef("delegation"),
            account__is_active=True,
        )
    )


def _lease() -> dict[str, object]:
    until = Now() + dt.timedelta(seconds=settings.MAIL_LEASE_SECONDS)
    return {"lease_until": until, "next_try_at": until, "updated_at": Now()}


def _let_go(state: MailState, **fields: object) -> dict[str, object]:
    return {"state": state, "lease": None, "lease_until": None, "updated_at": Now(), **fields}


def claim(limit: int, wanted: Wanted) -> list[Mail]:
    """Lease up to `limit` mails that are due; those no longer wanted are cancelled instead.

    `wanted` has a condition for each kind. An empty list means that nothing is left to do.
    """
    while True:
        with acting_as_scheduler():
            lost = _resolve_lost()
            due = Mail.objects.filter(state__in=BEFORE_FENCE, next_try_at__lte=Now())
            due = due.order_by("next_try_at").select_for_update(skip_locked=True)
            ids = list(due.values_list("pk", flat=True)[:limit])
            taken = Mail.objects.filter(pk__in=ids)
            taken.update(
                state=MailState.LEASED, lease=uuid.uuid4(), attempts=F("attempts") + 1, **_lease()
            )
            taken.filter(~reachable()).update(**_let_go(MailState.CANCELLED))
            for kind, condition in wanted.items():
                taken.filter(~condition, kind=kind, state=MailState.LEASED).update(
                    **_let_go(MailState.CANCELLED)
                )
            mails = list(taken.filter(state=MailState.LEASED).order_by("send_at"))
        if mails or not (ids or lost):
            return mails


def _resolve_lost() -> int:
    """Mails whose worker was lost after the fence: once more, or outcome unknown; how many."""
    lost = Mail.objects.filter(state=MailState.TRANSMITTING, next_try_at__lte=Now())
    ids = list(lost.select_for_update(skip_locked=True).values_list("pk", flat=True)[:LOST_BATCH])
    if not ids:
        return 0
    again = Mail.objects.filter(pk__in=ids, doubts=0)
    again.update(**_let_go(MailState.PENDING, doubts=1, error=LOST))
    rest = Mail.objects.filter(pk__in=ids, state=MailState.TRANSMITTING)
    rest.update(**_let_go(MailState.UNKNOWN, doubts=F("doubts") + 1, error=LOST))
    return len(ids)


def fence(mail: Mail, condition: Exists) -> bool:
    """Commit to sending, if the lease is still ours and the mail still wanted.

    True: the row says `transmitting`, durably, for the length of another lease. False: it is left
    to whoever has it now, or cancelled.
    """
    with acting_as_scheduler():
        ours = Mail.objects.filter(pk=mail.pk, lease=mail.lease, state=MailState.LEASED)
        valid = ours.filter(condition, reachable(), lease_until__gt=Now())
        if valid.update(state=MailState.TRANSMITTING, **_lease()):
            return True
        ours.filter(~condition | ~reachable()).update(**_let_go(MailState.CANCELLED))
        return False


def record(mail: Mail, outcome: Outcome, address: str = "") -> MailState | None:
    """Write down what became of an attempt; the mail's new state, or None if it is not ours.

    While the database is away it keeps trying for `RECORD_FOR`: what has gone out must not go out
    twice. After that DatabaseError.
    """
    if outcome.result is Result.HELD:
        return None
    state = _state_after(mail, outcome)
    fields = {"address": address, "error": outcome.answer[:500]}
    if outcome.result is Result.SENT:
        fields["error"] = ""
        # The server has it, whoever holds the lease by now.
        rows = Mail.objects.filter(pk=mail.pk).exclude(state=MailState.SENT)
        change = _let_go(state, sent_at=Now(), **fields)
    else:
        rows = Mail.objects.filter(pk=mail.pk, lease=mail.lease)
        doubts = mail.doubts + (outcome.result is Result.UNCLEAR)
        change = _let_go(state, doubts=doubts, next_try_at=Now() + pause(mail.attempts), **fields)
    return state if _persist(lambda: rows.update(**change)) else None


def _state_after(mail: Mail, outcome: Outcome) -> MailState:
    if outcome.result is Result.SENT:
        return MailState.SENT
    if outcome.result is Result.REFUSED:
        return MailState.DEAD
    if outcome.result is Result.GONE:
        return MailState.CANCELLED
    if outcome.result is Result.UNCLEAR and mail.doubts:
        return MailState.UNKNOWN
    old = mail.lease_until is not None and mail.lease_until - mail.send_at > GIVE_UP_AFTER
    if outcome.result is Result.LATER and old:
        return MailState.DEAD
    return MailState.PENDING


def pause(attempts: int) -> dt.timedelta:
    """How long to wait after so many attempts: doubling, with jitter, up to `LONGEST_PAUSE`."""
    doublings = min(max(attempts - 1, 0), 16)
    longest = min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1)  # noqa: S311  spreads load, protects nothing


def _persist(write: Callable[[], int]) -> int:
    """Run a write as the scheduler, again and again while the database is away."""
    until = monotonic() + RECORD_FOR.total_seconds()
    while True:
        try:
            with acting_as_scheduler():
                return write()
        except (OperationalError, InterfaceError):
            if monotonic() > until:
                raise
            logger.warning("the database is away; a mail's outcome waits to be recorded")
        connection.close()  # the next statement opens another
        sleep(1)
