"""Django admin: the platform's site, and the rules that hold in a summit's for every noun."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.test import Client

from summit.admin import platform_site, scoped_site
from summit.choices import Access, Visibility
from summit.models import Account, DelegationOwned, Mail, Member, Seat, Summit
from summit.scope import acting_as
from tests import factories as make
from tests.conftest import World

SignIn = Callable[[Account], Client]
ADMIN = "/s/visit/admin"


def html(response: Any) -> str:
    assert response.status_code == 200, response
    return str(response.content.decode())


def fields(response: Any) -> dict[str, Any]:
    """What a browser would send if the form were submitted as it stands."""
    form = response.context["adminform"].form
    data: dict[str, Any] = {}
    for bound in form:
        widget = bound.field.widget
        value = bound.value()
        if hasattr(widget, "decompress") and not isinstance(value, list):
            parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
            data |= {f"{bound.html_name}{suffix}": part or "" for suffix, part in parts}
        elif value is not None and value is not False:
            data[bound.html_name] = value
    return data


# --- The platform's site


def test_the_platform_has_four_nouns_and_nothing_scoped(world: World, sign_in: SignIn) -> None:
    registered = {model.__name__ for model in platform_site._registry}
    assert registered == {"Account", "Seat", "Summit", "Delegation"}
    assert not any(issubclass(model, DelegationOwned) for model in platform_site._registry)
    client = sign_in(world.platform)
    page = html(client.get("/admin/"))
    assert "agenda" not in page.lower()
    for noun in ("account", "seat", "summit", "delegation"):
        assert client.get(f"/admin/summit/{noun}/").status_code == 200
    assert client.get("/admin/summit/member/").status_code == 404
    assert client.get("/s/visit/admin/").status_code == 404


def test_who_is_not_the_platform_is_led_to_their_own_admin(world: World, sign_in: SignIn) -> None:
    visitor = Client().get("/admin/summit/account/", follow=True)
    assert visitor.redirect_chain[-1][0].startswith("/accounts/login/?next=/admin/")
    lead = sign_in(world.lead_us)
    assert lead.get("/admin/", follow=True).redirect_chain[-1][0] == f"{ADMIN}/"
    assert lead.get("/admin/summit/account/", follow=True).redirect_chain[-1][0] == f"{ADMIN}/"
    assert sign_in(world.aide_us).get("/admin/", follow=True).status_code == 403


def test_a_lead_of_two_summits_chooses(world: World, sign_in: SignIn) -> None:
    Seat.objects.create(
        account=world.lead_us,
        summit=world.other_summit,
        delegation=world.kr,
        access=Access.LEAD,
    )
    page = html(sign_in(world.lead_us).get("/admin/", follow=True))
    assert "/s/visit/admin/" in page
    assert "/s/elsewhere/admin/" in page


def test_the_platform_makes_an_account_that_can_sign_in(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.platform)
    data = {
        "email": "Press@us.example",
        "name": "Press office",
        "language": "en",
        "time_zone": "America/New_York",
        "usable_password": "true",
        "password1": "a long enough phrase",
        "password2": "a long enough phrase",
    }
    assert client.post("/admin/summit/account/add/", data).status_code == 302
    account = Account.objects.get(email="press@us.example")
    page = html(client.get(f"/admin/summit/account/{account.pk}/change/"))
    assert account.password not in page
    assert account.password.split("$")[-1] not in page
    entry = {"login": "press@us.example", "password": "a long enough phrase"}
    assert Client().post("/accounts/login/", entry).status_code == 302

    password_url = f"/admin/summit/account/{account.pk}/password/"
    html(client.get(password_url))
    new = {
        "usable_password": "true",
        "password1": "another long one",
        "password2": "another long one",
    }
    assert client.post(password_url, new).status_code == 302
    assert Account.objects.get(pk=account.pk).check_password("another long one")
    html(client.get(f"/admin/summit/account/{account.pk}/history/"))


def test_a_bad_zone_is_an_error_at_the_field_and_keeps_the_entries(
    world: World, sign_in: SignIn
) -> None:
    data = {
        "email": "press@us.example",
        "name": "Press office",
        "language": "en",
        "time_zone": "America/Washington",
        "usable_password": "false",
    }
    response = sign_in(world.platform).post("/admin/summit/account/add/", data)
    assert "Press office" in html(response)
    assert list(response.context["adminform"].form.errors) == ["time_zone"]


def test_accounts_summits_and_delegations_are_never_deleted(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.platform)
    for noun, row in [
        ("account", world.outsider),
        ("summit", world.other_summit),
        ("delegation", world.kr),
    ]:
        assert (
            client.post(f"/admin/summit/{noun}/{row.pk}/delete/", {"post": "yes"}).status_code
            == 403
        )
        assert "delete_selected" not in html(client.get(f"/admin/summit/{noun}/"))


def test_a_deactivated_account_is_out_at_once(world: World, sign_in: SignIn) -> None:
    aide, platform = sign_in(world.aide_us), sign_in(world.platform)
    assert aide.get("/s/visit/delegations/colours.css").status_code == 200
    url = f"/admin/summit/account/{world.aide_us.pk}/change/"
    data = fields(platform.get(url))
    data.pop("is_active")
    assert platform.post(url, data).status_code == 302
    assert aide.get("/s/visit/delegations/colours.css").status_code == 302


def test_nobody_locks_themselves_out(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.platform)
    url = f"/admin/summit/account/{world.platform.pk}/change/"
    assert not {"is_active", "is_platform"} & set(fields(client.get(url)))


def test_a_seat_is_on_a_side_of_its_summit(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.platform)
    account = make.AccountFactory.create()
    data = {
        "account": account.pk,
        "summit": world.summit.pk,
        "delegation": world.kr.pk,
        "access": Access.AIDE,
    }
    response = client.post("/admin/summit/seat/add/", data)
    assert list(response.context["adminform"].form.errors) == ["delegation"]
    data["delegation"] = world.us.pk
    assert client.post("/admin/summit/seat/add/", data).status_code == 302
    response = client.post("/admin/summit/seat/add/", data | {"delegation": world.jp.pk})
    assert "already has a seat" in html(response)
    seat = Seat.objects.get(account=account)
    assert client.post(f"/admin/summit/seat/{seat.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Seat.objects.filter(account=account).exists()


def test_a_ladder_that_makes_no_sense_is_an_error_at_the_field(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(world.platform)
    url = f"/admin/summit/summit/{world.summit.pk}/change/"
    data = fields(client.get(url))
    bad = {"ladder": '{"days_before": [7, 7]}', "languages": ["en", "xx"]}
    response = client.post(url, data | bad)
    assert set(response.context["adminform"].form.errors) == {"ladder", "languages"}
    good = '{"days_before": [5, 2], "at": "08:00", "eve_at": "17:00", "overdue_days": 3}'
    titles = {"title_en": "New title", "title_ja": "新しい名前"}
    assert (
        client.post(url, data | titles | {"ladder": good, "languages": ["en"]}).status_code == 302
    )
    summit = Summit.objects.get(pk=world.summit.pk)
    assert summit.ladder["days_before"] == [5, 2]
    assert summit.languages == ["en"]
    assert dict(summit.title) == {"en": "New title", "ja": "新しい名前"}


# --- A summit's site


def test_only_leads_come_in(world: World, sign_in: SignIn) -> None:
    assert sign_in(world.lead_us).get(f"{ADMIN}/").status_code == 200
    assert sign_in(world.aide_us).get(f"{ADMIN}/").status_code == 403
    assert sign_in(world.viewer_jp).get(f"{ADMIN}/").status_code == 403
    assert sign_in(world.outsider).get(f"{ADMIN}/").status_code == 404
    assert sign_in(world.platform).get(f"{ADMIN}/summit/member/").status_code == 404
    assert Client().get(f"{ADMIN}/").headers["Location"].startswith("/accounts/login/")


def test_every_noun_has_a_list_with_search_and_a_form(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.lead_us)
    nouns = list(scoped_site._registry)
    assert len(nouns) == 14
    assert all(issubclass(model, DelegationOwned) for model in nouns)
    for model in nouns:
        url = f"{ADMIN}/{model._meta.app_label}/{model._meta.model_name}/"
        page = html(client.get(url))
        assert 'id="searchbar"' in page
        assert 'id="changelist-filter"' in page
        html(client.get(f"{url}?q=x%00"))
        html(client.get(f"{url}?q=日本"))
        assert client.get(f"{url}add/").status_code == (403 if model is Mail else 200)


def test_the_own_address_of_the_summit_is_in_every_link(world: World, sign_in: SignIn) -> None:
    page = html(sign_in(world.lead_us).get(f"{ADMIN}/summit/member/"))
    links = set(re.findall(r'(?:href|action)="(/[^"#?]*)', page))
    assert f"{ADMIN}/summit/member/add/" in links
    assert {link for link in links if link.startswith("/s/visit/accounts")} == set()
    assert "/accounts/logout/" in links
    assert "/s/visit/" in links


def test_signing_out_and_passwords_are_the_sites_business(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.lead_us)
    assert client.post(f"{ADMIN}/logout/").headers["Location"] == "/accounts/logout/"
    location = client.get(f"{ADMIN}/password_change/").headers["Location"]
    assert location == "/accounts/password/change/"


def test_a_member_gets_an_account_of_the_own_side_only(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.lead_us)
    page = html(client.get(f"{ADMIN}/summit/member/add/"))
    offered = [account for account in Account.objects.all() if f'value="{account.pk}"' in page]
    assert set(offered) == {world.aide_us, world.lead_us}
    data = {"name": "Protocol", "role": "protocol", "precedence": 5, "visibility": "internal"}
    bad = client.post(f"{ADMIN}/summit/member/add/", data | {"account": world.aide_jp.pk})
    assert list(bad.context["adminform"].form.errors) == ["account"]
    taken = client.post(f"{ADMIN}/summit/member/add/", data | {"account": world.aide_us.pk})
    assert "Another member of this delegation has this account" in html(taken)
    good = client.post(f"{ADMIN}/summit/member/add/", data | {"account": world.lead_us.pk})
    assert good.status_code == 302
    with world.act(world.us):
        assert Member.objects.get(name="Protocol").delegation_id == world.us.pk


def test_the_other_sides_member_is_shown_without_its_account(world: World, sign_in: SignIn) -> None:
    with world.act(world.jp):
        Member.objects.filter(pk=world.desk_jp.pk).update(visibility=Visibility.SHARED)
    client = sign_in(world.lead_us)
    url = f"{ADMIN}/summit/member/{world.desk_jp.pk}/change/"
    page = html(client.get(url))
    assert "北米第一課" in page
    assert "aide@mofa.example" not in page
    assert str(world.aide_jp.pk) not in page
    assert 'name="_save"' not in page
    assert client.post(url, {"name": "taken"}).status_code == 403
    html(client.get(f"{ADMIN}/summit/member/?delegation__id__exact={world.jp.pk}"))


def test_mail_is_a_record_that_nobody_writes(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        mail = Mail.objects.create(
            delegation=world.us, recipient_id=world.aide_us.pk, kind="reminder", about=uuid.uuid4()
        )
    ours, theirs = sign_in(world.lead_us), f"{ADMIN}/summit/mail/{mail.pk}/change/"
    assert world.aide_us.name in html(ours.get(theirs))
    assert ours.post(theirs, {"state": "sent"}).status_code == 403
    assert ours.post(f"{ADMIN}/summit/mail/{mail.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_admin_logged_stays_on_its_side(world: World, sign_in: SignIn) -> None:
    data = {"name": "SECRET office", "role": "other", "precedence": 5, "visibility": "internal"}
    sign_in(world.lead_us).post(f"{ADMIN}/summit/member/add/", data)
    assert not LogEntry.objects.exists()
    with acting_as(world.jp.pk):
        assert not LogEntry.objects.exists()
    with acting_as(world.us.pk):
        assert LogEntry.objects.get().object_repr == "SECRET office"
