"""The outbox: every mail of every kind goes out through here, once each.

    plan → claim → compose → (connect, MAIL, RCPT) → fence → DATA → record

PostgreSQL is the queue. Celery and `manage.py remind` only call `tick`; any number of ticks may
run at once, and one that is killed costs at most a repeated mail with the same Message-ID. No
transaction is open while we talk SMTP. The kernel knows no kind of mail: apps register theirs.
"""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Exists
from django.utils import timezone, translation
from django.utils.functional import Promise

from . import delivery, transport
from .choices import MailState
from .letters import Letter, Reader, post
from .models import Account, Delegation, Mail
from .scope import acting_as
from .transport import Outcome, Parcel, Result

logger = logging.getLogger(__name__)

BATCH = 100
# Beyond this, what the worker calls due and what the database does are too far apart.
MOST_SKEW = dt.timedelta(seconds=30)


@dataclass(frozen=True)
class Kind:
    """A kind of mail, as the app that registers it describes it.

    - `label`: what the platform's page calls it.
    - `fetch`: inside the recipients' scope, the objects of these mails by `about`, with all that
      composing needs. What is missing may not be seen any more: nothing is sent about it.
    - `compose`: the letter about one object; the reader's language and zone are active.
    - `wanted`: a condition on mails (through OuterRef), as the scheduler: is it still to go?
    - `plan`: queue a part of what is due at the instant given; returns how many things it looked
      at, 0 when nothing is left. Opens its own scopes.
    - `sweep`: have everything looked at again, for settings that changed; returns how many.
    """

    label: str | Promise
    fetch: Callable[[Sequence[Mail]], Mapping[UUID, Any]]
    compose: Callable[[Mail, Any, Reader], Letter]
    wanted: Callable[[], Exists]
    plan: Callable[[dt.datetime], int] | None = None
    sweep: Callable[[], int] | None = None


KINDS: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Announce a kind of mail, when the apps are ready."""
    KINDS[name] = kind


@dataclass
class Tally:
    """What a tick did.

    `states`: in which it left the mails that it had. `skew`: nothing was done, because the clocks
    differ by so much.
    """

    planned: int = 0
    states: Counter[MailState] = field(default_factory=Counter)
    skew: dt.timedelta | None = None


def clock_skew(now: dt.datetime | None = None) -> dt.timedelta:
    """How far this machine's clock is ahead of the database's (which says `now`)."""
    return timezone.now() - (now or delivery.database_time())


def tick() -> Tally:
    """Plan and send whatever is due, in turns, until nothing is left.

    DatabaseError if the database is away; whatever was begun is taken up by a later tick.
    """
    tally = Tally()
    busy = True
    while busy:
        now = delivery.database_time()
        skew = clock_skew(now)
        if abs(skew) > MOST_SKEW:
            logger.error("nothing is sent: clocks of worker and database differ by %s", skew)
            tally.skew = skew
            return tally
        planned = sum(_plan(name, kind, now) for name, kind in KINDS.items())
        ended = send_batch(BATCH)
        tally.planned += planned
        tally.states.update(state for state in ended if state is not None)
        busy = bool(planned or ended)
    return tally


def sweep() -> int:
    """Have every kind look at everything again; how many things that are."""
    return sum(kind.sweep() for kind in KINDS.values() if kind.sweep is not None)


def _plan(name: str, kind: Kind, now: dt.datetime) -> int:
    """One kind's planning. Its failure does not keep the other mails from leaving."""
    if kind.plan is None:
        return 0
    try:
        return kind.plan(now)
    except Exception:
        logger.exception("planning %s failed", name)
        return 0


def send_batch(limit: int) -> list[MailState | None]:
    """Claim up to `limit` mails and send them over one connection; an empty list: nothing is due.

    For each the state that we left it in, or None: the fence held it back, as it is no longer
    wanted or another worker has it.
    """
    conditions = {name: kind.wanted() for name, kind in KINDS.items()}
    mails = delivery.claim(limit, conditions)
    if not mails:
        return []
    ended: list[MailState | None] = []
    parcels = compose(mails)
    with transport.opened() as open_transport:
        for mail in mails:
            ready = parcels[mail.pk]
            if isinstance(ready, Parcel):
                outcome = open_transport.send(ready, _fence(mail, conditions[mail.kind]))
                ended.append(delivery.record(mail, outcome, ready.recipient))
            else:
                ended.append(delivery.record(mail, ready))
    return ended


def _fence(mail: Mail, condition: Exists) -> Callable[[], bool]:
    return lambda: delivery.fence(mail, condition)


def compose(mails: Sequence[Mail]) -> dict[UUID, Parcel | Outcome]:
    """A finished message for each mail, or why there is none.

    One scope for all mails of a delegation; where that fails, one for each mail, so that a bad
    one stops no other.
    """
    ready: dict[UUID, Parcel | Outcome] = {}
    in_order = sorted(mails, key=lambda mail: (str(mail.delegation_id), mail.kind))
    for (delegation_id, kind), group in groupby(in_order, lambda m: (m.delegation_id, m.kind)):
        members = list(group)
        try:
            ready |= _compose_group(delegation_id, KINDS[kind], members)
        except Exception:
            if len(members) > 1:
                logger.exception("composing %d %s together failed", len(members), kind)
            for mail in members:
                ready[mail.pk] = _compose_alone(mail)
    return ready


def _compose_alone(mail: Mail) -> Parcel | Outcome:
    try:
        return _compose_group(mail.delegation_id, KINDS[mail.kind], [mail])[mail.pk]
    except Exception as error:
        logger.exception("composing mail %s failed", mail.pk)
        # Not its text: that may quote what the mail is about.
        return Outcome(Result.LATER, f"composing failed: {type(error).__name__}")


def _compose_group(
    delegation_id: UUID, kind: Kind, mails: Sequence[Mail]
) -> dict[UUID, Parcel | Outcome]:
    ready: dict[UUID, Parcel | Outcome] = {}
    with acting_as(delegation_id):
        sides = list(Delegation.objects.select_related("summit"))
        sides.sort(key=lambda side: (side.pk != delegation_id, side.position))
        recipients = {mail.recipient_id for mail in mails}
        # The policy shows accounts with a seat on this side, and no others.
        accounts = Account.objects.names().filter(is_active=True).in_bulk(recipients)
        objects = kind.fetch(mails)
        for mail in mails:
            account, about = accounts.get(mail.recipient_id), objects.get(mail.about)
            if account is None or about is None:
                ready[mail.pk] = Outcome(Result.GONE)
                continue
            reader = Reader(account, sides[0].summit, sides[0], sides)
            with translation.override(account.language), timezone.override(account.zone):
                ready[mail.pk] = post(mail, account, kind.compose(mail, about, reader))
    return ready
