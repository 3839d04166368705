"""Requests that are malformed, too large or run into our own mistakes: a page, and never 500."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from summit import urls as site
from summit.models import Account
from tests.conftest import World

SignIn = Callable[[Account], Client]
FORM = "application/x-www-form-urlencoded"


def fail(request: HttpRequest, how: str) -> HttpResponse:
    if how == "400":
        raise BadRequest
    if how == "403":
        raise PermissionDenied
    raise RuntimeError("a mistake of ours")


urlpatterns = [
    path("fail/<str:how>/", fail),
    path("s/<slug:slug>/fail/<str:how>/", fail),
    *site.urlpatterns,
]
handler400, handler403 = site.handler400, site.handler403
handler404, handler500 = site.handler404, site.handler500


def is_our_page(answer: Any, code: int) -> bool:
    """Whether it is the error page of that code, with the headers of every page."""
    assert answer.status_code == code
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    return f'<div class="eyebrow">{code}</div>' in answer.content.decode()


def with_token(client: Client) -> Client:
    """The client with a cookie of CSRF protection, without which a form is not even read."""
    client.handler.enforce_csrf_checks = True
    client.cookies["csrftoken"] = "a" * 32
    return client


@pytest.mark.parametrize(
    "address",
    ["/accounts/login/", "/language/", "/s/visit/delegations/members/new/", "/s/visit/admin/"],
)
def test_a_form_in_another_charset(world: World, sign_in: SignIn, address: str) -> None:
    client = with_token(sign_in(world.lead_us))
    sent = "language=ja&login=a".encode("utf-16")
    answer = client.generic("POST", address, sent, f"{FORM}; charset=utf-16")
    assert is_our_page(answer, 400)


@pytest.mark.parametrize(
    "sent",
    [
        b"login=" + b"a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        b"&".join(b"f%d=" % n for n in range(1001)),
    ],
    ids=["too large", "too many fields"],
)
def test_a_form_beyond_all_measure(world: World, sign_in: SignIn, sent: bytes) -> None:
    aide = sign_in(world.aide_us)
    for client in (aide, with_token(aide), with_token(Client())):
        assert is_our_page(client.post("/accounts/login/", sent, content_type=FORM), 400)
    page = "/s/visit/delegations/members/new/"
    assert is_our_page(aide.post(page, sent, content_type=FORM), 400)


def test_the_longest_texts_in_two_languages_are_taken() -> None:
    # Two texts of 100 000 Japanese characters, each character nine in a form, and one more field
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE > 3 * 2 * 100_000 * 9


def test_a_form_without_its_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.aide_us, backend=settings.AUTHENTICATION_BACKENDS[0])
    answer = client.post("/s/visit/delegations/members/new/", {})
    assert is_our_page(answer, 403)
    assert "This form had expired" in answer.content.decode()


@pytest.mark.urls("tests.summit.test_errors")
@pytest.mark.parametrize("code", [400, 403, 500])
def test_an_error_page_asks_the_database_nothing(world: World, code: int) -> None:
    client = Client(raise_request_exception=False)
    with CaptureQueriesContext(connection) as queries:
        assert is_our_page(client.get(f"/fail/{code}/"), code)
    assert len(queries) == 0
    client.force_login(world.aide_us, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert is_our_page(client.get(f"/s/visit/fail/{code}/"), code)


def test_a_host_that_is_not_ours(client: Client) -> None:
    assert is_our_page(client.get("/accounts/login/", HTTP_HOST="elsewhere.example"), 400)
