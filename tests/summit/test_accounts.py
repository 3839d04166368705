"""One's own sign-in: what an account can do with it, and what only the platform can."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from summit.accounts import MAIL_THREAD
from summit.models import Account
from tests import factories as make
from tests.conftest import World

SignIn = Callable[[Account], Client]
BASE_URL = "https://summit.example"
NEW_PASSWORD = "another-long-passphrase-42"
AWAY = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}


def enter(client: Client, password: str = make.PASSWORD) -> Any:
    """Sign in through the form, as the aide of the United States."""
    return client.post("/accounts/login/", {"login": "aide@us.example", "password": password})


def mails() -> list[mail.EmailMessage]:
    """What was sent, once it has been: mails leave in a thread."""
    for thread in threading.enumerate():
        if thread.name == MAIL_THREAD:
            thread.join()
    return mail.outbox


def ask_for_a_password(client: Client, email: str) -> str:
    """Ask as a visitor; the page that follows."""
    answer = client.post("/accounts/password/reset/", {"email": email}, follow=True)
    assert answer.redirect_chain == [("/accounts/password/reset/done/", 302)]
    return re.sub(r"[a-zA-Z0-9]{64}", "", answer.content.decode())  # without the form's token


@pytest.mark.parametrize(
    "address",
    [
        "", "signup/", "email/", "confirm-email/", "confirm-email/key/", "login/code/",
        "login/code/confirm/", "3rdparty/", "phone/change/", "signup/passkey/",
    ],
)  # fmt: skip
def test_nobody_makes_or_changes_an_account(world: World, sign_in: SignIn, address: str) -> None:
    sent = {"email": "me@elsewhere.example", "action_add": "", "password1": make.PASSWORD}
    for client in (sign_in(world.aide_us), Client()):
        assert client.get(f"/accounts/{address}").status_code == 404
        assert client.post(f"/accounts/{address}", sent).status_code == 404
    assert mails() == []
    assert Account.objects.get(pk=world.aide_us.pk).email == "aide@us.example"
    assert not Account.objects.filter(email="me@elsewhere.example").exists()


def test_a_forgotten_password_is_set_anew(world: World, client: Client, settings: Any) -> None:
    settings.BASE_URL = BASE_URL
    ask_for_a_password(client, "aide@us.example")
    (message,) = mails()
    assert message.to == ["aide@us.example"]
    (link,) = re.findall(rf"{BASE_URL}(/accounts/\S+)", str(message.body))
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0]
    sent = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    done = client.post(form, sent, follow=True)
    assert done.redirect_chain == [("/accounts/password/reset/key/done/", 302)]
    assert done.status_code == 200
    assert enter(Client()).status_code == 200
    assert enter(Client(), NEW_PASSWORD).status_code == 302
    # The link works once
    assert client.get(link, follow=True).context["token_fail"]


def test_a_mail_says_who_we_are_whatever_the_host_header_says(
    world: World, client: Client, settings: Any
) -> None:
    settings.BASE_URL = BASE_URL
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/accounts/password/reset/", {"email": "aide@us.example"}, HTTP_HOST="evil.example")
    (message,) = mails()
    assert message.subject == "Summit: Password Reset Email"
    assert BASE_URL in str(message.body)
    assert "evil.example" not in f"{message.subject} {message.body}"


def test_a_mail_is_in_the_language_of_its_account(world: World, client: Client) -> None:
    ask_for_a_password(client, "aide@mofa.example")
    (message,) = mails()
    assert "パスワード" in message.subject
    assert "パスワード" in str(message.body)


def test_a_stranger_gets_no_mail_and_the_visitor_the_same_page(
    world: World, client: Client
) -> None:
    known = ask_for_a_password(client, "aide@us.example")
    unknown = ask_for_a_password(client, "stranger@elsewhere.example")
    assert known == unknown
    assert [message.to for message in mails()] == [["aide@us.example"]]


def test_a_mail_server_that_fails_tells_nothing_either(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def refuse(self: object, messages: object) -> int:
        raise ConnectionRefusedError("the mail server is away")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    known = ask_for_a_password(client, "aide@us.example")
    assert known == ask_for_a_password(client, "stranger@elsewhere.example")
    assert mails() == []
    assert "a mail about an account was not sent" in caplog.text


def test_an_unknown_address_takes_as_long_as_a_wrong_password(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def count(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    for email in ("aide@us.example", "nobody@us.example"):
        Client().post("/accounts/login/", {"login": email, "password": f"wrong {email}"})
    assert hashed == ["wrong aide@us.example", "wrong nobody@us.example"]


def test_the_password_is_changed(world: World, client: Client) -> None:
    enter(client)
    sent = {
        "oldpassword": make.PASSWORD,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    }
    assert client.post("/accounts/password/change/", sent).status_code == 302
    assert enter(Client(), NEW_PASSWORD).status_code == 302


def test_a_second_factor_is_set_up_and_then_asked_for(world: World, client: Client) -> None:
    def code(secret: str) -> str:
        return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))

    enter(client)
    assert client.get("/accounts/2fa/").status_code == 200
    address = "/accounts/2fa/totp/activate/"
    again = client.get(address).headers["Location"]
    assert again.startswith("/accounts/reauthenticate/")
    assert client.get(again).status_code == 200
    answer = client.post(again, {"password": make.PASSWORD})
    assert answer.headers["Location"] == address
    form = client.get(address).context["form"]
    answer = client.post(address, {"code": code(form.secret)}, follow=True)
    assert answer.redirect_chain == [("/accounts/2fa/recovery-codes/", 302)]
    assert answer.status_code == 200
    other = Client()
    assert enter(other).headers["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/s/visit/").status_code == 302
    assert other.get("/accounts/2fa/authenticate/").status_code == 200


def test_other_sessions_are_ended(world: World) -> None:
    here, there = Client(), Client()
    enter(here)
    enter(there)
    assert here.get("/accounts/sessions/").status_code == 200
    here.post("/accounts/sessions/")
    assert here.get("/s/visit/delegations/").status_code == 200
    assert there.get("/s/visit/delegations/").status_code == 302


def test_nobody_guesses_passwords_while_redis_is_away(
    world: World, client: Client, settings: Any
) -> None:
    settings.CACHES = AWAY
    assert client.get("/accounts/login/").status_code == 200
    for password in ("wrong", make.PASSWORD):
        answer = enter(client, password)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert "try again in a moment" in answer.content.decode()
        assert "sessionid" not in client.cookies


def test_whoever_is_signed_in_works_on_without_redis(
    world: World, sign_in: SignIn, settings: Any
) -> None:
    client = sign_in(world.aide_us)
    settings.CACHES = AWAY
    assert client.get("/s/visit/delegations/").status_code == 200


def test_too_many_attempts_get_a_page_of_ours(world: World, client: Client) -> None:
    for _turn in range(40):
        answer = enter(client, "wrong")
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()
