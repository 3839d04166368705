"""Our position on an item: one a side, internal, and never overwritten unseen."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from agenda.models import AgendaItem, Position
from agenda.views import position as view
from summit.choices import Visibility
from summit.models import Account
from tests import factories as make
from tests.conftest import World
from tests.factories import text

SignIn = Callable[[Account], Client]


@pytest.fixture
def item(world: World) -> AgendaItem:
    """The United States' item, shared."""
    with world.act(world.us):
        item: AgendaItem = make.AgendaItemFactory.create(
            delegation=world.us, title=text("Seas"), visibility=Visibility.SHARED, number=1
        )
    return item


def address(item: AgendaItem) -> str:
    return f"/s/visit/agenda/{item.pk}/position/"


def entries(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a position that was not yet written."""
    return {
        "new_id": str(uuid4()),
        "seen": "",
        "objective": "",
        "talking_points": "",
        "must_have": "",
        "red_line": "",
        "fallback": "",
        "if_raised": "",
        **changes,
    }


def objectives(world: World) -> dict[str, str]:
    """What each side has written."""
    written: dict[str, str] = {}
    for side in (world.us, world.jp):
        with world.act(side):
            written |= {p.delegation.code: p.objective for p in Position.objects.all()}
    return written


def test_each_side_writes_its_own_whoever_owns_the_item(
    world: World, sign_in: SignIn, item: AgendaItem
) -> None:
    for account, objective in ((world.aide_us, "Ours"), (world.aide_jp, "Theirs")):
        response = sign_in(account).post(address(item), entries(objective=objective))
        assert response.status_code == 302
    assert objectives(world) == {"US": "Ours", "JP": "Theirs"}
    assert "Ours" not in sign_in(world.aide_jp).get(address(item)).content.decode()


def test_the_form_page_holds_the_position_only(
    world: World, sign_in: SignIn, item: AgendaItem
) -> None:
    form = sign_in(world.aide_jp).get(address(item)).context["form"]
    assert {field.name for field in form.visible_fields()} == {
        "objective", "talking_points", "must_have", "red_line", "fallback", "if_raised",
    }  # fmt: skip


def test_a_second_visit_changes_the_same_position(
    world: World, sign_in: SignIn, item: AgendaItem
) -> None:
    client = sign_in(world.aide_us)
    client.post(address(item), entries(objective="First"))
    seen = client.get(address(item)).context["form"]["seen"].value()
    assert client.post(address(item), entries(objective="Second", seen=seen)).status_code == 302
    assert objectives(world) == {"US": "Second"}


def test_a_form_sent_twice_makes_one_position(
    world: World, sign_in: SignIn, item: AgendaItem
) -> None:
    client, sent = sign_in(world.aide_us), entries(objective="Once")
    assert [client.post(address(item), sent).status_code for _ in range(2)] == [302, 302]
    assert objectives(world) == {"US": "Once"}


def test_whoever_saves_second_sees_both_versions_and_decides(
    world: World, sign_in: SignIn, item: AgendaItem
) -> None:
    # Both aides opened the page when nothing was written
    sign_in(world.lead_us).post(address(item), entries(objective="The lead's words"))
    client = sign_in(world.aide_us)
    response = client.post(address(item), entries(objective="The aide's words"))
    body = response.content.decode()
    assert response.status_code == 200
    assert response.context["form"].has_error("__all__", "overtaken")
    assert "The lead&#x27;s words" in body
    assert "The aide&#x27;s words" in body
    assert objectives(world) == {"US": "The lead's words"}
    again = entries(objective="Both", seen=response.context["form"]["seen"].value())
    assert client.post(address(item), again).status_code == 302
    assert objectives(world) == {"US": "Both"}


def test_two_that_meet_at_the_insert_get_an_error_and_keep_their_entries(
    world: World, sign_in: SignIn, item: AgendaItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(world.lead_us).post(address(item), entries(objective="First"))
    # What the second of them saw: nothing yet
    monkeypatch.setattr(
        view,
        "our_position",
        lambda request, item: Position(delegation=request.delegation, item=item),
    )
    response = sign_in(world.aide_us).post(address(item), entries(objective="Second"))
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert "Second" in response.content.decode()
    assert objectives(world) == {"US": "First"}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, "__all__"),
        ({"red_line": "x" * 100_000}, "red_line"),
        ({"fallback": "nul\x00"}, "fallback"),
        ({"new_id": "nonsense", "objective": "Something"}, "new_id"),
    ],
)
def test_bad_entries_come_back(
    world: World, sign_in: SignIn, item: AgendaItem, changes: dict[str, str], where: str
) -> None:
    response = sign_in(world.aide_us).post(address(item), entries(**changes))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [where]
    assert not objectives(world)
