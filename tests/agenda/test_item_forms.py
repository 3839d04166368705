"""Forms of agenda items: create, edit, leads, and the ways out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from agenda.items import next_number, set_lead
from agenda.models import AgendaItem, ItemLead
from summit.choices import Visibility
from summit.models import Account, Member
from tests import factories as make
from tests.conftest import World
from tests.factories import text

SignIn = Callable[[Account], Client]
AGENDA = "/s/visit/agenda/"
SHARED = Visibility.SHARED


def page(item: AgendaItem, what: str = "") -> str:
    return f"{AGENDA}{item.pk}/{what}"


def entries(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a new item."""
    return {
        "new_id": str(uuid4()),
        "visibility": "internal",
        "theme_en": "Security",
        "theme_ja": "",
        "title_en": "Korean Peninsula",
        "title_ja": "朝鮮半島",
        "common_text_en": "",
        "common_text_ja": "",
        "outcome_sought_en": "",
        "outcome_sought_ja": "",
        "status": "proposed",
        "lead": "",
        **changes,
    }


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


def all_items(world: World) -> list[AgendaItem]:
    with world.act(world.us):
        return list(AgendaItem.objects.all())


# --- Create and edit


def test_a_draft_has_no_number_and_a_shared_item_the_next(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    client = sign_in(world.aide_jp)
    assert client.post(f"{AGENDA}new/", entries()).status_code == 302
    assert client.post(f"{AGENDA}new/", entries(visibility="shared")).status_code == 302
    with world.act(world.jp):
        items = AgendaItem.objects.of_side(world.jp.pk)
        assert [item.number for item in items.in_order()] == [2, None]
        assert items.shared().get().title == {"en": "Korean Peninsula", "ja": "朝鮮半島"}


def test_the_form_suggests_the_themes_so_far(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        make.AgendaItemFactory.create(delegation=world.us, theme=text("Security", "安全保障"))
    url = f"{AGENDA}new/"
    assert '<option value="安全保障">' in sign_in(world.aide_us).get(url).content.decode()
    assert "安全保障" not in sign_in(world.aide_jp).get(url).content.decode()


def test_a_form_sent_twice_makes_one_item(world: World, sign_in: SignIn) -> None:
    client, sent = sign_in(world.aide_us), entries(visibility="shared", lead=world.desk_us.pk)
    first, second = (client.post(f"{AGENDA}new/", sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert [item.number for item in all_items(world)] == [1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_en": "", "title_ja": ""}, "title"),
        ({"title_en": "x" * 201}, "title"),
        ({"title_en": "nul\x00"}, "title"),
        ({"common_text_ja": "長" * 100_000}, "common_text"),
        ({"status": "agreed"}, "status"),
        ({"visibility": ""}, "visibility"),
        ({"visibility": "everybody"}, "visibility"),
        ({"lead": "not-an-id"}, "lead"),
        ({"lead": str(uuid4())}, "lead"),
    ],
)
def test_bad_entries_come_back_with_an_error_at_the_field(
    world: World, sign_in: SignIn, changes: dict[str, str], field: str
) -> None:
    response = sign_in(world.aide_us).post(
        f"{AGENDA}new/", entries(outcome_sought_en="Keep this", **changes)
    )
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Keep this" in response.content.decode()
    assert not all_items(world)


def test_a_member_of_the_other_side_cannot_lead_for_us(world: World, sign_in: SignIn) -> None:
    response = sign_in(world.aide_us).post(f"{AGENDA}new/", entries(lead=world.desk_jp.pk))
    assert list(response.context["form"].errors) == ["lead"]


def test_text_with_markup_is_kept_and_shown_as_text(world: World, sign_in: SignIn) -> None:
    title = "<script>alert(1)</script>"
    client = sign_in(world.aide_us)
    response = client.post(f"{AGENDA}new/", entries(title_en=title), follow=True)
    assert response.redirect_chain
    assert "<script>alert" not in response.content.decode()
    assert "&lt;script&gt;alert" in response.content.decode()


def test_editing_keeps_number_and_visibility(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    client = sign_in(world.aide_us)
    sent = entries(title_en="Seas and straits", visibility="internal", status="discussion")
    assert client.post(page(shared, "edit/"), sent).status_code == 302
    (item,) = all_items(world)
    assert (item.title["en"], item.status) == ("Seas and straits", "discussion")
    assert (item.number, item.visibility) == (1, SHARED)


def test_the_other_side_cannot_edit_or_withdraw_our_item(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    client = sign_in(world.aide_jp)
    for what in ("edit/", "delete/"):
        assert client.get(page(shared, what)).status_code == 403
        assert client.post(page(shared, what), entries(reason="no")).status_code == 403
    (item,) = all_items(world)
    assert item.title["en"] == "Seas"
    assert not item.is_withdrawn


def test_numbers_go_on_after_a_withdrawn_item(world: World, shared: AgendaItem) -> None:
    with world.act(world.us):
        AgendaItem.objects.update(
            number=7, withdrawn_at=shared.created_at, withdrawn_reason="settled"
        )
    with world.act(world.jp):
        assert next_number(world.summit.pk) == 8


def test_two_sides_that_share_at_the_same_moment_get_two_numbers(real_world: World) -> None:
    def ask() -> int:
        try:
            with real_world.act(real_world.jp):
                return next_number(real_world.summit.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with real_world.act(real_world.us):
            ours = next_number(real_world.summit.pk)
            theirs = threads.submit(ask)
            until_somebody_waits()
            make.AgendaItemFactory.create(delegation=real_world.us, visibility=SHARED, number=ours)
        assert (ours, theirs.result(10)) == (1, 2)


def until_somebody_waits() -> None:
    """Until another connection waits for an advisory lock; fails if none does."""
    give_up = monotonic() + 10
    with connection.cursor() as cursor:
        while monotonic() < give_up:
            cursor.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone():
                return
            sleep(0.01)
    pytest.fail("the other side did not wait for the number")


# --- Leads


@pytest.mark.parametrize(
    ("item_shared", "member_shared", "lead_shared"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_the_others_learn_of_a_lead_where_they_see_item_and_member(
    world: World, item_shared: bool, member_shared: bool, lead_shared: bool
) -> None:
    with world.act(world.us):
        member = make.MemberFactory.create(
            delegation=world.us, visibility=SHARED if member_shared else Visibility.INTERNAL
        )
        item = make.AgendaItemFactory.create(
            delegation=world.us,
            visibility=SHARED if item_shared else Visibility.INTERNAL,
            number=1 if item_shared else None,
        )
        set_lead(item, world.us, member)
    with world.act(world.jp):
        assert ItemLead.objects.filter(item=item.pk).exists() is lead_shared


def test_the_other_side_names_its_own_lead_for_our_item(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    client = sign_in(world.aide_jp)
    address = page(shared, "lead/")
    assert client.post(address, {"lead": world.desk_us.pk}).status_code == 200
    assert client.post(address, {"lead": world.desk_jp.pk}).status_code == 302
    with world.act(world.jp):
        lead = ItemLead.objects.get(item=shared)
        assert (lead.delegation_id, lead.member_id) == (world.jp.pk, world.desk_jp.pk)
    assert client.post(address, {"lead": "", "csrfmiddlewaretoken": "x"}).status_code == 302
    with world.act(world.jp):
        assert not ItemLead.objects.exists()


def test_a_lead_whom_the_others_see_is_replaced_by_one_whom_they_see(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    with world.act(world.us):
        first, second = make.MemberFactory.create_batch(2, delegation=world.us, visibility=SHARED)
        set_lead(shared, world.us, first)
    client = sign_in(world.aide_us)
    for refused in ("", world.desk_us.pk):
        response = client.post(page(shared, "lead/"), {"lead": refused, "x": "x"})
        assert list(response.context["form"].errors) == ["lead"]
    assert client.post(page(shared, "lead/"), {"lead": second.pk}).status_code == 302
    with world.act(world.jp):
        assert ItemLead.objects.get(item=shared.pk).member_id == second.pk


def test_a_lead_who_left_the_delegation_is_not_replaced_unseen(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    with world.act(world.us):
        make.MemberFactory.create(delegation=world.us, visibility=SHARED)
        gone = make.MemberFactory.create(delegation=world.us, visibility=SHARED, precedence=900)
        set_lead(shared, world.us, gone)
        Member.objects.filter(pk=gone.pk).update(
            withdrawn_at=gone.created_at, withdrawn_reason="posted abroad"
        )
    body = sign_in(world.aide_us).get(page(shared, "edit/")).content.decode()
    assert f'<option value="{gone.pk}" selected>' in body


# --- The ways out


def test_a_draft_is_deleted_after_a_question(
    world: World, sign_in: SignIn, draft: AgendaItem
) -> None:
    with world.act(world.us):
        make.PositionFactory.create(delegation=world.us, item=draft)
        set_lead(draft, world.us, world.desk_us)
    client = sign_in(world.aide_us)
    assert client.get(page(draft, "delete/")).status_code == 200
    assert len(all_items(world)) == 1
    assert client.post(page(draft, "delete/")).headers["Location"] == AGENDA
    assert not all_items(world)


def test_a_draft_with_deadlines_stays_and_the_page_says_why(
    world: World, sign_in: SignIn, draft: AgendaItem
) -> None:
    with world.act(world.us):
        make.DeadlineFactory.create(delegation=world.us, item=draft, title=text("Scene setter"))
    response = sign_in(world.aide_us).post(page(draft, "delete/"))
    assert "Deadlines: 1" in response.content.decode()
    assert len(all_items(world)) == 1


def test_a_shared_item_is_withdrawn_with_a_reason_and_stays_visible(
    world: World, sign_in: SignIn, shared: AgendaItem
) -> None:
    client = sign_in(world.aide_us)
    response = client.post(page(shared, "delete/"), {"reason": ""} | {"x": "x"})
    assert list(response.context["form"].errors) == ["reason"]
    assert client.post(page(shared, "delete/"), {"reason": "Settled by phone"}).status_code == 302
    theirs = sign_in(world.aide_jp).get(page(shared)).content.decode()
    assert "Settled by phone" in theirs
