"""Agenda items of a meeting: minutes, order, who sees them, what comes back."""

import datetime as dt
from typing import Any

import pytest

from agenda.models import Meeting, MeetingItem
from summit.choices import Visibility
from tests import factories as make
from tests.conftest import World

from .test_meeting import NEW, entered, rows, url

SHARED = Visibility.SHARED


def test_items_are_shared_if_meeting_and_item_are(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        shared = make.AgendaItemFactory.create(delegation=world.us, visibility=SHARED, number=1)
        draft = make.AgendaItemFactory.create(delegation=world.us, title=make.text("SECRET item"))
    client = sign_in(world.aide_us)
    client.post(
        NEW,
        entered(
            visibility=SHARED,
            **rows(
                {"item": shared.pk, "minutes": 20},
                {"item": draft.pk, "minutes": 5},
                {"item": "", "minutes": ""},
            ),
        ),
    )
    with world.act(world.us):
        made = Meeting.objects.get()
        assert [(slot.item, slot.is_shared) for slot in made.slots.all()] == [
            (shared, True),
            (draft, False),
        ]
    with world.act(world.jp):
        assert [slot.item_id for slot in MeetingItem.objects.all()] == [shared.pk]
    assert "SECRET" in client.get(url(made)).content.decode()
    assert "SECRET" not in sign_in(world.aide_jp).get(url(made)).content.decode()


def test_change_meeting_and_items(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    with world.act(world.us):
        first, second = make.AgendaItemFactory.create_batch(2, delegation=world.us)
    client.post(NEW, entered(**rows({"item": first.pk, "minutes": 20})))
    with world.act(world.us):
        made = Meeting.objects.get()
    form = client.get(url(made, "edit/")).context["form"]
    assert form["starts"].value() == dt.time(10, 50)
    assert "visibility" not in form.fields
    known = {"known": "on", "item": first.pk, "minutes": 15, "position": 9}
    data = entered(
        starts="11:00", **rows(known, {"item": second.pk, "minutes": 5, "position": 1}, known=1)
    )
    assert client.post(url(made, "edit/"), data).status_code == 302
    with world.act(world.us):
        made = Meeting.objects.get()
        assert made.minutes == 25
        assert [(slot.item, slot.minutes) for slot in made.slots.all()] == [
            (second, 5),
            (first, 15),
        ]
    client.post(url(made, "edit/"), entered(**rows(known | {"remove": "on"}, known=1)))
    with world.act(world.us):
        assert [slot.item for slot in made.slots.all()] == [second]


def test_a_shared_item_is_withdrawn_with_a_reason(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us, visibility=SHARED, number=1)
    client.post(NEW, entered(visibility=SHARED, **rows({"item": item.pk, "minutes": 20})))
    with world.act(world.us):
        made = Meeting.objects.get()
    gone = {"known": "on", "item": item.pk, "minutes": 20, "position": 1, "remove": "on"}
    response = client.post(url(made, "edit/"), entered(**rows(gone, known=1)))
    assert "reason" in response.context["items"].forms[0].errors
    client.post(url(made, "edit/"), entered(**rows(gone | {"reason": "No time"}, known=1)))
    assert "No time" in sign_in(world.aide_jp).get(url(made)).content.decode()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"minutes": ""}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "601"}, "minutes"),
        ({"minutes": "9" * 30}, "minutes"),
        ({"minutes": "5", "position": "-1"}, "position"),
        ({"minutes": "5", "item": ""}, "item"),
        ({"minutes": "5", "item": "\x00"}, "item"),
    ],
)
def test_bad_items_come_back(world: World, sign_in: Any, row: dict[str, str], field: str) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us)
    response = sign_in(world.aide_us).post(NEW, entered(**rows({"item": item.pk, **row})))
    assert response.status_code == 200
    assert field in response.context["items"].forms[0].errors
    assert "data-error-summary" in response.content.decode()


def test_an_item_twice_is_an_error(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us)
    row = {"item": item.pk, "minutes": 10}
    response = sign_in(world.aide_us).post(NEW, entered(**rows(row, row)))
    assert "item" in response.context["items"].forms[1].errors


def test_a_broken_formset_is_no_crash(world: World, sign_in: Any) -> None:
    client = sign_in(world.aide_us)
    for broken in ({"items-TOTAL_FORMS": "x"}, {"items-TOTAL_FORMS": "100000"}):
        assert client.post(NEW, entered(**broken)).status_code == 200
