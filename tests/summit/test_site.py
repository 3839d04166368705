"""The site around the summits: sign-in, choice, language, health, headers."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from summit.choices import Access
from summit.models import Account, Seat
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


def test_nobody_signs_up(world: World, client: Client) -> None:
    sent = {"email": "new@us.example", "password1": make.PASSWORD}
    client.post("/accounts/signup/", sent)
    assert not Account.objects.filter(email="new@us.example").exists()
    assert "/accounts/signup/" not in client.get("/accounts/login/").content.decode()


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
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def cursor(self) -> None:
            raise OperationalError("the connection is closed")

    monkeypatch.setattr(health, "connection", Away())
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"postgresql": "unreachable", "redis": "ok"}


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
    assert answers[0].headers["Cache-Control"] == "private, no-cache"


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
