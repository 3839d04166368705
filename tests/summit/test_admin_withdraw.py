"""Withdrawing shared rows in the admin of a summit: for some nouns it is the only way."""

import uuid
from typing import Any

import pytest

from agenda.items import set_lead
from agenda.models import Assignment, ItemLead, Venue
from summit.admin import scoped_site
from summit.choices import Access, Visibility
from summit.models import Seat, Shareable
from tests import factories as make
from tests.conftest import World

from .test_admin import ADMIN, SignIn, html

SHARED = Visibility.SHARED


def url(row: Shareable, act: str = "withdraw") -> str:
    return f"{ADMIN}/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{act}/"


@pytest.fixture
def rows(world: World) -> dict[str, Any]:
    """Of each noun that has no page of its own to withdraw it, a shared row of the US."""
    with world.act(world.us):
        committee = make.OrganisationFactory.create(delegation=world.us, visibility=SHARED)
        fields = {"delegation": world.us, "visibility": SHARED}
        return {
            "venue": make.VenueFactory.create(**fields),
            "contact": make.ContactFactory.create(organisation=committee, **fields),
            "engagement": make.EngagementFactory.create(organisation=committee, **fields),
        }


@pytest.mark.parametrize("noun", ["venue", "contact", "engagement"])
def test_a_shared_row_is_withdrawn_with_a_reason(
    world: World, sign_in: SignIn, rows: dict[str, Any], noun: str
) -> None:
    row, client = rows[noun], sign_in(world.lead_us)
    assert f'href="{url(row)}"' in html(client.get(url(row, "change")))
    assert "Every delegation reads it." in html(client.get(url(row)))
    for reason in ("", "  ", "\x00", "x" * 501):
        assert client.post(url(row), {"reason": reason}).context["form"].errors.keys() == {"reason"}
    answer = client.post(url(row), {"reason": "Moved away"})
    assert (answer.status_code, answer["Location"]) == (302, url(row, "change"))
    with world.act(world.jp):
        seen = type(row).objects.get(pk=row.pk)
        assert (seen.is_withdrawn, seen.withdrawn_reason) == (True, "Moved away")
    assert f'href="{url(row)}"' not in html(client.get(url(row, "change")))
    # The reason stays as it was
    again = client.post(url(row), {"reason": "Another"}, follow=True)
    assert "This was withdrawn before." in html(again)
    with world.act(world.us):
        assert type(row).objects.get(pk=row.pk).withdrawn_reason == "Moved away"


def test_only_what_is_ours_and_shared_is_withdrawn(
    world: World, sign_in: SignIn, rows: dict[str, Any]
) -> None:
    Seat.objects.filter(account=world.aide_jp).update(access=Access.LEAD)
    with world.act(world.us):
        draft = make.VenueFactory.create(delegation=world.us)
    theirs, ours = sign_in(world.aide_jp), sign_in(world.lead_us)
    assert f'href="{url(rows["venue"])}"' not in html(theirs.get(url(rows["venue"], "change")))
    assert f'href="{url(draft)}"' not in html(ours.get(url(draft, "change")))
    sent = {"reason": "Not ours"}
    for client, row, status in [
        (theirs, rows["venue"], 403),
        (theirs, draft, 404),
        (ours, draft, 403),
    ]:
        assert client.get(url(row)).status_code == status
        assert client.post(url(row), sent).status_code == status
    absent = Venue(pk=uuid.uuid4())
    assert ours.post(url(absent), sent).status_code == 404
    with world.act(world.us):
        assert Venue.objects.standing().count() == 2


def test_every_noun_that_is_shared_can_be_withdrawn() -> None:
    without = {
        model
        for model, options in scoped_site._registry.items()
        if issubclass(model, Shareable)
        and not any(str(getattr(u, "name", "")).endswith("_withdraw") for u in options.get_urls())
    }
    # A part in a deadline is waived
    assert without == {Assignment}


def test_a_members_open_parts_are_named(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        desk = make.MemberFactory.create(delegation=world.us, visibility=SHARED)
        deadline = make.DeadlineFactory.create(delegation=world.us, title=make.text("Scene setter"))
        make.AssignmentFactory.create(deadline=deadline, member=desk, delegation=world.us)
    assert "Scene setter" in html(sign_in(world.lead_us).get(url(desk)))


def test_a_lead_that_was_withdrawn_can_be_named_again(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        desk, other = make.MemberFactory.create_batch(2, delegation=world.us, visibility=SHARED)
        item = make.AgendaItemFactory.create(delegation=world.us, visibility=SHARED, number=1)
        set_lead(item, world.us, desk)
        lead = ItemLead.objects.get()
    assert sign_in(world.lead_us).post(url(lead), {"reason": "Ill"}).status_code == 302
    with world.act(world.us):
        assert ItemLead.objects.get().is_withdrawn
        set_lead(item, world.us, other)
        named = ItemLead.objects.get()
    assert (named.member_id, named.is_withdrawn, named.withdrawn_reason) == (other.pk, False, "")


def test_what_was_withdrawn_is_only_looked_at(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        venue = make.VenueFactory.create(delegation=world.us, visibility="shared")
        venue.withdraw("Closed for repairs")
    address = f"/s/visit/admin/agenda/venue/{venue.pk}/change/"
    client = sign_in(world.lead_us)
    assert client.get(address).status_code == 200
    assert client.post(address, {"name_en": "Renamed"}).status_code == 403
