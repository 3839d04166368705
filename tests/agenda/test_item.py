"""Agenda items: the list and the page of one."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.items import set_lead
from agenda.models import AgendaItem, Meeting, MeetingItem
from summit.choices import Visibility
from summit.models import Account
from tests import factories as make
from tests.conftest import World
from tests.factories import text

SignIn = Callable[[Account], Client]
AGENDA = "/s/visit/agenda/"
SHARED = Visibility.SHARED


def page(item: AgendaItem, what: str = "") -> str:
    return f"{AGENDA}{item.pk}/{what}"


@pytest.fixture
def shared(world: World) -> AgendaItem:
    """The United States' item 1, shared."""
    with world.act(world.us):
        item: AgendaItem = make.AgendaItemFactory.create(
            delegation=world.us, title=text("Seas", "海"), visibility=SHARED, number=1
        )
    return item


@pytest.fixture
def draft(world: World) -> AgendaItem:
    """The United States' draft."""
    with world.act(world.us):
        item: AgendaItem = make.AgendaItemFactory.create(
            delegation=world.us, title=text("SECRET US")
        )
    return item


# --- The list


def test_an_empty_agenda_offers_the_first_step(world: World, sign_in: SignIn) -> None:
    assert f"{AGENDA}new/" in sign_in(world.aide_us).get(AGENDA).content.decode()
    assert f"{AGENDA}new/" not in sign_in(world.viewer_jp).get(AGENDA).content.decode()


def test_the_list_shows_what_is_shared_and_our_drafts(
    world: World, sign_in: SignIn, shared: AgendaItem, draft: AgendaItem
) -> None:
    ours = sign_in(world.aide_us).get(AGENDA).content.decode()
    assert "Seas" in ours
    assert "SECRET US" in ours
    theirs = sign_in(world.aide_jp).get(AGENDA).content.decode()
    assert "海" in theirs
    assert "SECRET US" not in theirs


@pytest.mark.parametrize(
    ("show", "expected"),
    [("shared", {"Seas"}), ("drafts", {"SECRET US"}), ("all", {"Seas", "SECRET US"}),
     ("\x00nonsense", {"Seas", "SECRET US"})],
)  # fmt: skip
def test_the_filter_lives_in_the_address(
    world: World,
    sign_in: SignIn,
    shared: AgendaItem,
    draft: AgendaItem,
    show: str,
    expected: set[str],
) -> None:
    body = sign_in(world.aide_us).get(AGENDA, {"show": show}).content.decode()
    assert {title for title in ("Seas", "SECRET US") if title in body} == expected


def test_the_filter_keeps_the_rest_of_the_address_but_starts_on_the_first_page(
    world: World, sign_in: SignIn
) -> None:
    content = sign_in(world.aide_us).get(AGENDA, {"state": "all", "page": "3"}).content.decode()
    assert 'href="?state=all&amp;show=shared"' in content


def test_items_of_a_theme_stand_together(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        for number, theme in enumerate(["Security", "Economy", " security"], 1):
            make.AgendaItemFactory.create(
                delegation=world.us, visibility=SHARED, number=number, theme=text(theme)
            )
    themes = sign_in(world.aide_us).get(AGENDA).context["themes"]
    assert [[line.item.number for line in lines] for lines in themes] == [[1, 3], [2]]


def test_the_list_says_what_each_item_has(
    world: World, sign_in: SignIn, shared: AgendaItem, draft: AgendaItem
) -> None:
    with world.act(world.us):
        meeting: Meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
        gone: Meeting = make.MeetingFactory.create(delegation=world.us)
        for place, minutes in ((meeting, 25), (gone, 10)):
            MeetingItem.objects.create(
                delegation=world.us, meeting=place, item=shared, minutes=minutes
            )
        Meeting.objects.filter(pk=gone.pk).update(
            withdrawn_at=gone.created_at, withdrawn_reason="moved"
        )
        make.PositionFactory.create(delegation=world.us, item=shared)
        set_lead(shared, world.us, world.desk_us)
    (lines,) = sign_in(world.aide_us).get(AGENDA).context["themes"]
    first, second = lines
    assert (first.minutes, first.has_position) == (25, True)
    assert [(side.delegation, bool(side.lead)) for side in first.leads] == [
        (world.us, True),
        (world.jp, False),
    ]
    assert (second.minutes, second.has_position) == (0, False)
    # Nobody else knows of the draft, so nobody else can have a lead for it
    assert [side.delegation for side in second.leads] == [world.us]
    # The other side sees neither our position nor our internal lead nor our internal minutes
    (lines,) = sign_in(world.aide_jp).get(AGENDA).context["themes"]
    assert [(line.minutes, line.has_position) for line in lines] == [(0, False)]
    assert not any(side.lead for side in lines[0].leads)


def test_the_list_asks_the_same_number_of_questions_for_3_and_for_30_items(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(world.aide_us)

    def fill(numbers: range) -> None:
        with world.act(world.us):
            meeting = make.MeetingFactory.create(delegation=world.us)
            for number in numbers:
                item = make.AgendaItemFactory.create(
                    delegation=world.us, visibility=SHARED, number=number
                )
                set_lead(item, world.us, world.desk_us)
                make.PositionFactory.create(delegation=world.us, item=item)
                MeetingItem.objects.create(delegation=world.us, meeting=meeting, item=item)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(AGENDA).status_code == 200
        return len(captured)

    fill(range(1, 4))
    few = queries()
    fill(range(4, 31))
    assert queries() == few


# --- The page


def test_the_page_of_a_hidden_item_is_like_that_of_an_absent_one(
    world: World, sign_in: SignIn, draft: AgendaItem
) -> None:
    client = sign_in(world.aide_jp)
    for what in ("", "edit/", "delete/", "lead/", "position/"):
        assert client.get(page(draft, what)).status_code == 404
        assert client.get(f"{AGENDA}{uuid4()}/{what}").status_code == 404


def test_the_page_tells_each_side_its_own(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    with world.act(world.us):
        make.PositionFactory.create(
            delegation=world.us, item=shared, talking_points="Point one\n\nPoint two"
        )
        make.DeadlineFactory.create(
            delegation=world.us, item=shared, title=text("Internal deadline")
        )
        set_lead(shared, world.us, world.desk_us)
    ours = sign_in(world.aide_us).get(page(shared)).content.decode()
    for expected in ("<li>Point two</li>", "Internal deadline", "NSC East Asia desk", "edit/"):
        assert expected in ours
    theirs = sign_in(world.aide_jp).get(page(shared)).content.decode()
    for secret in ("Point", "Internal deadline", "NSC East Asia desk", "edit/"):
        assert secret not in theirs
    # They keep their own position and lead on our item
    assert page(shared, "position/") in theirs
    assert page(shared, "lead/") in theirs


def test_the_page_says_how_much_time_meetings_give_the_item(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    client = sign_in(world.aide_us)
    for expected in ("25 min in Bilateral", "50 min in 2 meetings"):
        with world.act(world.us):
            meeting = make.MeetingFactory.create(delegation=world.us, title=text("Bilateral"))
            MeetingItem.objects.create(
                delegation=world.us, meeting=meeting, item=shared, minutes=25
            )
        assert expected in client.get(page(shared)).content.decode()


def test_a_lead_is_named_to_each_reader_in_a_script_that_they_read(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    with world.act(world.jp):
        member = make.MemberFactory.create(
            delegation=world.jp, name="Treaties Division", native_name="条約課", visibility=SHARED
        )
        set_lead(shared, world.jp, member)
    for account, name in ((world.aide_us, "Treaties Division"), (world.aide_jp, "条約課")):
        client = sign_in(account)
        for address in (AGENDA, page(shared)):
            assert name in client.get(address).content.decode()


def test_a_viewer_reads_and_is_refused_every_form(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    client = sign_in(world.viewer_jp)
    body = client.get(page(shared)).content.decode()
    addresses = [page(shared, what) for what in ("edit/", "delete/", "lead/", "position/")]
    for address in (*addresses, f"{AGENDA}new/"):
        assert address not in body
        assert client.get(address).status_code == 403
        assert client.post(address, {"title_en": "No"}).status_code == 403
    assert "/deadlines/new/" not in body
