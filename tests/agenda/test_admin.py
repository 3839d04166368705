"""The admin of a summit: a lead manages the own side, and cannot tell hidden from absent."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from agenda.admin import AgendaItemAdmin
from agenda.models import AgendaItem, ItemLead, Position
from summit.choices import Access, Visibility
from summit.models import Account, Member, Seat
from tests import factories as make
from tests.conftest import World

SignIn = Callable[[Account], Client]
ITEMS = "/s/visit/admin/agenda/agendaitem/"
SHARED = {"visibility": Visibility.SHARED}


@pytest.fixture
def items(world: World) -> dict[str, AgendaItem]:
    """One shared and one internal item of each side."""
    made: dict[str, AgendaItem] = {}
    for number, side in enumerate((world.us, world.jp), 1):
        code = side.code
        with world.act(side):
            made[f"{code} secret"] = make.AgendaItemFactory.create(
                delegation=side, title=make.text(f"SECRET {code}", f"極秘{code}")
            )
            made[f"{code} common"] = make.AgendaItemFactory.create(
                delegation=side, title=make.text(f"COMMON {code}"), number=number, **SHARED
            )
    return made


@pytest.fixture
def client(world: World, sign_in: SignIn) -> Client:
    """Signed in as the lead of the United States."""
    return sign_in(world.lead_us)


def html(response: Any) -> str:
    assert response.status_code == 200, response
    return str(response.content.decode())


def errors(response: Any) -> list[str]:
    assert response.status_code == 200
    return list(response.context["adminform"].form.errors)


@pytest.mark.parametrize(
    "query",
    ["", "?q=JP", "?q=SECRET", "?q=極秘", "?visibility__exact=internal", "?status__exact=proposed"],
)
def test_lists_searches_and_filters_show_no_hidden_row(
    world: World, items: dict[str, AgendaItem], client: Client, query: str
) -> None:
    page = html(client.get(ITEMS + query))
    assert "SECRET JP" not in page
    assert "極秘JP" not in page
    rows = client.get(ITEMS + query).context["cl"].result_list
    assert items["JP secret"] not in rows
    assert rows


def test_the_filter_by_side_shows_what_that_side_shared(
    world: World, items: dict[str, AgendaItem], client: Client
) -> None:
    page = client.get(f"{ITEMS}?delegation__id__exact={world.jp.pk}")
    assert list(page.context["cl"].result_list) == [items["JP common"]]
    assert client.get(f"{ITEMS}?delegation__id__exact=nonsense").status_code == 302


def test_autocompletion_offers_no_hidden_row(items: dict[str, AgendaItem], client: Client) -> None:
    params = {"app_label": "agenda", "model_name": "position", "field_name": "item"}
    url = "/s/visit/admin/autocomplete/"
    found = client.get(url, params | {"term": "SECRET"}).json()["results"]
    assert {row["text"] for row in found} == {"SECRET US"}
    found = client.get(url, params | {"term": "COMMON\x00"}).json()["results"]
    assert {row["text"] for row in found} == {"COMMON US", "COMMON JP"}


@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_a_hidden_row_answers_like_an_absent_one(
    items: dict[str, AgendaItem], client: Client, page: str
) -> None:
    def answer(pk: object) -> tuple[Any, ...]:
        for method in (client.get, client.post):
            response = method(f"{ITEMS}{pk}/{page}/", {"post": "yes"}, follow=True)
            text = response.content.decode().replace(str(pk), "<the key>")
        return (
            response.status_code,
            response.redirect_chain,
            text.count("<the key>"),
            "SECRET JP" in text,
        )

    hidden, absent = answer(items["JP secret"].pk), answer(uuid.uuid4())
    assert hidden == absent
    assert hidden[1]


def test_the_other_sides_shared_row_is_only_looked_at(
    world: World, items: dict[str, AgendaItem], client: Client
) -> None:
    common = items["JP common"]
    page = html(client.get(f"{ITEMS}{common.pk}/change/"))
    assert "COMMON JP" in page
    assert "{&quot;en&quot;" not in page
    assert "{&quot;en&quot;" not in html(client.get(ITEMS))
    assert 'name="_save"' not in page
    assert client.post(f"{ITEMS}{common.pk}/change/", {"title_en": "taken"}).status_code == 403
    assert client.post(f"{ITEMS}{common.pk}/delete/", {"post": "yes"}).status_code == 403
    with world.act(world.jp):
        assert str(AgendaItem.objects.get(pk=common.pk)) == "COMMON JP"


def test_a_new_row_is_the_own_sides_and_a_shared_one_takes_the_next_number(
    world: World, items: dict[str, AgendaItem], client: Client
) -> None:
    data = {"title_en": "Space", "title_ja": "宇宙", "status": "proposed", "visibility": "shared"}
    assert client.post(f"{ITEMS}add/", data).status_code == 302
    with world.act(world.jp):
        item = AgendaItem.objects.get(title__ja="宇宙")
        assert (item.delegation_id, item.number) == (world.us.pk, 3)
    page = html(client.get(f"{ITEMS}{item.pk}/history/"))
    assert "Created" in page
    assert world.lead_us.name in page


def test_visibility_and_owner_are_not_changed_here(
    world: World, items: dict[str, AgendaItem], client: Client
) -> None:
    secret = items["US secret"]
    url = f"{ITEMS}{secret.pk}/change/"
    data = {
        "title_en": "Still ours",
        "status": "parked",
        "visibility": "shared",
        "delegation": world.jp.pk,
    }
    assert client.post(url, data).status_code == 302
    with world.act(world.us):
        secret.refresh_from_db()
        assert (str(secret), secret.visibility) == ("Still ours", "internal")
        assert secret.delegation_id == world.us.pk
    assert "Changed: title, status" in html(client.get(f"{ITEMS}{secret.pk}/history/"))


def test_a_form_without_a_title_comes_back_with_its_entries(
    items: dict[str, AgendaItem], client: Client
) -> None:
    data = {"common_text_ja": "共通の文章", "status": "proposed", "visibility": "internal"}
    response = client.post(f"{ITEMS}add/", data)
    assert errors(response) == ["title"]
    assert "共通の文章" in html(response)
    long = client.post(f"{ITEMS}add/", data | {"title_en": "x" * 201, "title_ja": "\x00"})
    assert errors(long) == ["title"]


def test_own_internal_rows_are_deleted_own_shared_ones_are_not(
    world: World, items: dict[str, AgendaItem], client: Client
) -> None:
    assert (
        client.post(f"{ITEMS}{items['US secret'].pk}/delete/", {"post": "yes"}).status_code == 302
    )
    assert (
        client.post(f"{ITEMS}{items['US common'].pk}/delete/", {"post": "yes"}).status_code == 403
    )
    with world.act(world.us):
        titles = {str(item) for item in AgendaItem.objects.of_side(world.us.pk)}
        assert titles == {"COMMON US"}


def test_a_bulk_delete_takes_all_or_nothing(
    world: World, items: dict[str, AgendaItem], client: Client
) -> None:
    def delete(*keys: str) -> Any:
        chosen = [items[key].pk for key in keys]
        data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
        return client.post(ITEMS, data)

    def left() -> int:
        with world.act(world.us):
            return AgendaItem.objects.count()

    assert delete("US secret", "US common").status_code == 403
    assert delete("US secret", "JP common").status_code == 403
    assert left() == 3
    assert delete("US secret").status_code == 302
    assert left() == 2


def test_a_delete_that_the_policy_filters_reports_no_success(
    world: World, items: dict[str, AgendaItem], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if admin had forgotten the rule, and only the database knew it
    monkeypatch.setattr(AgendaItemAdmin, "has_delete_permission", lambda *args: True)
    common = items["JP common"]
    single = client.post(f"{ITEMS}{common.pk}/delete/", {"post": "yes"})
    chosen = [common.pk, items["US secret"].pk]
    data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    assert (single.status_code, client.post(ITEMS, data).status_code) == (403, 403)
    assert "uccessfully" not in html(client.get(ITEMS))
    with world.act(world.us):
        assert AgendaItem.objects.count() == 3


def test_one_position_a_side_and_item(
    world: World, items: dict[str, AgendaItem], client: Client
) -> None:
    url = "/s/visit/admin/agenda/position/add/"
    data = {"item": items["JP common"].pk, "objective": "Hold the line"}
    assert client.post(url, data).status_code == 302
    assert "already has a position" in html(client.post(url, data))
    assert errors(client.post(url, data | {"item": items["JP secret"].pk})) == ["item"]
    with world.act(world.jp):
        assert not Position.objects.exists()


def test_a_lead_is_of_the_own_side_and_shared_rows_name_nobody_internal(
    world: World, items: dict[str, AgendaItem], client: Client
) -> None:
    with world.act(world.jp):
        Member.objects.filter(pk=world.desk_jp.pk).update(**SHARED)
    url = "/s/visit/admin/agenda/itemlead/add/"
    data = {"item": items["JP common"].pk, "member": world.desk_jp.pk, "visibility": "shared"}
    assert errors(client.post(url, data)) == ["member"]
    assert errors(client.post(url, data | {"member": world.desk_us.pk})) == ["member"]
    data |= {"member": world.desk_us.pk, "visibility": "internal"}
    assert client.post(url, data).status_code == 302
    with world.act(world.jp):
        assert not ItemLead.objects.exists()


def test_a_contact_of_another_organisation_is_an_error_at_the_field(
    world: World, client: Client
) -> None:
    with world.act(world.us):
        one, two = (make.OrganisationFactory.create(delegation=world.us) for _n in range(2))
        contact = make.ContactFactory.create(delegation=world.us, organisation=one)
    data = {
        "organisation": two.pk,
        "contact": contact.pk,
        "on": "2024-03-20",
        "channel": "call",
        "stage": "planned",
        "subject_en": "Briefing",
        "visibility": "internal",
    }
    url = "/s/visit/admin/stakeholders/engagement/add/"
    assert errors(client.post(url, data)) == ["contact"]
    assert client.post(url, data | {"organisation": one.pk}).status_code == 302


def test_lists_take_a_constant_number_of_queries(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    with world.act(world.us):
        for number in range(30):
            make.AgendaItemFactory.create(delegation=world.us, number=number + 1, **SHARED)
    client.get(ITEMS)
    with django_assert_max_num_queries(16):
        html(client.get(ITEMS))


def test_a_former_lead_is_out_at_once(world: World, client: Client) -> None:
    assert client.get(ITEMS).status_code == 200
    Seat.objects.filter(account=world.lead_us).update(access=Access.AIDE)
    assert client.get(ITEMS).status_code == 403
