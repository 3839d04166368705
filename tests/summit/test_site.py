"""The site around the summits: sign-in, choice, language, health, headers."""

import socket
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from summit.choices import Access, Visibility
from summit.models import Account, Seat
from summit.settings import CACHES
from summit.views import health
from tests import factories as make
from tests.conftest import World

SignIn = Callable[[Account], Client]


def test_a_visitor_is_asked_to_sign_in(world: World, client: Client) -> None:
    for address in ("/", "/s/visit/", "/s/visit/stakeholders/", "/s/absent/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/accounts/login/?next={address}"


def test_email_and_password_let_in(world: World, client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert 'name="login"' in page
    assert 'name="password"' in page
    wrong = client.post("/accounts/login/", {"login": "aide@us.example", "password": "wrong"})
    assert wrong.status_code == 200
    assert "aide@us.example" in wrong.content.decode()
    unknown = client.post("/accounts/login/", {"login": "nobody@us.example", "password": "wrong"})
    assert wrong.context["form"].errors == unknown.context["form"].errors
    right = client.post("/accounts/login/", {"login": "AIDE@us.example", "password": make.PASSWORD})
    assert (right.status_code, right.headers["Location"]) == (302, "/")


def test_a_closed_account_does_not_get_in(world: World, client: Client) -> None:
    Account.objects.filter(pk=world.aide_us.pk).update(is_active=False)
    client.post("/accounts/login/", {"login": "aide@us.example", "password": make.PASSWORD})
    assert client.get("/s/visit/").status_code == 302


def test_the_only_summit_opens_at_once(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.aide_us).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/s/visit/")


def test_several_summits_are_a_choice(world: World, sign_in: SignIn) -> None:
    Seat.objects.create(
        account=world.aide_us, summit=world.other_summit, delegation=world.kr, access=Access.VIEWER
    )
    page = sign_in(world.aide_us).get("/").content.decode()
    for text in ("/s/visit/", "/s/elsewhere/", "United States", "Republic of Korea", "Viewer"):
        assert text in page
    days = world.summit.t_minus()
    assert (f"T−{days}" if days >= 0 else f"T+{-days}") in page


def test_an_account_without_a_seat_is_told_whom_to_ask(world: World, sign_in: SignIn) -> None:
    page = sign_in(make.AccountFactory.create()).get("/").content.decode()
    assert "Ask your delegation’s lead" in page
    assert "/s/" not in page


def test_the_platform_goes_to_its_pages(world: World, sign_in: SignIn) -> None:
    assert sign_in(world.platform).get("/").headers["Location"] == "/admin/"


def test_the_language_is_switched_for_good(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    assert '<html lang="en"' in client.get("/s/visit/delegations/").content.decode()
    answer = client.post("/language/", {"language": "ja", "next": "/s/visit/delegations/"})
    assert answer.headers["Location"] == "/s/visit/delegations/"
    shown = client.get("/s/visit/delegations/")
    assert '<html lang="ja"' in shown.content.decode()
    assert shown.headers["Content-Language"] == "ja"
    assert Account.objects.get(pk=world.aide_us.pk).language == "ja"


@pytest.mark.parametrize("language", ["", "xx", "a\x00b"])
def test_an_unknown_language_changes_nothing(world: World, sign_in: SignIn, language: str) -> None:
    answer = sign_in(world.aide_us).post("/language/", {"language": language})
    assert answer.status_code == 302
    assert Account.objects.get(pk=world.aide_us.pk).language == "en"


def test_the_language_switch_leads_nowhere_else(world: World, sign_in: SignIn) -> None:
    sent = {"language": "ja", "next": "https://elsewhere.example/"}
    assert sign_in(world.aide_us).post("/language/", sent).headers["Location"] == "/"
    assert sign_in(world.aide_us).get("/language/").status_code == 405


def test_a_visitor_reads_the_sign_in_page_in_either_language(client: Client, db: None) -> None:
    client.post("/language/", {"language": "ja", "next": "/accounts/login/"})
    assert '<html lang="ja"' in client.get("/accounts/login/").content.decode()


def test_health_is_fine_when_both_answer(client: Client, db: None) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"postgresql": "ok", "redis": "ok"}


def test_health_names_postgresql_when_it_is_away(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With the cookie of somebody who is signed in: the session is not asked for either
    client = sign_in(world.aide_us)
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    options = {k: v for k, v in connection.settings_dict["OPTIONS"].items() if k != "host"}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"postgresql": "unreachable", "redis": "ok"}
    assert len(queries) == 0


def test_health_does_not_wait_for_a_postgresql_that_hangs(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", str(silent.getsockname()[1]))
        began = time.monotonic()
        assert not health.postgresql_answers()
    assert time.monotonic() - began < 2 * health.CONNECT_SECONDS


def test_health_does_not_wait_for_a_redis_that_hangs(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        settings.CACHES = {"default": {**CACHES["default"], "LOCATION": address}}
        began = time.monotonic()
        assert not health.redis_answers()
    assert time.monotonic() - began < 6


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_health_is_only_asked_for(client: Client, method: str) -> None:
    answer = client.generic(method, "/healthz")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_health_names_redis_when_it_is_away(client: Client, db: None, settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"postgresql": "ok", "redis": "unreachable"}


def test_a_summit_without_a_seat_is_like_none_at_all(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.outsider)
    hidden, absent = client.get("/s/visit/delegations/"), client.get("/s/absent/delegations/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content == absent.content
    page = f"/s/visit/stakeholders/{uuid.uuid4()}/"
    assert client.get(page).content == absent.content


def test_pages_forbid_what_they_do_not_need(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.aide_us)
    answers = [client.get("/s/visit/delegations/"), Client().get("/accounts/login/")]
    answers.append(client.get("/s/visit/stakeholders/new/"))
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        page = answer.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page


def test_answers_outside_the_pages_forbid_as_much(
    world: World, sign_in: SignIn, settings: Any
) -> None:
    client = sign_in(world.aide_us)
    answers = {
        400: client.get("/", HTTP_HOST="elsewhere.example"),
        301: client.get("/s/visit/delegations"),
        302: client.get("/"),
        404: client.get("/s/absent/delegations/"),
        405: client.get("/language/"),
        200: client.get("/healthz"),
    }
    settings.SECURE_SSL_REDIRECT = True
    answers[403] = Client(enforce_csrf_checks=True).post("/accounts/login/", secure=True)
    for code, answer in answers.items():
        assert answer.status_code == code
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_no_page_stays_behind_after_signing_out(world: World, sign_in: SignIn) -> None:
    pages = {
        "/s/visit/delegations/": 200,
        "/s/visit/delegations/members/new/": 403,
        "/s/visit/delegations/absent/": 404,
        "/s/absent/": 404,
        "/s/visit/admin/": 403,
        "/": 302,
        "/accounts/password/change/": 200,
        "/accounts/sessions/": 200,
    }
    client = sign_in(world.viewer_jp)
    for address, code in pages.items():
        answer = client.get(address)
        assert (address, answer.status_code) == (address, code)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "private" in answer.headers["Cache-Control"]
    colours = client.get("/s/visit/delegations/colours.css")
    assert colours.headers["Cache-Control"] == "private, max-age=300"


def test_a_title_does_not_turn_round_what_stands_beside_it(world: World, sign_in: SignIn) -> None:
    name = "שלום"
    with world.act(world.us):
        member = make.MemberFactory.create(
            delegation=world.us, name=name, visibility=Visibility.SHARED
        )
        item = make.AgendaItemFactory.create(
            delegation=world.us, title=make.text(name), visibility=Visibility.SHARED, number="1"
        )
    client = sign_in(world.aide_jp)
    for address in (
        "/s/visit/delegations/",
        f"/s/visit/delegations/members/{member.pk}/",
        "/s/visit/agenda/",
        f"/s/visit/agenda/{item.pk}/",
        "/s/visit/",
    ):
        assert f"<bdi>{name}</bdi>" in client.get(address).content.decode()


def test_no_script_reads_the_cookies(world: World, client: Client) -> None:
    # That they travel encrypted is Django's own check, see test_checks
    sent = {"login": "aide@us.example", "password": make.PASSWORD}
    cookies = client.post("/accounts/login/", sent).cookies
    for name in ("sessionid", "csrftoken"):
        assert cookies[name]["httponly"]
        assert cookies[name]["samesite"] == "Lax"


def test_plain_http_leads_to_https_but_for_the_health_check(
    client: Client, db: None, settings: Any
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/accounts/login/")
    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("https://")
    assert client.get("/healthz").status_code == 200
