"""The tests' database and the people in it.

Statements of tests run as the application role, inside scopes where they need one. Only making,
emptying and dropping the test database is the owner's work.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import dj_database_url
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

from summit.choices import Access, Part
from summit.env import owner_url
from summit.models import Account, Delegation, Member, Seat, Summit
from summit.scope import acting_as

from . import factories

KEPT = ("django_migrations", "django_content_type", "auth_permission")


def disconnect() -> None:
    """Close this thread's connection and the pool, as for a change of role or of database."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # psycopg's pool, not of every backend


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    """Be `summit_owner`, for making, emptying and dropping the test database."""
    disconnect()
    application = connection.settings_dict["USER"], connection.settings_dict["PASSWORD"]
    owner = dj_database_url.parse(owner_url())
    connection.settings_dict.update(USER=owner["USER"], PASSWORD=owner["PASSWORD"])
    try:
        yield
    finally:
        disconnect()
        connection.settings_dict.update(USER=application[0], PASSWORD=application[1])


def empty_tables(self: TransactionTestCase) -> None:
    """In place of Django's flush, which needs the owner's rights."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> ALL (%s)",
            [list(KEPT)],
        )
        cursor.execute(f"TRUNCATE {cursor.fetchone()[0]}")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Make the test database as the owner, use it as the application."""
    suffix = getattr(request.config, "workerinput", {}).get("workerid", "")
    if suffix:
        name = f"test_summit_{suffix}"
        connection.settings_dict["TEST"]["NAME"] = name
    with django_db_blocker.unblock(), as_owner():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        with connection.cursor() as cursor:
            database = connection.ops.quote_name(connection.settings_dict["NAME"])
            cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO summit_app")
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = empty_tables  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        with as_owner():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def outside(settings: Any, tmp_path: Any) -> None:
    """Nothing of a test leaves the test: mail into its own folder, cheap password hashes."""
    settings.MAIL_DIR = tmp_path / "mail"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A name of its own: attempts at a sign-in are counted in it
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    settings.CACHES = {"default": memory}


@dataclass
class World:
    """One summit with two delegations, and another summit that has nothing to do with it.

    `act(side)` opens the scope of a side as its aide: `with world.act(world.us): …`.
    """

    summit: Summit
    us: Delegation
    jp: Delegation
    other_summit: Summit
    kr: Delegation
    aide_us: Account
    lead_us: Account
    aide_jp: Account
    viewer_jp: Account
    outsider: Account
    platform: Account
    # The member whom each aide is, in their delegation (internal)
    desk_us: Member
    desk_jp: Member

    @staticmethod
    def act(side: Delegation, access: str = Access.AIDE) -> contextlib.AbstractContextManager[None]:
        """The scope of a side."""
        return acting_as(side.pk, access=access)


def make_world() -> World:
    """Fresh rows of a `World`."""
    summit = factories.SummitFactory.create(slug="visit")
    us = factories.DelegationFactory.create(summit=summit)
    jp = factories.DelegationFactory.create(
        summit=summit,
        code="JP",
        position=1,
        name=factories.text("Japan", "日本国"),
        capital=factories.text("Tokyo", "東京"),
        time_zone="Asia/Tokyo",
        language="ja",
        part=Part.GUEST,
        colour="#a3263c",
        holiday_calendar="JP",
    )
    other = factories.SummitFactory.create(slug="elsewhere")
    kr = factories.DelegationFactory.create(
        summit=other,
        code="KR",
        name=factories.text("Republic of Korea", "韓国"),
        capital=factories.text("Seoul", "ソウル"),
        time_zone="Asia/Seoul",
        colour="#1d7a46",
    )

    def seat(email: str, side: Delegation, access: str, **fields: Any) -> Account:
        account: Account = factories.AccountFactory.create(email=email, **fields)
        Seat.objects.create(account=account, summit=side.summit, delegation=side, access=access)
        return account

    tokyo = {"language": "ja", "time_zone": "Asia/Tokyo"}
    aide_us = seat("aide@us.example", us, Access.AIDE)
    lead_us = seat("lead@us.example", us, Access.LEAD)
    aide_jp = seat("aide@mofa.example", jp, Access.AIDE, **tokyo)
    viewer_jp = seat("viewer@mofa.example", jp, Access.VIEWER, **tokyo)
    outsider = seat("outsider@kr.example", kr, Access.LEAD, time_zone="Asia/Seoul")
    platform = factories.AccountFactory.create(email="platform@summit.example", is_platform=True)
    with acting_as(us.pk, access=Access.AIDE):
        desk_us = factories.MemberFactory.create(
            delegation=us, name="NSC East Asia desk", account=aide_us
        )
    with acting_as(jp.pk, access=Access.AIDE):
        desk_jp = factories.MemberFactory.create(
            delegation=jp,
            name="First North America Division",
            native_name="北米第一課",
            office="Ministry of Foreign Affairs",
            account=aide_jp,
        )
    return World(
        summit, us, jp, other, kr, aide_us, lead_us, aide_jp, viewer_jp, outsider, platform,
        desk_us, desk_jp,
    )  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    """A `World` that the end of the test rolls back."""
    return make_world()


@pytest.fixture
def real_world(transactional_db: None) -> World:
    """A `World` that is committed: for threads, live servers and the outbox."""
    return make_world()


@pytest.fixture
def sign_in() -> Callable[[Account], Client]:
    """A client that is signed in: `sign_in(world.aide_us).get("/s/visit/")`."""

    def client_of(account: Account) -> Client:
        client = Client()
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return client_of
