"""In which script a member's name is read."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from agenda.models import Deadline, Meeting
from summit.choices import Visibility
from summit.models import Account
from tests import factories as make
from tests.conftest import World

SignIn = Callable[[Account], Client]
SHARED = Visibility.SHARED


def test_readers_of_their_language_find_names_in_their_own_script(world: World) -> None:
    with world.act(world.jp):
        desk = make.MemberFactory.create(
            delegation=world.jp,
            name="Protocol",
            native_name="儀典",
            office="Ministry of Foreign Affairs",
            native_office="外務省",
        )
        with translation.override("ja"):
            assert (str(desk), desk.other_name) == ("儀典", "Protocol")
            assert desk.label == "儀典（外務省）"
        with translation.override("en"):
            assert (str(desk), desk.other_name) == ("Protocol", "儀典")
            assert desk.label == "Protocol, Ministry of Foreign Affairs"


def test_another_sides_script_is_nobody_elses_to_read(world: World) -> None:
    with world.act(world.us):
        desk = make.MemberFactory.create(
            delegation=world.us, name="Japan desk", native_name="Japan Desk", visibility=SHARED
        )
        with translation.override("ja"):
            assert str(desk) == "Japan desk"


def test_who_has_only_one_name_is_called_by_it(world: World) -> None:
    with world.act(world.jp), translation.override("ja"):
        desk = make.MemberFactory.create(delegation=world.jp, name="Press office", native_name="")
        assert (str(desk), desk.other_name) == ("Press office", "")


@pytest.mark.parametrize("side", ["us", "jp"])
def test_names_cost_no_queries_of_their_own(
    world: World,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    side: str,
) -> None:
    reader, shown = (world.aide_jp, "課1-0") if side == "jp" else (world.aide_us, "Division 1-0")
    with world.act(world.jp):
        deadline = make.DeadlineFactory.create(delegation=world.jp, visibility=SHARED)
        meeting = make.MeetingFactory.create(delegation=world.jp, visibility=SHARED)
    name_somebody(world, deadline, meeting, 1)
    client = sign_in(reader)
    pages = [
        "/s/visit/deadlines/?show=all",
        f"/s/visit/deadlines/{deadline.pk}/",
        f"/s/visit/programme/{meeting.pk}/",
        "/s/visit/delegations/",
    ]
    taken = []
    for page in pages:
        with django_assert_max_num_queries(40) as queries:
            assert shown in client.get(page).content.decode()
        taken.append(len(queries))
    name_somebody(world, deadline, meeting, 9)
    for page, number in zip(pages, taken, strict=True):
        with django_assert_num_queries(number):
            client.get(page)


def name_somebody(world: World, deadline: Deadline, meeting: Meeting, how_many: int) -> None:
    """Shared members of Japan, responsible for the deadline and at the meeting."""
    with world.act(world.jp):
        for number in range(how_many):
            member = make.MemberFactory.create(
                delegation=world.jp,
                name=f"Division {how_many}-{number}",
                native_name=f"課{how_many}-{number}",
                visibility=SHARED,
            )
            own = {"delegation": world.jp, "member": member, "visibility": SHARED}
            make.AssignmentFactory.create(deadline=deadline, **own)
            make.ParticipationFactory.create(meeting=meeting, **own)
