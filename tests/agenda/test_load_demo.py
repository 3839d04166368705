"""The demonstration: what each side finds in it, when it lies, and that it loads once."""

import datetime as dt
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from agenda.demo.base import first_day, id_of
from agenda.demo.load import load
from agenda.demo.people import LOGINS, SLUG
from agenda.models import (
    AgendaItem,
    Assignment,
    Deadline,
    ItemLead,
    Meeting,
    MeetingItem,
    Participation,
    Position,
)
from stakeholders.models import Contact, Engagement, Organisation
from summit.choices import Access
from summit.models import Account, Member, Seat, Summit
from summit.scope import acting_as

WASHINGTON, TOKYO = ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
US, JP = id_of("us"), id_of("jp")
NOW = dt.datetime(2026, 10, 14, 3, 30, tzinfo=dt.UTC)  # the 13th in Washington, the 14th in Tokyo


@pytest.fixture
def demo(db: None) -> None:
    load(password="a password for trying", now=NOW)


def contents() -> dict[str, Any]:
    """Every row of every table that either side or the application can read."""
    rows: dict[str, Any] = {}

    def read(who: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                " AND relkind = 'r' AND has_table_privilege(oid, 'SELECT')"
            )
            for (table,) in cursor.fetchall():
                cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
                rows[f"{who} {table}"] = cursor.fetchall()

    read("app")
    for side in (US, JP):
        with acting_as(side):
            read(str(side))
    return rows


@pytest.mark.parametrize("today", [dt.date(2026, 11, 23) + dt.timedelta(days=n) for n in range(7)])
def test_it_starts_on_the_monday_nearest_to_30_days_from_today(today: dt.date) -> None:
    start = first_day(today)
    assert start.weekday() == 0
    assert abs((start - today).days - 30) <= 3


def test_local_times_stay_when_the_clocks_have_changed(db: None) -> None:
    load(password="x", now=dt.datetime(2026, 12, 1, 17, tzinfo=dt.UTC))  # the visit is in winter
    with acting_as(JP):
        meeting = Meeting.objects.get(pk=id_of("event-small"))
        assert meeting.starts_at.astimezone(WASHINGTON).strftime("%a %H:%M") == "Wed 10:50"
        assert meeting.starts_at.astimezone(TOKYO).strftime("%a %H:%M") == "Thu 00:50"


@pytest.mark.parametrize(
    ("key", "zone", "expected", "minutes"),
    [
        ("event-arrival", WASHINGTON, "2024-04-08 17:53", None),
        ("event-chamber", WASHINGTON, "2024-04-09 12:00", 60),
        ("event-gifts", WASHINGTON, "2024-04-09 18:10", 150),
        ("event-experts", WASHINGTON, "2024-04-09 19:00", None),
        ("event-ceremony", WASHINGTON, "2024-04-10 10:00", 35),
        ("event-small", WASHINGTON, "2024-04-10 10:50", 30),
        ("event-small", TOKYO, "2024-04-10 23:50", 30),
        ("event-expanded", WASHINGTON, "2024-04-10 11:25", 55),
        ("event-expanded", TOKYO, "2024-04-11 00:25", 55),
        ("event-state-dinner", WASHINGTON, "2024-04-10 18:30", 240),
        ("event-order", WASHINGTON, "2024-04-11 10:47", None),
        ("event-address", WASHINGTON, "2024-04-11 11:10", 35),
        ("event-speaker", WASHINGTON, "2024-04-11 12:10", 15),
        ("event-honda", WASHINGTON, "2024-04-12 10:45", 40),
        ("event-mansion", WASHINGTON, "2024-04-12 13:35", 80),
        ("event-return", TOKYO, "2024-04-14 14:30", None),
    ],
)
def test_actual_dates_are_the_sourced_ones(
    db: None, key: str, zone: ZoneInfo, expected: str, minutes: int | None
) -> None:
    load(password="x", now=NOW, actual_dates=True)
    with acting_as(US):
        meeting = Meeting.objects.get(pk=id_of(key))
    assert meeting.starts_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") == expected
    assert minutes in (None, meeting.minutes)


def test_with_actual_dates_nothing_is_left_to_remind_of(db: None) -> None:
    load(password="x", now=NOW, actual_dates=True)
    assert Summit.objects.get(slug=SLUG).starts_on == dt.date(2024, 4, 8)
    for side in (US, JP):
        with acting_as(side):
            assert Assignment.objects.exists()
            assert not Assignment.objects.open().exists()


def test_hours_without_a_source_are_to_be_confirmed(demo: None) -> None:
    with acting_as(JP):
        for key in ("event-press", "event-trilateral", "event-toyota"):
            remarks = Meeting.objects.get(pk=id_of(key)).remarks
            assert remarks["en"] == "Time to be confirmed."
            assert remarks["ja"] == "時刻は未確定。"


def test_both_sides_see_what_is_shared_and_only_their_own_besides(demo: None) -> None:
    seen = {}
    models: list[Any] = [AgendaItem, Meeting, Deadline, Organisation, Contact, Engagement, Member]
    models += [ItemLead, MeetingItem, Participation, Assignment]
    for side in (US, JP):
        with acting_as(side):
            for model in models:
                rows = list(model.objects.all())
                seen[side, model] = rows
                others = [row for row in rows if row.delegation_id != side]
                assert others, model
                assert all(row.is_shared for row in others)
                assert model is ItemLead or any(not row.is_shared for row in rows), model
            assert {position.delegation_id for position in Position.objects.all()} == {side}
    for model in models:
        shared = [{row.pk for row in seen[side, model] if row.is_shared} for side in (US, JP)]
        assert shared[0] == shared[1]
    with acting_as(US):
        assert not AgendaItem.objects.filter(pk=id_of("item-jp-steel")).exists()
        numbers = AgendaItem.objects.shared().in_order().values_list("number", flat=True)
        assert list(numbers) == list(range(1, 10))


def test_every_shared_text_is_in_both_languages(demo: None) -> None:
    with acting_as(JP):
        texts: list[tuple[Any, list[str]]] = [
            (AgendaItem, ["title", "theme", "common_text", "outcome_sought"]),
            (Meeting, ["title", "remarks"]),
            (Deadline, ["title"]),
            (Organisation, ["name", "about"]),
        ]
        for model, names in texts:
            for row in model.objects.all():
                for name in names:
                    assert set(getattr(row, name)) in (set(), {"en", "ja"}), (row, name)
                assert row.title if hasattr(row, "title") else row.name


@pytest.mark.parametrize(("side", "zone"), [(US, WASHINGTON), (JP, TOKYO)])
def test_milestones_before_today_are_done_but_one_a_side_is_two_days_late(
    demo: None, side: Any, zone: ZoneInfo
) -> None:
    today = NOW.astimezone(zone).date()
    with acting_as(side):
        late = {
            assignment.deadline
            for assignment in Assignment.objects.of_side(side).open().select_related("deadline")
            if assignment.deadline.due_at.astimezone(zone).date() < today
        }
        assert len(late) == 1
        [deadline] = late
        assert (today - deadline.due_at.astimezone(zone).date()).days == 2
        assert not deadline.is_shared
        assert Assignment.objects.of_side(side).filter(done_at__isnull=False).count() > 5
        assert Assignment.objects.of_side(side).open().filter(deadline__due_at__gt=NOW).count() > 5


def test_the_aides_of_both_sides_share_a_deadline_in_the_coming_days(demo: None) -> None:
    with acting_as(US):
        deadline = Deadline.objects.get(pk=id_of("due-exchange-2"))
        assert deadline.is_shared
        assert dt.timedelta() < deadline.due_at - NOW < dt.timedelta(days=7)
        assert {part.member_id for part in deadline.assignments.open()} >= {
            id_of("us-nsc"),
            id_of("jp-na1"),
        }


def test_a_second_run_writes_nothing_even_on_a_later_day(demo: None) -> None:
    before = contents()
    assert before[f"{US} agenda_position"]
    assert before[f"{JP} agenda_positionevent"]
    assert before["app summit_account"]
    assert load(password="another", now=NOW) is False
    assert load(password="another", now=NOW + dt.timedelta(days=40), actual_dates=True) is False
    assert contents() == before


def test_what_was_cut_short_is_finished_with_the_same_dates(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr("agenda.demo.ties.write", raise_error)
        load(password="x", now=NOW)
    starts_on = Summit.objects.get(slug=SLUG).starts_on
    assert load(password="x", now=NOW + dt.timedelta(days=20)) is True
    assert Summit.objects.get(slug=SLUG).starts_on == starts_on
    with acting_as(JP):
        assert ItemLead.objects.of_side(JP).count() == 11


def raise_error(*args: Any) -> None:
    raise RuntimeError("the power went out")


def test_everyone_can_sign_in_with_the_password_of_the_environment(
    db: None, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_DEMO_PASSWORD", "a password for trying")
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert "a password for trying" not in out.getvalue()
    for login in LOGINS:
        assert login.email in out.getvalue()
        data = {"login": login.email, "password": "a password for trying"}
        assert client.post("/accounts/login/", data).status_code == 302, login
        client.logout()
    desk = Account.objects.get(email="na1@mofa.example")
    assert (desk.language, desk.time_zone) == ("ja", "Asia/Tokyo")
    assert Seat.objects.get(account=desk).access == Access.AIDE
    assert Account.objects.get(is_platform=True).email == "platform@summit.example"


def test_a_random_password_is_printed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMIT_DEMO_PASSWORD", raising=False)
    out = StringIO()
    with time_machine.travel(NOW):
        call_command("load_demo", stdout=out)
    password = out.getvalue().split()[-1]
    assert Account.objects.get(email="admin@us.example").check_password(password)
