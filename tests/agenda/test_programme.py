"""The programme: its days, both capitals' times, what a row says, and how many queries it takes."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.choices import Function
from agenda.meetings import PartChange, SlotChange, change_participants, change_slots
from agenda.models import Meeting, MeetingItem, Participation
from summit.choices import Visibility
from tests import factories as make
from tests.conftest import World

PROGRAMME = "/s/visit/programme/"
SHARED = Visibility.SHARED


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def meeting(world: World, starts: str, title: str = "Meeting", **fields: Any) -> Meeting:
    """Of the United States; `starts` in UTC, half an hour long."""
    fields.setdefault("delegation", world.us)
    made: Meeting = make.MeetingFactory.create(
        title=make.text(title), starts_at=utc(starts), **fields
    )
    return made


def clocks(html: str) -> list[str]:
    """The times in the rows, each with its day mark: ["10:50", "23:50", …]."""
    cells = re.findall(r'<td class="time.*?</td>', html, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s", "", cell) for cell in cells]


def titles(html: str) -> list[str]:
    return re.findall(r'class="title-link name"[^>]*><bdi>([^<]+)<', html)


@pytest.mark.parametrize(
    ("starts", "day", "washington", "tokyo"),
    [
        ("2024-04-10T14:50", "2024-04-10", "10:50", "23:50"),
        ("2024-04-10T15:25", "2024-04-10", "11:25", "00:25+1"),
        # In winter Washington is one hour further from Tokyo
        ("2024-01-10T15:50", "2024-01-10", "10:50", "00:50+1"),
        ("2024-01-10T14:25", "2024-01-10", "09:25", "23:25"),
    ],
)
def test_both_capitals_times(
    world: World, sign_in: Any, starts: str, day: str, washington: str, tokyo: str
) -> None:
    with world.act(world.us):
        meeting(world, starts, visibility=SHARED)
    ours = sign_in(world.aide_us).get(PROGRAMME, {"day": day}).content.decode()
    assert clocks(ours) == [washington, tokyo]
    # The page is about the venue's day: in Tokyo the mark stands at Tokyo's time just the same
    theirs = sign_in(world.aide_jp).get(PROGRAMME, {"day": day}).content.decode()
    assert clocks(theirs) == [tokyo, washington]


def test_a_day_is_the_venues(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting(world, "2024-04-10T03:59", "Late on the ninth")
        meeting(world, "2024-04-10T04:00", "First on the tenth")
        meeting(world, "2024-04-11T03:59", "Last on the tenth")
    page = sign_in(world.aide_us).get(PROGRAMME, {"day": "2024-04-10"}).content.decode()
    assert titles(page) == ["First on the tenth", "Last on the tenth"]


def test_the_day_that_is_shown_without_asking(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)

    def heading() -> str:
        return str(client.get(PROGRAMME).context["heading"])

    with time_machine.travel("2024-03-20T12:00Z", tick=False):
        assert heading() == "Wednesday 10 April"  # T−0, as there is no meeting
        with world.act(world.us):
            meeting(world, "2024-03-27T13:00", "A call before")
            meeting(world, "2024-04-09T14:00")
        assert heading() == "Tuesday 9 April"  # the first day of the visit with a meeting
    # 02:00 UTC is the evening before in Washington
    with time_machine.travel("2024-04-12T02:00Z", tick=False):
        assert heading() == "Thursday 11 April"


def test_meetings_outside_the_visit_can_be_reached(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    with world.act(world.us):
        meeting(world, "2024-03-27T13:00", "Aides’ call")
        meeting(world, "2024-04-03T13:00", "Sherpas’ call")
        meeting(world, "2024-04-10T14:50", "Bilateral")
    options = client.get(PROGRAMME).context["options"]
    assert [value for value, _label in options][:2] == ["before", "2024-04-08"]
    assert "after" not in dict(options)
    before = client.get(PROGRAMME, {"day": "before"}).content.decode()
    assert titles(before) == ["Aides’ call", "Sherpas’ call"]
    assert "Wednesday 27 March" in before
    one_day = client.get(PROGRAMME, {"day": "2024-03-27"})
    assert titles(one_day.content.decode()) == ["Aides’ call"]
    assert one_day.context["chosen"].segment == "before"


@pytest.mark.parametrize(
    "day", ["", "soon", "2024-13-45", "0001-01-01", "9999-12-31", "\x00", "x" * 5000]
)
def test_a_day_that_is_none_shows_the_default(world: World, sign_in: Any, day: str) -> None:
    response = sign_in(world.aide_us).get(PROGRAMME, {"day": day})
    assert response.status_code == 200
    assert response.context["heading"] == "Wednesday 10 April"


def test_nothing_internal_of_the_other_side(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        shared = meeting(world, "2024-04-10T14:50", "Bilateral", visibility=SHARED)
        meeting(world, "2024-03-10T14:50", "SECRET pre-brief")
        make.ParticipationFactory.create(delegation=world.us, meeting=shared, member=world.desk_us)
        draft = make.AgendaItemFactory.create(delegation=world.us, title=make.text("SECRET item"))
        change_slots(shared, [SlotChange(draft, 20, None, is_new=True)])
    theirs = sign_in(world.aide_jp).get(PROGRAMME, {"day": "2024-04-10"})
    page = theirs.content.decode()
    assert titles(page) == ["Bilateral"]
    assert "SECRET" not in page
    assert "NSC East Asia desk" not in page
    # Not even that there is something before the visit, or somebody in the room
    assert "before" not in dict(theirs.context["options"])
    (entry,) = theirs.context["days"][0][1]
    assert [count for _side, count in entry.sides] == [0, 0]
    assert entry.planned == 0


def test_minutes_and_heads(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        bilateral = meeting(
            world,
            "2024-04-10T15:00",
            visibility=SHARED,
            ends_at=utc("2024-04-10T16:15"),
        )
        seas, control = (
            make.AgendaItemFactory.create(
                delegation=world.us, title=make.text(title), visibility=SHARED, number=number
            )
            for number, title in enumerate(["Seas", "Control"], start=1)
        )
        change_slots(
            bilateral,
            [
                SlotChange(seas, 35, None, is_new=True),
                SlotChange(control, 25, None, is_new=True),
            ],
        )
        change_participants(bilateral, world.us, [PartChange(world.desk_us, Function.PRINCIPAL)])
    with world.act(world.jp):
        people = make.MemberFactory.create_batch(2, delegation=world.jp, visibility=SHARED)
        changes = [PartChange(member, Function.PLUS_ONE) for member in people]
        change_participants(Meeting.objects.get(), world.jp, changes)
    page = sign_in(world.aide_us).get(PROGRAMME, {"day": "2024-04-10"}).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "60 of 75 min planned" in text
    assert "Seas 35 · Control 25 · 15 unassigned" in text
    assert "1 + 2" in text


def test_items_that_do_not_fit_are_said(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        short = meeting(world, "2024-04-10T15:00")
        item = make.AgendaItemFactory.create(delegation=world.us)
        change_slots(short, [SlotChange(item, 45, None, is_new=True)])
    page = sign_in(world.aide_us).get(PROGRAMME, {"day": "2024-04-10"}).content.decode()
    assert "15 min too long" in page
    assert "unassigned" not in page


def fill(world: World, number: int) -> None:
    """Meetings on the tenth, each with a venue, two items, two participants and a deadline."""
    items = make.AgendaItemFactory.create_batch(2, delegation=world.us)
    people = make.MemberFactory.create_batch(2, delegation=world.us)
    for _ in range(number):
        made = meeting(
            world,
            "2024-04-10T15:00",
            venue=make.VenueFactory.create(delegation=world.us),
        )
        change_slots(made, [SlotChange(item, 10, None, is_new=True) for item in items])
        change_participants(
            made, world.us, [PartChange(member, Function.STAFF) for member in people]
        )
        deadline = make.DeadlineFactory.create(delegation=world.us, meeting=made)
        make.AssignmentFactory.create(delegation=world.us, deadline=deadline, member=world.desk_us)


def test_as_many_queries_for_one_meeting_as_for_many(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(PROGRAMME, {"day": "2024-04-10"})
        assert response.status_code == 200
        return len(captured)

    with world.act(world.us):
        fill(world, 1)
    few = queries()
    with world.act(world.us):
        fill(world, 8)
    assert queries() == few
    assert few <= 16


def test_a_viewer_reads_and_finds_no_button(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting(world, "2024-04-10T14:50", "Bilateral", visibility=SHARED)
    page = sign_in(world.viewer_jp).get(PROGRAMME, {"day": "2024-04-10"}).content.decode()
    assert titles(page) == ["Bilateral"]
    assert "programme/new/" not in page
    assert "programme/new/" in sign_in(world.aide_jp).get(PROGRAMME).content.decode()


def test_a_withdrawn_meeting_stays_marked(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting(
            world,
            "2024-04-10T14:50",
            "Tea",
            visibility=SHARED,
            withdrawn_at=utc("2024-04-01T00:00"),
            withdrawn_reason="No time",
        )
    page = sign_in(world.aide_jp).get(PROGRAMME, {"day": "2024-04-10"}).content.decode()
    assert 'class="row-done"' in page
    assert titles(page) == ["Tea"]


def test_removed_and_named_again(world: World) -> None:
    """A shared row is withdrawn, not deleted; naming the same again revives it."""
    with world.act(world.us):
        shared = meeting(world, "2024-04-10T14:50", visibility=SHARED)
        item = make.AgendaItemFactory.create(delegation=world.us, visibility=SHARED, number=1)
        member = make.MemberFactory.create(delegation=world.us, visibility=SHARED)
        change_slots(shared, [SlotChange(item, 20, None, is_new=True)])
        change_participants(shared, world.us, [PartChange(member, Function.STAFF)])
        change_slots(
            shared, [SlotChange(item, 20, 1, is_new=False, removed=True, reason="No time")]
        )
        change_participants(shared, world.us, [PartChange(member, None)], "Ill")
        assert MeetingItem.objects.get().withdrawn_reason == "No time"
        assert Participation.objects.get().withdrawn_reason == "Ill"
        change_slots(shared, [SlotChange(item, 30, None, is_new=True)])
        change_participants(shared, world.us, [PartChange(member, Function.PRINCIPAL)])
        slot, part = MeetingItem.objects.get(), Participation.objects.get()
    assert (slot.minutes, slot.is_withdrawn, slot.is_shared) == (30, False, True)
    assert (part.function, part.is_withdrawn, part.is_shared) == ("principal", False, True)


def test_what_a_colleague_removed_stays_removed(world: World) -> None:
    with world.act(world.us):
        internal = meeting(world, "2024-04-10T14:50")
        item = make.AgendaItemFactory.create(delegation=world.us)
        change_slots(internal, [SlotChange(item, 20, None, is_new=True)])
        change_slots(internal, [SlotChange(item, 20, 1, is_new=False, removed=True)])
        change_slots(internal, [SlotChange(item, 25, 1, is_new=False)])
        assert not MeetingItem.objects.exists()
