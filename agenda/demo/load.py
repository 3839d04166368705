"""Writing the demonstration: the site's part, then each side's own in its own scope.

Scopes do not nest, so this is several transactions. Each part is written only where it is missing:
a load that was cut short goes on where it stopped, and what is there already is left alone.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from agenda.models import ItemLead
from summit.choices import Access
from summit.models import Account, Delegation, Member, Seat, Summit
from summit.scope import acting_as

from . import nouns, ties
from .base import ENDED, STARTED, T_0, Calendar, first_day, id_of
from .people import (
    LOGINS,
    PLACE,
    SHORT_TITLE,
    SIDES,
    SLUG,
    TITLE,
    VENUE_ZONE,
    ZONES,
    Side,
)


def load(*, password: str, now: dt.datetime, actual_dates: bool = False) -> bool:
    """Write what is missing of the demonstration; False if nothing was.

    A new one starts on the Monday nearest to 30 days from `now`, or in April 2024; one that exists
    keeps its dates. `password` is for the accounts that it makes. LookupError where another summit
    has the address.
    """
    summit = Summit.objects.filter(slug=SLUG).first()
    if summit is not None and summit.pk != id_of(SLUG):
        raise LookupError(SLUG)
    written = summit is None
    if summit is None:
        summit = _open_site(password, now, actual_dates)
    calendar = Calendar(summit.starts_on - STARTED, now)
    sides = [delegation_of(side) for side in SIDES]
    # What one side's rows point at must be there first: all nouns, then what ties them together
    for side in sides:
        with acting_as(side.pk, access=Access.LEAD):
            if not Member.objects.of_side(side.pk).exists():
                nouns.write(side, calendar)
                written = True
    for side in sides:
        with acting_as(side.pk, access=Access.LEAD):
            if not ItemLead.objects.of_side(side.pk).exists():
                ties.write(side, calendar)
                written = True
    return written


def delegation_of(side: Side) -> Delegation:
    """The delegation of a side, as a row not yet written."""
    return Delegation(
        id=id_of(side.key),
        summit_id=id_of(SLUG),
        name=side.name,
        code=side.code,
        colour=side.colour,
        part=side.part,
        capital=side.capital,
        time_zone=side.time_zone,
        language=side.language,
        holiday_calendar=side.code,
        visit_rank=side.visit_rank,
        position=SIDES.index(side),
    )


@transaction.atomic
def _open_site(password: str, now: dt.datetime, actual_dates: bool) -> Summit:
    """The summit, its delegations, accounts and seats."""
    today = now.astimezone(ZONES["us"]).date()
    calendar = Calendar(dt.timedelta() if actual_dates else first_day(today) - STARTED, now)
    summit = Summit.objects.create(
        id=id_of(SLUG),
        title=TITLE,
        short_title=SHORT_TITLE,
        slug=SLUG,
        place=PLACE,
        starts_on=STARTED + calendar.shift,
        ends_on=ENDED + calendar.shift,
        reference_date=T_0 + calendar.shift,
        time_zone=VENUE_ZONE,
    )
    Delegation.objects.bulk_create([delegation_of(side) for side in SIDES])
    accounts = _open_accounts(password)
    Seat.objects.bulk_create(
        Seat(
            id=id_of(f"seat {login.email}"),
            account=accounts[login.email],
            summit=summit,
            delegation_id=id_of(login.side),
            access=login.access,
        )
        for login in LOGINS
        if login.side
    )
    return summit


def _open_accounts(password: str) -> dict[str, Account]:
    """Every account by address; those that exist keep their password."""
    accounts = {
        account.email: account
        for account in Account.objects.filter(email__in=[login.email for login in LOGINS])
    }
    side_of = {side.key: side for side in SIDES}
    # One slow hash for all: they share a password that is printed anyway
    hashed = make_password(password)
    made = []
    for login in LOGINS:
        if login.email in accounts:
            continue
        side = side_of.get(login.side)
        made.append(
            Account(
                id=id_of(login.email),
                email=login.email,
                name=login.name,
                password=hashed,
                language=side.language if side else "en",
                time_zone=login.time_zone or (side.time_zone if side else "UTC"),
                is_platform=side is None,
            )
        )
    Account.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=account, email=account.email, verified=True, primary=True)
        for account in made
    )
    return accounts | {account.email: account for account in made}
