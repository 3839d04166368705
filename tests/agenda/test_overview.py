"""The first page of a summit."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agenda.items import set_lead
from agenda.models import Assignment
from agenda.views.overview import days
from summit.choices import Visibility
from summit.models import Account, Delegation
from tests import factories as make
from tests.conftest import World
from tests.factories import text

SignIn = Callable[[Account], Client]
SHARED = Visibility.SHARED
NOW = dt.datetime(2024, 3, 24, 13, 42, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def seventeen_days_before() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_fresh_summit_says_what_to_do_first(world: World, sign_in: SignIn) -> None:
    body = sign_in(world.aide_us).get("/s/visit/").content.decode()
    assert "/s/visit/agenda/new/" in body
    assert "/s/visit/programme/new/" in body
    assert "Nothing is due from you." in body


def test_an_account_without_a_member_is_told_why_it_has_no_deadlines(
    world: World, sign_in: SignIn
) -> None:
    assert "not tied to a member" in sign_in(world.lead_us).get("/s/visit/").content.decode()


def test_the_head_names_the_occasion_as_the_reader_s_side_calls_it(
    world: World, sign_in: SignIn
) -> None:
    Delegation.objects.filter(pk=world.us.pk).update(visit_rank=text("Official visit"))
    body = sign_in(world.aide_us).get("/s/visit/").content.decode()
    for expected in ("Official visit", "8–14 April", "09:42", "22:42", "T−17"):
        assert expected in body
    assert "Official visit" not in sign_in(world.aide_jp).get("/s/visit/").content.decode()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (dt.date(2024, 4, 8), dt.date(2024, 4, 14), "8–14 April"),
        (dt.date(2024, 4, 8), dt.date(2024, 4, 8), "8 April"),
        (dt.date(2024, 3, 30), dt.date(2024, 4, 2), "30 March – 2 April"),
        (dt.date(2024, 4, 8), dt.date(2025, 4, 14), "8 April – 14 April"),
    ],
)
def test_days_in_words(first: dt.date, last: dt.date, expected: str) -> None:
    with translation.override("en"):
        assert days(first, last) == expected


def test_the_agenda_is_the_shared_one_and_our_own(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        shared = make.AgendaItemFactory.create(
            delegation=world.us,
            title=text("Seas"),
            common_text=text("Freedom of navigation"),
            visibility=SHARED,
            number=1,
        )
        make.PositionFactory.create(delegation=world.us, item=shared)
        make.AgendaItemFactory.create(delegation=world.us, title=text("SECRET US"))
    ours = sign_in(world.aide_us).get("/s/visit/")
    assert [line.has_position for line in ours.context["lines"]] == [True, False]
    assert ours.context["lines"][0].untranslated == ["ja"]
    theirs = sign_in(world.aide_jp).get("/s/visit/")
    assert [line.has_position for line in theirs.context["lines"]] == [False]
    assert theirs.context["item_count"] == 1
    assert "SECRET US" not in theirs.content.decode()


def test_my_deadlines_are_my_open_parts_with_the_most_urgent_first(
    world: World, sign_in: SignIn
) -> None:
    def due(title: str, days: int, **assignment: object) -> None:
        deadline = make.DeadlineFactory.create(
            delegation=world.us, title=text(title), due_at=NOW + dt.timedelta(days=days)
        )
        make.AssignmentFactory.create(
            **{"delegation": world.us, "deadline": deadline, "member": world.desk_us, **assignment}
        )

    with world.act(world.us):
        other = make.MemberFactory.create(delegation=world.us)
        due("Later", 3)
        due("Late", -2)
        due("Done", 1, done_at=NOW)
        due("Somebody else’s", 1, member=other)
    client = sign_in(world.aide_us)
    response = client.get("/s/visit/")
    assert [str(part.deadline) for part in response.context["assignments"]] == ["Late", "Later"]
    body = response.content.decode()
    assert "2 days late" in body
    with world.act(world.us):
        for part in Assignment.objects.open().filter(member=world.desk_us):
            assert f'action="/s/visit/deadlines/{part.deadline_id}/done/"' in body


def test_a_viewer_finds_no_buttons(world: World, sign_in: SignIn) -> None:
    body = sign_in(world.viewer_jp).get("/s/visit/").content.decode()
    for address in ("/agenda/new/", "/programme/new/", "/done/"):
        assert address not in body


def test_next_on_the_programme_is_what_is_not_over(world: World, sign_in: SignIn) -> None:
    def meeting(title: str, hours: float, **fields: object) -> None:
        make.MeetingFactory.create(
            **{
                "delegation": world.us,
                "title": text(title),
                "starts_at": NOW + dt.timedelta(hours=hours),
                "visibility": SHARED,
                **fields,
            }
        )

    with world.act(world.us):
        meeting("Over", -1)
        meeting("Now", -0.25)
        meeting("Tomorrow", 24)
        meeting("Ours", 12, visibility=Visibility.INTERNAL)
        meeting("Withdrawn", 6, withdrawn_at=NOW, withdrawn_reason="moved")
    shown = {
        account.email: [
            str(row.title) for row in sign_in(account).get("/s/visit/").context["meetings"]
        ]
        for account in (world.aide_us, world.aide_jp)
    }
    assert shown["aide@us.example"] == ["Now", "Ours", "Tomorrow"]
    assert shown["aide@mofa.example"] == ["Now", "Tomorrow"]


def test_the_page_asks_the_same_number_of_questions_however_much_there_is(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(world.aide_us)

    def fill(first: int) -> None:
        with world.act(world.us):
            for number in range(first, first + 3):
                item = make.AgendaItemFactory.create(
                    delegation=world.us, visibility=SHARED, number=number
                )
                set_lead(item, world.us, world.desk_us)
                make.MeetingFactory.create(
                    delegation=world.us, venue=make.VenueFactory.create(delegation=world.us)
                )
                deadline = make.DeadlineFactory.create(delegation=world.us, item=item)
                make.AssignmentFactory.create(
                    delegation=world.us, deadline=deadline, member=world.desk_us
                )

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/s/visit/").status_code == 200
        return len(captured)

    fill(1)
    few = queries()
    fill(4)
    assert queries() == few
