"""Lists of both admins: filtered and sorted by what they show, and by nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.test import Client

from summit.admin import platform_site, scoped_site
from summit.admin.lists import filter_parameters
from summit.choices import Visibility
from summit.models import Member
from tests import factories as make
from tests.conftest import World

from .test_admin import ADMIN, SignIn, html

OFFERED = [(site, model) for site in (platform_site, scoped_site) for model in site._registry]
# What a bisection would use, and what a filter could carry
LOOKUPS = ("", "__exact", "__isnull", "__gte")
# Ways from a row to what its page does not show
DETOURS = (
    "delegation__seats__access",
    "delegation__seats__account__email__startswith",
    "delegation__summit__slug",
    "events__pgh_label",
    "member__account__isnull",
    "member__phone__startswith",
    "account__is_active",
    "account__password__startswith",
    "recipient__password__contains",
    "deadline__replan",
    "assignments__next_rung_at__gte",
    "positions__red_line__contains",
    "item__positions__red_line__contains",
    "engagements__objective__contains",
    "lead__phone__contains",
)


def ids(case: Any) -> str:
    return getattr(case, "__name__", "") or getattr(case, "name", "")


def refused(response: Any) -> bool:
    """Without the list: an error, or back to the list as a whole."""
    if response.status_code == 302:
        return bool(response.headers["Location"].endswith("?e=1"))
    return bool(response.status_code == 400)


def list_of(site: Any, model: type[models.Model]) -> str:
    root = "/admin" if site is platform_site else ADMIN
    return f"{root}/{model._meta.app_label}/{model._meta.model_name}/"


def lookups(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        yield from (f"{field.attname}{lookup}" for lookup in LOOKUPS)
    yield from DETOURS


@pytest.mark.parametrize(("site", "model"), OFFERED, ids=ids)
def test_no_list_is_filtered_by_what_it_does_not_offer(
    world: World, sign_in: SignIn, site: Any, model: type[models.Model]
) -> None:
    client = sign_in(world.platform if site is platform_site else world.lead_us)
    admin = site._registry[model]
    offered = filter_parameters(model, admin.list_filter, admin.date_hierarchy)
    answers = {
        lookup: refused(client.get(list_of(site, model), {lookup: "1"}))
        for lookup in lookups(model)
        if lookup not in offered
    }
    assert [lookup for lookup, was_refused in answers.items() if not was_refused] == []


@pytest.mark.parametrize(("site", "model"), OFFERED, ids=ids)
def test_every_filter_that_a_page_links_to_works(
    world: World, sign_in: SignIn, site: Any, model: type[models.Model]
) -> None:
    client = sign_in(world.platform if site is platform_site else world.lead_us)
    url = list_of(site, model)
    changelist: ChangeList = client.get(url).context["cl"]
    assert changelist.filter_specs or model._meta.model_name == "summit"
    for spec in changelist.filter_specs:
        for choice in spec.choices(changelist):
            html(client.get(url + choice["query_string"]))


@pytest.mark.parametrize("model", scoped_site._registry, ids=ids)
def test_no_list_shows_or_sorts_by_what_is_one_sides_own(model: type[models.Model]) -> None:
    admin: Any = scoped_site._registry[model]
    hidden = {*admin.own_side_only, "next_rung_at", "replan", "lease", "lease_until", "pgh_context"}
    used = {*admin.list_display, *(admin.sortable_by or ()), *(admin.ordering or ())}
    assert not used & hidden
    searched = {part for name in admin.search_fields for part in name.split("__")}
    assert not searched & hidden


def test_the_planners_clock_of_the_other_side_cannot_be_found_by_bisection(
    world: World, sign_in: SignIn
) -> None:
    shared = {"visibility": Visibility.SHARED}
    with world.act(world.jp):
        Member.objects.filter(pk=world.desk_jp.pk).update(**shared)
        deadline = make.DeadlineFactory.create(delegation=world.jp, **shared)
        make.AssignmentFactory.create(
            delegation=world.jp, deadline=deadline, member=world.desk_jp, **shared
        )
    client = sign_in(world.lead_us)
    url = f"{ADMIN}/agenda/assignment/?delegation__id__exact={world.jp.pk}"
    assert client.get(url).context["cl"].result_count == 1
    for year in (2000, 2100):
        assert client.get(f"{url}&next_rung_at__gte={year}-01-01").status_code == 400
    for value in (0, 1):
        assert client.get(f"{ADMIN}/summit/member/?account__isnull={value}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "agenda/agendaitem/?visibility__exact=%00",
        "agenda/agendaitem/?created_at__year=0",
        "agenda/agendaitem/?created_at__year=999999999999",
        "agenda/agendaitem/?id__regex=(((",
        "agenda/agendaitem/?title__en=%00",
        "agenda/agendaitem/?delegation__id__exact=x",
        "agenda/deadline/?critical__exact=x",
        "agenda/assignment/?done_at__isempty=x",
        "agenda/position/?item__status__exact=%00",
        "agenda/meeting/?starts_at__year=9999",
        "agenda/meeting/?starts_at__year=9999&starts_at__month=12",
        "agenda/meeting/?starts_at__year=2024&starts_at__month=2&starts_at__day=30",
        "agenda/meeting/?starts_at__year=2024&starts_at__day=3",
        "agenda/meeting/?starts_at__month=99999999999999999999999",
        "agenda/meeting/?starts_at__year=99999999999999999999999",
        "agenda/meeting/?starts_at__year=x",
    ],
)
def test_a_filter_with_nonsense_is_refused(world: World, sign_in: SignIn, query: str) -> None:
    with world.act(world.us):
        make.MeetingFactory.create(delegation=world.us)
    assert refused(sign_in(world.lead_us).get(f"{ADMIN}/{query}"))


def test_the_days_of_a_list_lead_to_its_rows(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        make.MeetingFactory.create(delegation=world.us)
    client = sign_in(world.lead_us)
    url = f"{ADMIN}/agenda/meeting/?starts_at__year=2024&starts_at__month=4"
    assert client.get(url).context["cl"].result_count == 1
    assert client.get(f"{url}&starts_at__day=10").context["cl"].result_count == 1
    assert client.get(f"{url}&starts_at__day=11").context["cl"].result_count == 0


@pytest.mark.parametrize("key", ["x", "\x00", "-1"])
def test_an_action_on_what_is_no_key_is_refused(world: World, sign_in: SignIn, key: str) -> None:
    data = {"action": "delete_selected", "_selected_action": key, "post": "yes"}
    lead, platform = sign_in(world.lead_us), sign_in(world.platform)
    assert lead.post(f"{ADMIN}/summit/member/", data).status_code == 400
    assert platform.post("/admin/summit/seat/", data).status_code == 400


@pytest.mark.parametrize(
    ("model", "field"),
    [("deadline", "assignments"), ("deadline", "delegation"), ("assignment", "member")],
)
def test_only_what_a_form_offers_is_completed(
    world: World, sign_in: SignIn, model: str, field: str
) -> None:
    params = {"app_label": "agenda", "model_name": model, "field_name": field}
    assert sign_in(world.lead_us).get(f"{ADMIN}/autocomplete/", params).status_code == 403


def test_the_platform_completes_accounts(world: World, sign_in: SignIn) -> None:
    client: Client = sign_in(world.platform)
    params = {"app_label": "summit", "model_name": "seat", "field_name": "account"}
    found = client.get("/admin/autocomplete/", params | {"term": "aide@us\x00"}).json()["results"]
    assert [row["id"] for row in found] == [str(world.aide_us.pk)]


def test_there_is_no_short_cut_to_rows(world: World, sign_in: SignIn) -> None:
    for path in ("r/1/2/", "r/x/y/"):
        assert sign_in(world.platform).get(f"/admin/{path}").status_code == 404
        assert sign_in(world.lead_us).get(f"{ADMIN}/{path}").status_code == 404
