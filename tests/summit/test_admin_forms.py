"""Forms of both admins: nonsense comes back as typed, and what the database refuses is told."""

import uuid
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from django.db import IntegrityError, OperationalError
from django.test import Client

from agenda import admin as agenda_admin
from agenda.models import AgendaItem
from summit.choices import Access, Visibility
from summit.models import Account, Delegation, Member, Seat, Summit
from tests import factories as make
from tests.conftest import World

from .test_admin import ADMIN, SignIn, fields, html

SHARED = {"visibility": Visibility.SHARED}


def errors(response: Any) -> set[str]:
    assert response.status_code == 200, response
    return set(response.context["adminform"].form.errors)


# --- What the address fills in


@pytest.mark.parametrize(
    "query",
    [
        "deadline/add/?due_at=x",
        "deadline/add/?due_at=9999-12-31T23:59:59Z",
        "meeting/add/?starts_at=9999-12-31",
        "deadline/add/?title=%00&item=%00",
        "deadline/add/?title=x&item=x",
        "meeting/add/?room=%00&venue=x&format=x",
    ],
)
def test_an_address_that_makes_no_sense_fills_in_nothing(
    world: World, sign_in: SignIn, query: str
) -> None:
    response = sign_in(world.lead_us).get(f"{ADMIN}/agenda/{query}")
    assert html(response)
    assert response.context["adminform"].form.initial.keys() <= {"capital"}


def test_an_address_fills_in_what_the_form_takes(world: World, sign_in: SignIn) -> None:
    with world.act(world.jp):
        hidden = make.AgendaItemFactory.create(delegation=world.jp)
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us)
    client, url = sign_in(world.lead_us), f"{ADMIN}/agenda/position/add/"
    params: dict[str, Any] = {"objective": "Hold", "created_at": "2024-01-01"}
    form = client.get(url, params | {"item": item.pk}).context["adminform"].form
    assert form.initial == {"objective": "Hold", "item": str(item.pk)}
    for key in (hidden.pk, uuid.uuid4()):
        form = client.get(url, params | {"item": key}).context["adminform"].form
        assert form.initial == {"objective": "Hold"}


# --- What is sent


@pytest.mark.parametrize(
    "typed",
    [
        '{"a":"\\ud800"}',
        "[" * 3_000,
        "9" * 5_000,
        "NaN",
        "1e400",
        '{"days_before":  [14], "at": "09:00", "eve_at": "17:00", "overdue_days": 1e3}',
        '{"days_before": {"a": 1}, "at": "24:00", "eve_at": "T", "overdue_days": -1}',
        "\x00",
    ],
)
def test_a_ladder_that_cannot_be_stored_comes_back_as_typed(
    world: World, sign_in: SignIn, typed: str
) -> None:
    client = sign_in(world.platform)
    for url in (f"/admin/summit/summit/{world.summit.pk}/change/", "/admin/summit/summit/add/"):
        data = fields(client.get(url))
        response = client.post(url, data | {"ladder": typed})
        assert "ladder" in errors(response)
        assert response.context["adminform"].form["ladder"].value() == typed
    assert Summit.objects.get(pk=world.summit.pk).ladder == world.summit.ladder


ABSENT = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b"


@pytest.mark.parametrize("nonsense", ["x", "\x00", "-1", "9" * 30, ABSENT])
def test_nonsense_for_a_key_is_an_error_at_the_field(
    world: World, sign_in: SignIn, nonsense: str
) -> None:
    lead, platform = sign_in(world.lead_us), sign_in(world.platform)
    seat = platform.post("/admin/summit/seat/add/", {"account": nonsense, "access": "aide"})
    assert "account" in errors(seat)
    url = f"{ADMIN}/agenda/deadline/add/"
    refs = dict.fromkeys(("item", "meeting", "engagement", "capital"), nonsense)
    response = lead.post(url, refs | {"title_en": "Kept entry"})
    assert errors(response) >= set(refs)
    assert "Kept entry" in html(response)


def test_times_say_whose_clocks_they_follow(world: World, sign_in: SignIn) -> None:
    page = html(sign_in(world.lead_us).get(f"{ADMIN}/agenda/deadline/add/"))
    assert "In the time zone America/New_York." in page
    Account.objects.filter(pk=world.lead_us.pk).update(time_zone="Asia/Tokyo")
    page = html(sign_in(world.lead_us).get(f"{ADMIN}/agenda/deadline/add/"))
    assert "In the time zone Asia/Tokyo." in page


# --- What only the database knows


def test_a_constraint_that_no_form_checks_gives_the_form_again(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.act(world.us):
        make.AgendaItemFactory.create(delegation=world.us, number=1, **SHARED)
    # As if somebody took the number between looking and saving
    monkeypatch.setattr(agenda_admin, "next_number", lambda summit: 1)
    data = {"title_en": "Kept entry", "status": "proposed", "visibility": "shared"}
    client = sign_in(world.lead_us)
    response = client.post(f"{ADMIN}/agenda/agendaitem/add/", data)
    assert errors(response) == {"__all__"}
    assert "Kept entry" in html(response)
    assert "Try again" in html(response)
    assert client.get(f"{ADMIN}/agenda/agendaitem/").context["cl"].result_count == 1


def test_a_row_that_is_gone_is_told(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us)
    client = sign_in(world.lead_us)
    url = f"{ADMIN}/agenda/agendaitem/{item.pk}/change/"
    data = fields(client.get(url))
    save = agenda_admin.AgendaItemAdmin.save_model

    def save_too_late(self: Any, request: Any, obj: AgendaItem, *rest: Any) -> None:
        AgendaItem.objects.filter(pk=obj.pk).delete()
        save(self, request, obj, *rest)

    monkeypatch.setattr(agenda_admin.AgendaItemAdmin, "save_model", save_too_late)
    assert errors(client.post(url, data)) == {"__all__"}
    monkeypatch.undo()
    with world.act(world.us):
        item.delete()
    assert "doesn’t exist" in html(client.post(url, data, follow=True))


def test_a_reference_to_what_is_gone_is_told_before_the_end_of_the_request(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, url = sign_in(world.platform), "/admin/summit/delegation/add/"
    save = Delegation.save

    def save_with_stale_summit(self: Delegation, **kwargs: Any) -> None:
        self.summit_id = uuid.uuid4()
        save(self, **kwargs)

    monkeypatch.setattr(Delegation, "save", save_with_stale_summit)
    data = {
        "summit": world.summit.pk,
        "name_en": "Kept entry",
        "code": "FR",
        "colour": "#123456",
        "part": "guest",
        "capital_en": "Paris",
        "time_zone": "Europe/Paris",
        "language": "en",
        "position": 3,
    }
    assert errors(client.post(url, data)) == {"__all__"}


def test_a_row_that_something_refers_to_since_stays(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Seat) -> None:
        raise IntegrityError("a foreign key")

    monkeypatch.setattr(Seat, "delete", refuse)
    seat = Seat.objects.get(account=world.aide_us)
    url = f"/admin/summit/seat/{seat.pk}/delete/"
    page = html(sign_in(world.platform).post(url, {"post": "yes"}, follow=True))
    assert "could not be deleted" in page
    assert "uccessfully" not in page


def test_a_failing_service_is_not_taken_for_a_mistake(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(agenda_admin.VenueAdmin, "save_model", fail)
    client = sign_in(world.lead_us)
    client.raise_request_exception = False
    data = {"name_en": "Hall", "time_zone": "Asia/Tokyo", "visibility": "internal"}
    assert client.post(f"{ADMIN}/agenda/venue/add/", data).status_code == 500


# --- What the other side keeps to itself


def test_nobody_sees_whether_the_other_sides_shared_member_has_an_account(
    world: World, sign_in: SignIn
) -> None:
    with world.act(world.jp):
        Member.objects.filter(pk=world.desk_jp.pk).update(**SHARED)
    with world.act(world.jp):
        Member.objects.filter(pk=world.desk_jp.pk).update(account=None)
    client = sign_in(world.lead_us)
    url = f"{ADMIN}/summit/member/{world.desk_jp.pk}"
    form = client.get(f"{url}/change/").context["adminform"]
    shown = {getattr(name, "__name__", name) for fs in form.fieldsets for name in fs[1]["fields"]}
    assert "name" in shown
    assert "account" not in shown
    whats = [change.what for change in client.get(f"{url}/history/").context["changes"]]
    assert not any("account" in what for what in whats)
    own = client.get(f"{ADMIN}/summit/member/{world.desk_us.pk}/change/")
    assert "account" in fields(own)


# --- Seats and addresses


def test_a_seat_stays_on_its_side(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.platform)
    seat = Seat.objects.get(account=world.aide_us)
    url = f"/admin/summit/seat/{seat.pk}/change/"
    assert set(fields(client.get(url))) == {"access"}
    moved = {"account": world.aide_jp.pk, "summit": world.other_summit.pk, "access": Access.LEAD}
    assert client.post(url, moved | {"delegation": world.jp.pk}).status_code == 302
    changed = Seat.objects.get(pk=seat.pk)
    assert changed.access == Access.LEAD
    assert (changed.account, changed.summit, changed.delegation) == (
        world.aide_us,
        world.summit,
        world.us,
    )


def test_an_address_that_was_changed_is_the_only_one(world: World, sign_in: SignIn) -> None:
    old = EmailAddress(user=world.aide_us, email="aide@us.example", primary=True, verified=True)
    old.save()
    # Left behind by somebody who had that address once
    EmailAddress.objects.create(user=world.outsider, email="desk@us.example", verified=True)
    client = sign_in(world.platform)
    url = f"/admin/summit/account/{world.aide_us.pk}/change/"
    data = fields(client.get(url)) | {"email": "Desk@us.example"}
    assert client.post(url, data).status_code == 302
    kept = EmailAddress.objects.get(user=world.aide_us)
    assert (kept.email, kept.primary, kept.verified) == ("desk@us.example", True, True)
    assert not EmailAddress.objects.filter(user=world.outsider).exists()

    def sign_in_as(address: str) -> int:
        entry = {"login": address, "password": make.PASSWORD}
        return Client().post("/accounts/login/", entry).status_code

    assert (sign_in_as("aide@us.example"), sign_in_as("desk@us.example")) == (200, 302)
    # Whom allauth sends the mail for a new password
    assert filter_users_by_email("aide@us.example") == []
    assert filter_users_by_email("desk@us.example") == [world.aide_us]
