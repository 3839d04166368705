"""What was withdrawn stands for the record: even a request made by hand changes nothing of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from agenda.models import Assignment, ItemLead, Participation, Position
from summit.choices import Access, Visibility
from summit.models import Account, Seat, Shareable
from tests import factories as make
from tests.conftest import World
from tests.factories import text

SignIn = Callable[[Account], Client]


def withdrawn(world: World, factory: Any, **fields: Any) -> Any:
    """A shared row of the American side that was withdrawn. Inside its scope."""
    return factory.create(
        delegation=world.us,
        title=text("Seas"),
        visibility=Visibility.SHARED,
        withdrawn_at=timezone.now(),
        withdrawn_reason="Settled by phone",
        **fields,
    )


@pytest.fixture
def rows(world: World) -> dict[str, Shareable]:
    """Withdrawn: an item, a meeting, and a deadline in which both sides have a part."""
    with world.act(world.us):
        found = {
            "agenda": withdrawn(world, make.AgendaItemFactory, number=1),
            "programme": withdrawn(world, make.MeetingFactory),
            "deadlines": withdrawn(world, make.DeadlineFactory),
        }
        make.AssignmentFactory.create(
            deadline=found["deadlines"], member=world.desk_us, delegation=world.us
        )
    with world.act(world.jp):
        make.AssignmentFactory.create(
            deadline=found["deadlines"], member=world.desk_jp, delegation=world.jp
        )
    return found


def refused(client: Client, url: str, data: dict[str, Any]) -> bool:
    """Whether the answer leads to a page that says that it was withdrawn."""
    words = client.post(url, data, follow=True).content.decode()
    return "was withdrawn; it can no longer be changed." in words


def kept(world: World, row: Model) -> Any:
    with world.act(world.us):
        return type(row)._default_manager.get(pk=row.pk)


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        *[("agenda", act) for act in ("edit/", "delete/", "lead/", "position/")],
        *[("programme", act) for act in ("edit/", "delete/", "participants/")],
        *[("deadlines", act) for act in ("edit/", "delete/", "done/")],
    ],
)
def test_its_own_side_cannot_change_it(
    world: World, sign_in: SignIn, rows: dict[str, Any], kind: str, act: str
) -> None:
    row, client = rows[kind], sign_in(world.aide_us)
    data = {
        "title_en": "Again",
        "reason": "Other",
        "lead": world.desk_us.pk,
        "objective": "Ours",
        f"member_{world.desk_us.pk.hex}": "staff",
        "day": "2024-04-10",
        "starts": "11:00",
        "ends": "12:00",
        "status": "parked",
        "format": "other",
    }
    assert refused(client, f"/s/visit/{kind}/{row.pk}/{act}", data)
    after = kept(world, row)
    assert (str(after.title), after.withdrawn_reason) == ("Seas", "Settled by phone")
    with world.act(world.us):
        assert Assignment.objects.open().count() == 1
        assert not ItemLead.objects.exists()
        assert not Position.objects.exists()
        assert not Participation.objects.exists()


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        ("agenda", "lead/"),
        ("agenda", "position/"),
        ("programme", "participants/"),
        ("deadlines", "done/"),
        ("deadlines", ""),
    ],
)
def test_nor_can_the_other_add_its_part(
    world: World, sign_in: SignIn, rows: dict[str, Any], kind: str, act: str
) -> None:
    data = {
        "lead": world.desk_jp.pk,
        "objective": "Ours",
        f"member_{world.desk_jp.pk.hex}": "staff",
        "responsible": [],
    }
    # Reads English, as this test does
    aide = make.AccountFactory.create()
    Seat.objects.create(account=aide, summit=world.summit, delegation=world.jp, access=Access.AIDE)
    assert refused(sign_in(aide), f"/s/visit/{kind}/{rows[kind].pk}/{act}", data)
    with world.act(world.jp):
        assert Assignment.objects.open().get().member == world.desk_jp
        assert not ItemLead.objects.exists()
        assert not Position.objects.exists()
        assert not Participation.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["agenda/", "programme/?day=%s", "deadlines/?show=all&state=all"],
)
def test_lists_strike_it_through_and_say_so(
    world: World, sign_in: SignIn, rows: dict[str, Any], url: str
) -> None:
    if "%s" in url:
        start = timezone.localtime(rows["programme"].starts_at, world.summit.zone)
        url %= start.date().isoformat()
    page = sign_in(world.aide_jp).get(f"/s/visit/{url}", HTTP_ACCEPT_LANGUAGE="en")
    content = page.content.decode()
    assert 'class="row-done"' in content
    assert "mark-withdrawn" in content
