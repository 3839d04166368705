"""Meetings: entering, changing, staffing, removing them; local times; what each side may."""

import datetime as dt
import re
from typing import Any

import pytest

from agenda.choices import Format
from agenda.models import Meeting, MeetingItem
from summit.choices import Visibility
from tests import factories as make
from tests.conftest import World

NEW = "/s/visit/programme/new/"
SHARED = Visibility.SHARED


def url(meeting: Meeting, page: str = "") -> str:
    return f"/s/visit/programme/{meeting.pk}/{page}"


def rows(*items: dict[str, Any], known: int = 0) -> dict[str, Any]:
    """The rows of the form's agenda, as a browser sends them."""
    data: dict[str, Any] = {"items-TOTAL_FORMS": len(items), "items-INITIAL_FORMS": known}
    for number, item in enumerate(items):
        data |= {f"items-{number}-{name}": value for name, value in item.items()}
    return data


def entered(**fields: Any) -> dict[str, Any]:
    """What a browser sends for a meeting at 10:50 in Washington on the tenth."""
    data = {
        "title_en": "Bilateral meeting",
        "title_ja": "日米首脳会談",
        "format": Format.EXPANDED,
        "day": "2024-04-10",
        "starts": "10:50",
        "ends": "11:25",
        "visibility": Visibility.INTERNAL,
        **rows(),
    }
    return data | fields


def errors(response: Any) -> dict[str, list[str]]:
    """The errors of the form that came back."""
    assert response.status_code == 200
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def test_create_in_the_summits_zone(world: World, sign_in: Any) -> None:
    response = sign_in(world.aide_us).post(NEW, entered(room="Oval Office"))
    with world.act(world.us):
        made = Meeting.objects.get()
    assert response.headers["Location"] == url(made)
    assert made.starts_at == dt.datetime(2024, 4, 10, 14, 50, tzinfo=dt.UTC)
    assert made.ends_at == dt.datetime(2024, 4, 10, 15, 25, tzinfo=dt.UTC)
    assert (made.time_zone, made.visibility) == ("America/New_York", Visibility.INTERNAL)
    assert made.delegation_id == world.us.pk
    page = sign_in(world.aide_us).get(url(made)).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    # 10:50 and 11:25 in Washington are 23:50 and 00:25 of the next day in Tokyo
    assert "Wed 10 Apr 10:50 Washington Wed 10 Apr 23:50 Tokyo" in text
    assert "Wed 10 Apr 11:25 Washington Thu 11 Apr 00:25 Tokyo+1" in text


def test_in_winter_tokyo_is_an_hour_further(world: World, sign_in: Any) -> None:
    sign_in(world.aide_us).post(NEW, entered(day="2024-01-10"))
    with world.act(world.us):
        assert Meeting.objects.get().starts_at == dt.datetime(2024, 1, 10, 15, 50, tzinfo=dt.UTC)


def test_a_venue_brings_its_zone(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        venue = make.VenueFactory.create(delegation=world.us, time_zone="Asia/Tokyo")
    sign_in(world.aide_us).post(NEW, entered(venue=venue.pk))
    with world.act(world.us):
        made = Meeting.objects.get()
    assert made.time_zone == "Asia/Tokyo"
    assert made.starts_at == dt.datetime(2024, 4, 10, 1, 50, tzinfo=dt.UTC)


def test_a_zone_that_was_chosen_beats_the_venues(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        venue = make.VenueFactory.create(delegation=world.us, time_zone="Asia/Tokyo")
    sign_in(world.aide_us).post(NEW, entered(venue=venue.pk, time_zone="Europe/Paris"))
    with world.act(world.us):
        assert Meeting.objects.get().time_zone == "Europe/Paris"


def test_after_midnight_needs_the_date_of_the_end(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    late = entered(starts="22:00", ends="00:30")
    assert "After midnight?" in errors(client.post(NEW, late))["ends"][0]
    assert "last_day" in errors(client.post(NEW, late | {"last_day": "2024-04-09"}))
    assert client.post(NEW, late | {"last_day": "2024-04-11"}).status_code == 302
    with world.act(world.us):
        made = Meeting.objects.get()
    assert made.minutes == 150
    form = client.get(url(made, "edit/")).context["form"]
    assert form["last_day"].value() == dt.date(2024, 4, 11)


def test_a_time_that_clocks_skip_is_an_error_at_its_field(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    gap = entered(day="2024-03-10", starts="02:30", ends="03:30", time_zone="America/New_York")
    response = client.post(NEW, gap)
    found = errors(response)
    assert list(found) == ["starts"]
    assert "02:30" in found["starts"][0]
    assert "日米首脳会談" in response.content.decode()
    assert list(errors(client.post(NEW, gap | {"starts": "01:30", "ends": "02:15"}))) == ["ends"]
    # Tokyo's clocks skip nothing
    assert client.post(NEW, gap | {"time_zone": "Asia/Tokyo"}).status_code == 302


def test_of_a_time_that_comes_twice_the_first_is_meant(world: World, sign_in: Any) -> None:
    sign_in(world.aide_us).post(NEW, entered(day="2024-11-03", starts="01:30", ends="02:30"))
    with world.act(world.us):
        made = Meeting.objects.get()
    assert made.starts_at == dt.datetime(2024, 11, 3, 5, 30, tzinfo=dt.UTC)
    assert made.minutes == 120


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_en", "x" * 100_000),
        ("title_en", "nul\x00"),
        ("room", "nul\x00"),
        ("room", "x" * 101),
        ("format", "séance"),
        ("venue", "not-a-uuid"),
        ("venue", "00000000-0000-4000-8000-000000000000"),
        ("day", "0001-01-01"),
        ("day", "9999-12-31"),
        ("day", "2024-02-30"),
        ("starts", "25:00"),
        ("ends", ""),
        ("last_day", "9999-12-31"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../etc/passwd"),
        ("visibility", "public"),
    ],
)
def test_bad_input_comes_back_with_an_error_at_its_field(
    world: World, sign_in: Any, field: str, value: str
) -> None:
    response = sign_in(world.aide_us).post(NEW, entered(remarks_en="kept") | {field: value})
    assert field.removesuffix("_en") in errors(response)
    assert "kept" in response.content.decode()
    with world.act(world.us):
        assert not Meeting.objects.exists()


def test_sent_twice_it_is_one_meeting(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us)
    new_id = client.get(NEW).context["form"]["new_id"].value()
    data = entered(new_id=new_id, **rows({"item": item.pk, "minutes": 10}))
    first, second = client.post(NEW, data), client.post(NEW, data)
    assert first.headers["Location"] == second.headers["Location"]
    with world.act(world.us):
        assert Meeting.objects.count() == MeetingItem.objects.count() == 1


def test_a_shared_meeting_cannot_point_at_an_internal_venue(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        venue = make.VenueFactory.create(delegation=world.us)
    data = entered(venue=venue.pk, visibility=SHARED)
    assert "internal" in errors(sign_in(world.aide_us).post(NEW, data))["venue"][0]


def test_the_other_sides_internal_rows_are_no_choices(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        venue = make.VenueFactory.create(delegation=world.us, name=make.text("SECRET house"))
        item = make.AgendaItemFactory.create(delegation=world.us, title=make.text("SECRET item"))
    client = sign_in(world.aide_jp)
    assert "SECRET" not in client.get(NEW).content.decode()
    assert "venue" in errors(client.post(NEW, entered(venue=venue.pk)))
    response = client.post(NEW, entered(**rows({"item": item.pk, "minutes": 10})))
    assert "item" in response.context["items"].forms[0].errors
    assert "SECRET" not in response.content.decode()


def test_delete_an_internal_meeting(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us)
        deadline = make.DeadlineFactory.create(delegation=world.us, meeting=meeting)
    assert "reason" not in client.get(url(meeting, "delete/")).content.decode()
    held = client.post(url(meeting, "delete/")).content.decode()
    assert "Deadlines: 1" in held
    with world.act(world.us):
        deadline.delete()
    assert client.post(url(meeting, "delete/")).status_code == 302
    with world.act(world.us):
        assert not Meeting.objects.exists()


def test_withdraw_a_shared_meeting(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
    assert "reason" in errors(client.post(url(meeting, "delete/")))
    assert client.post(url(meeting, "delete/"), {"reason": "Flight delayed"}).status_code == 302
    page = sign_in(world.aide_jp).get(url(meeting)).content.decode()
    assert "Flight delayed" in page


def test_hidden_and_absent_are_alike(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us)
    client = sign_in(world.aide_jp)
    for page in ("", "edit/", "delete/", "participants/"):
        assert client.get(url(meeting, page)).status_code == 404
    assert sign_in(world.outsider).get(url(meeting)).status_code == 404


def test_a_viewer_gets_no_form(world: World, sign_in: Any) -> None:
    with world.act(world.jp):
        meeting = make.MeetingFactory.create(delegation=world.jp)
    client = sign_in(world.viewer_jp)
    page = client.get(url(meeting)).content.decode()
    assert not re.search(r"/(edit|delete|participants|new)/", page)
    for address in (
        NEW,
        url(meeting, "edit/"),
        url(meeting, "delete/"),
        url(meeting, "participants/"),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, entered()).status_code == 403
    with world.act(world.jp):
        assert Meeting.objects.count() == 1


def test_deadlines_of_a_meeting(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
        make.DeadlineFactory.create(
            delegation=world.us, meeting=meeting, title=make.text("SECRET seating")
        )
        make.DeadlineFactory.create(
            delegation=world.us, meeting=meeting, title=make.text("Menu"), visibility=SHARED
        )
    ours = sign_in(world.aide_us).get(url(meeting)).content.decode()
    assert f"/deadlines/new/?meeting={meeting.pk}" in ours
    assert "SECRET seating" in ours
    theirs = sign_in(world.aide_jp).get(url(meeting)).content.decode()
    assert "Menu" in theirs
    assert "SECRET" not in theirs
