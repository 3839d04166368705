"""The register of organisations, as each side meets it."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from stakeholders.choices import Kind, Stage
from stakeholders.models import Organisation
from summit.choices import Visibility
from summit.models import Account
from tests import factories as make
from tests.conftest import World

SignIn = Callable[[Account], Client]
REGISTER = "/s/visit/stakeholders/"


def page_of(organisation: Organisation, act: str = "") -> str:
    return f"{REGISTER}{organisation.pk}/{act}"


def entries(**changes: Any) -> dict[str, Any]:
    """A complete form of a new organisation."""
    filled = {
        "visibility": "internal",
        "name_en": "Senate Foreign Relations Committee",
        "name_ja": "上院外交委員会",
        "kind": "committee",
        "country": "United States",
        "website": "www.foreign.senate.example",
        "about_en": "Treaties and nominations.",
    }
    return filled | changes


def test_a_new_organisation_is_in_the_register(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    assert client.get(f"{REGISTER}new/").status_code == 200
    answer = client.post(f"{REGISTER}new/", entries(), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain
    assert "Senate Foreign Relations Committee" in page
    assert "上院外交委員会" in page
    assert "https://www.foreign.senate.example" in page
    with world.act(world.us):
        organisation = Organisation.objects.get()
        assert organisation.delegation == world.us
        assert organisation.visibility == Visibility.INTERNAL


def test_a_form_sent_twice_makes_one_organisation(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    sent = entries(new_id=str(uuid.uuid4()))
    first = client.post(f"{REGISTER}new/", sent)
    second = client.post(f"{REGISTER}new/", sent)
    assert (first.status_code, first.headers["Location"]) == (302, second.headers["Location"])
    with world.act(world.us):
        assert Organisation.objects.count() == 1


def test_the_other_side_sees_what_is_shared_and_nothing_else(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        hidden = make.OrganisationFactory.create(
            delegation=world.us, name=make.text("SECRET steelworkers")
        )
        shared = make.OrganisationFactory.create(
            delegation=world.us, name=make.text("Senate"), visibility=Visibility.SHARED
        )
        make.ContactFactory.create(
            delegation=world.us, organisation=shared, name="SECRET staff director"
        )
        make.EngagementFactory.create(
            delegation=world.us,
            organisation=shared,
            subject=make.text("SECRET ask"),
            stage=Stage.HELD,
        )
        make.OrganisationFactory.create(
            delegation=world.us, parent=shared, name=make.text("SECRET subcommittee")
        )
    client = sign_in(world.aide_jp)
    register = client.get(REGISTER).content.decode()
    page = client.get(page_of(shared)).content.decode()
    assert "Senate" in register
    assert "SECRET" not in register
    assert "SECRET" not in page
    assert not client.get(REGISTER, {"q": "SECRET"}).context["page"].object_list
    assert "SECRET" not in client.get(f"{REGISTER}new/").content.decode()
    row = client.get(REGISTER).context["page"].object_list[0]
    assert (row.contact_count, row.last_on) == (0, None)

    absent = client.get(f"{REGISTER}{uuid.uuid4()}/")
    for act in ("", "edit/", "delete/"):
        answer = client.get(page_of(hidden, act))
        assert (answer.status_code, answer.content) == (404, absent.content)


def test_only_its_own_side_changes_a_shared_organisation(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        shared = make.OrganisationFactory.create(
            delegation=world.us, name=make.text("Senate"), visibility=Visibility.SHARED
        )
    client = sign_in(world.aide_jp)
    page = client.get(page_of(shared)).content.decode()
    assert page_of(shared, "edit/") not in page
    assert page_of(shared, "delete/") not in page
    for act in ("edit/", "delete/"):
        assert client.get(page_of(shared, act)).status_code == 403
        assert client.post(page_of(shared, act), entries(reason="Ours")).status_code == 403
    with world.act(world.us):
        shared.refresh_from_db()
        assert str(shared.name) == "Senate"
        assert not shared.is_withdrawn


def test_a_viewer_finds_no_forms(world: World, sign_in: SignIn) -> None:
    with world.act(world.jp):
        own = make.OrganisationFactory.create(delegation=world.jp)
    client = sign_in(world.viewer_jp)
    for address in (REGISTER, page_of(own)):
        page = client.get(address).content.decode()
        assert f"{REGISTER}new/" not in page
        assert page_of(own, "edit/") not in page
        assert page_of(own, "delete/") not in page
    for address in (f"{REGISTER}new/", page_of(own, "edit/"), page_of(own, "delete/")):
        assert client.get(address).status_code == 403
        assert client.post(address, entries()).status_code == 403
    with world.act(world.jp):
        assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("foreign", ["Senate Foreign Relations Committee"]),
        ("RELATIONS  senate", ["Senate Foreign Relations Committee"]),
        ("外交", ["Senate Foreign Relations Committee", "Institute"]),
        ("上院\u3000外交", ["Senate Foreign Relations Committee"]),
        ("chamber foreign", []),
        ("%", []),
        ("a\x00b" * 99, []),
        ("\u202esenate", []),
        ("", ["Senate Foreign Relations Committee", "Chamber of Commerce", "Institute"]),
    ],
)
def test_the_search_finds_any_part_in_any_script(
    world: World, sign_in: SignIn, words: str, found: list[str]
) -> None:
    with world.act(world.us):
        for kind, english, japanese in (
            (Kind.COMMITTEE, "Senate Foreign Relations Committee", "上院外交委員会"),
            (Kind.ASSOCIATION, "Chamber of Commerce", "商工会議所"),
            (Kind.THINK_TANK, "Institute", "日本外交研究所"),
        ):
            make.OrganisationFactory.create(
                delegation=world.us, kind=kind, name=make.text(english, japanese)
            )
    answer = sign_in(world.aide_us).get(REGISTER, {"q": words})
    assert [str(row.name["en"]) for row in answer.context["page"]] == found


def test_the_register_is_narrowed_to_a_kind(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        for kind in (Kind.COMPANY, Kind.COMMITTEE):
            make.OrganisationFactory.create(
                delegation=world.us, kind=kind, name=make.text(f"One {kind}")
            )
    client = sign_in(world.aide_us)
    assert [row.kind for row in client.get(REGISTER).context["page"]] == ["committee", "company"]
    assert [row.kind for row in client.get(REGISTER, {"kind": "company"}).context["page"]] == [
        "company"
    ]
    assert len(client.get(REGISTER, {"kind": "no such kind"}).context["page"]) == 2


def test_the_register_counts_contacts_and_dates_engagements(world: World, sign_in: SignIn) -> None:
    today = timezone.localdate(timezone=world.us.zone)
    days = dt.timedelta
    with world.act(world.us):
        organisation = make.OrganisationFactory.create(delegation=world.us)
        ours: dict[str, Any] = {"delegation": world.us, "organisation": organisation}
        make.ContactFactory.create_batch(3, **ours)
        for stage, day in (
            (Stage.HELD, today - days(9)),
            (Stage.HELD, today - days(5)),
            (Stage.CANCELLED, today - days(1)),
            (Stage.PLANNED, today - days(2)),
            (Stage.CANCELLED, today + days(1)),
            (Stage.PLANNED, today + days(4)),
            (Stage.PLANNED, today + days(8)),
        ):
            make.EngagementFactory.create(**ours, stage=stage, on=day)
        gone = make.EngagementFactory.create(
            **ours, visibility=Visibility.INTERNAL, stage=Stage.HELD, on=today
        )
        gone.withdraw("Entered twice")
    (row,) = sign_in(world.aide_us).get(REGISTER).context["page"]
    assert row.contact_count == 3
    assert row.last_on == today - days(5)
    assert row.next_on == today + days(4)


def test_the_register_takes_a_constant_number_of_queries(
    world: World,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = sign_in(world.aide_us)

    def fill(how_many: int) -> Organisation:
        with world.act(world.us):
            parent: Organisation = make.OrganisationFactory.create(delegation=world.us)
            for _number in range(how_many):
                part = make.OrganisationFactory.create(delegation=world.us, parent=parent)
                for organisation in (part, parent):
                    ours: dict[str, Any] = {"delegation": world.us, "organisation": organisation}
                    contact = make.ContactFactory.create(**ours)
                    make.EngagementFactory.create(**ours, contact=contact, lead=world.desk_us)
        return parent

    few = fill(1)
    with django_assert_max_num_queries(12) as of_few_listed:
        client.get(REGISTER)
    with django_assert_max_num_queries(15) as of_few:
        client.get(page_of(few))
    many = fill(12)
    with django_assert_num_queries(len(of_few_listed)):
        client.get(REGISTER)
    with django_assert_num_queries(len(of_few)):
        client.get(page_of(many))


def test_an_organisation_shows_where_it_stands(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        ours = {"delegation": world.us}
        congress = make.OrganisationFactory.create(**ours, name=make.text("Congress"))
        senate = make.OrganisationFactory.create(**ours, name=make.text("Senate"), parent=congress)
        committee = make.OrganisationFactory.create(
            **ours, name=make.text("Committee"), parent=senate
        )
        make.OrganisationFactory.create(**ours, name=make.text("Subcommittee"), parent=committee)
        make.ContactFactory.create(
            **ours, organisation=committee, name="Staff director", native_name="事務局長"
        )
        make.EngagementFactory.create(
            **ours,
            organisation=committee,
            subject=make.text("Staff briefing"),
            on=dt.date(2024, 3, 20),
        )
    page = sign_in(world.aide_us).get(page_of(committee)).content.decode()
    crumbs = page[page.index('class="crumbs"') : page.index("</ol>")]
    assert crumbs.index("Congress") < crumbs.index("Senate")
    for text in ("Subcommittee", "Staff director", "事務局長", "Staff briefing", "Wed 20 Mar"):
        assert text in page


def test_an_organisation_cannot_be_a_part_of_its_own_parts(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        senate = make.OrganisationFactory.create(delegation=world.us)
        committee = make.OrganisationFactory.create(delegation=world.us, parent=senate)
        below = make.OrganisationFactory.create(delegation=world.us, parent=committee)
    client = sign_in(world.aide_us)
    for parent in (senate, committee, below):
        answer = client.post(page_of(senate, "edit/"), entries(parent=str(parent.pk)))
        assert answer.status_code == 200
        assert "parent" in answer.context["form"].errors
    assert client.post(page_of(below, "edit/"), entries(parent=str(senate.pk))).status_code == 302


def test_something_shared_is_no_part_of_something_internal(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        internal = make.OrganisationFactory.create(delegation=world.us)
    client = sign_in(world.aide_us)
    sent = entries(visibility="shared", parent=str(internal.pk))
    answer = client.post(f"{REGISTER}new/", sent)
    assert answer.status_code == 200
    assert "parent" in answer.context["form"].errors
    with world.act(world.us):
        assert Organisation.objects.count() == 1


def test_the_other_sides_hidden_organisation_cannot_be_named(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        hidden = make.OrganisationFactory.create(delegation=world.us, name=make.text("SECRET"))
    answer = sign_in(world.aide_jp).post(f"{REGISTER}new/", entries(parent=str(hidden.pk)))
    absent = sign_in(world.aide_jp).post(f"{REGISTER}new/", entries(parent=str(uuid.uuid4())))
    errors = answer.context["form"].errors["parent"]
    assert errors == absent.context["form"].errors["parent"]
    assert "SECRET" not in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "error_at"),
    [
        ("name_en", "x" * 100_000, "name"),
        ("name_en", "a\x00b", "name"),
        ("country", "a\x00b", "country"),
        ("kind", "no such kind", "kind"),
        ("parent", "no uuid", "parent"),
        ("visibility", "everybody", "visibility"),
        ("website", "javascript:alert(1)", "website"),
        ("about_ja", "長" * 4001, "about"),
        ("new_id", "no uuid", "new_id"),
    ],
)
def test_bad_input_comes_back_with_the_entries(
    world: World, sign_in: SignIn, field: str, value: str, error_at: str
) -> None:
    sent = entries(**{field: value})
    answer = sign_in(world.aide_us).post(f"{REGISTER}new/", sent)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {error_at}
    page = answer.content.decode()
    assert "上院外交委員会" in page
    assert "Treaties and nominations." in page


def test_a_name_is_needed_in_one_language(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    answer = client.post(f"{REGISTER}new/", entries(name_en=" ", name_ja=""))
    assert set(answer.context["form"].errors) == {"name"}
    assert client.post(f"{REGISTER}new/", entries(name_en="")).status_code == 302


def test_an_internal_organisation_is_deleted(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        organisation = make.OrganisationFactory.create(delegation=world.us)
        contact = make.ContactFactory.create(delegation=world.us, organisation=organisation)
    client = sign_in(world.aide_us)
    assert client.get(page_of(organisation, "delete/")).status_code == 200
    answer = client.post(page_of(organisation, "delete/"))
    assert answer.status_code == 200
    assert "Contacts: 1" in answer.content.decode()
    with world.act(world.us):
        contact.delete()
    assert client.post(page_of(organisation, "delete/")).status_code == 302
    with world.act(world.us):
        assert not Organisation.objects.exists()


def test_a_shared_organisation_is_withdrawn_with_a_reason(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        organisation = make.OrganisationFactory.create(
            delegation=world.us, visibility=Visibility.SHARED
        )
    client = sign_in(world.aide_us)
    answer = client.post(page_of(organisation, "delete/"), {"reason": " "})
    assert "reason" in answer.context["form"].errors
    assert client.post(page_of(organisation, "delete/"), {"reason": "Merged"}).status_code == 302
    seen = sign_in(world.aide_jp).get(page_of(organisation)).content.decode()
    assert "Merged" in seen
    # Afterwards it stands for the record
    assert client.post(page_of(organisation, "edit/"), entries()).status_code == 302
    assert page_of(organisation, "edit/") not in client.get(page_of(organisation)).content.decode()
    with world.act(world.us):
        organisation.refresh_from_db()
        assert organisation.withdrawn_reason == "Merged"
        assert organisation.country == ""
