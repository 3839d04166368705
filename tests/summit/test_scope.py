"""Scopes, and the middleware that opens them."""

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.http import Http404, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from agenda.models import AgendaItem
from summit.choices import Access
from summit.http import SummitRequest
from summit.models import Account, Seat
from summit.scope import ScopeError, acting_as, acting_as_scheduler, current
from summit.urls import urlpatterns as site_urls
from tests import factories as make
from tests.conftest import World

SignIn = Callable[[Account], Client]


def titles(request: SummitRequest) -> HttpResponse:
    return HttpResponse("|".join(sorted(str(item) for item in AgendaItem.objects.all())))


def write_then_fail(request: SummitRequest, how: str) -> HttpResponse:
    make.AgendaItemFactory.create(delegation=request.delegation, title=make.text("half-done"))
    if how == "400":
        return HttpResponse(status=400)
    if how == "404":
        raise Http404
    if how == "403":
        raise PermissionDenied
    return HttpResponse("kept")


urlpatterns = [
    path("s/<slug:slug>/titles/", titles),
    path("s/<slug:slug>/write/<str:how>/", write_then_fail),
    *site_urls,
]
here = pytest.mark.urls("tests.summit.test_scope")


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        name: str = cursor.fetchone()[0]
        return name


@here
def test_each_side_gets_its_own_page(world: World, sign_in: SignIn) -> None:
    for side in (world.us, world.jp):
        with world.act(side):
            make.AgendaItemFactory.create(delegation=side, title=make.text(f"SECRET {side.code}"))
    assert sign_in(world.aide_us).get("/s/visit/titles/").content == b"SECRET US"
    assert sign_in(world.aide_jp).get("/s/visit/titles/").content == b"SECRET JP"
    assert role() == "summit_app"


@here
def test_a_seat_is_needed_and_an_absent_summit_looks_the_same(
    world: World, sign_in: SignIn
) -> None:
    outsider = sign_in(world.outsider)
    hidden, absent = outsider.get("/s/visit/titles/"), outsider.get("/s/nowhere/titles/")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert dict(hidden.headers) == dict(absent.headers)
    assert sign_in(world.platform).get("/s/visit/titles/").status_code == 404


@here
def test_visitors_are_asked_to_sign_in_whatever_they_ask_for(world: World, client: Client) -> None:
    for slug in ("visit", "nowhere"):
        response = client.get(f"/s/{slug}/titles/")
        assert response.headers["Location"] == f"/accounts/login/?next=/s/{slug}/titles/"


@pytest.mark.parametrize("slug", ["%00", "visit%00", "vi%0Asit", "vísit", "a b", "%FF", "{x}"])
def test_what_cannot_be_a_slug_is_no_summit(world: World, sign_in: SignIn, slug: str) -> None:
    for rest in ("", "delegations/", "admin/"):
        assert sign_in(world.aide_us).get(f"/s/{slug}/{rest}").status_code == 404


@pytest.mark.parametrize("address", ["/s/a%20b/", "/s/100%25/", "/s/%E6%97%A5/?q=%E6%9C%AC&r=%26"])
def test_signing_in_leads_to_where_one_wanted_to_go(
    world: World, client: Client, address: str
) -> None:
    asked = client.get(address)
    sent = {"login": "aide@us.example", "password": make.PASSWORD}
    assert client.post(asked.headers["Location"], sent).headers["Location"] == address


@here
def test_a_seat_taken_away_counts_from_the_next_request(world: World, sign_in: SignIn) -> None:
    aide = sign_in(world.aide_us)
    assert aide.get("/s/visit/titles/").status_code == 200
    Seat.objects.filter(account=world.aide_us.pk).delete()
    assert aide.get("/s/visit/titles/").status_code == 404


@here
@pytest.mark.parametrize(("how", "kept"), [("200", 1), ("400", 0), ("403", 0), ("404", 0)])
def test_an_error_page_rolls_back(world: World, sign_in: SignIn, how: str, kept: int) -> None:
    sign_in(world.aide_us).get(f"/s/visit/write/{how}/")
    with world.act(world.us):
        assert AgendaItem.objects.count() == kept
    assert role() == "summit_app"


@here
def test_a_viewers_request_cannot_write(world: World, sign_in: SignIn) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        sign_in(world.viewer_jp).get("/s/visit/write/200/")


def test_a_scope_costs_one_statement(world: World) -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        world.act(world.us),
    ):
        AgendaItem.objects.count()
    statements = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    # set the scope, count, and (only inside a test's transaction) leave it again
    assert len(statements) == 3


def test_a_delegation_that_does_not_exist_is_no_scope(db: None) -> None:
    with pytest.raises(ScopeError, match="no such delegation"), acting_as(uuid4()):
        pass
    assert current() is None


def test_the_scheduler_reads_when_but_not_what(world: World) -> None:
    with world.act(world.us):
        deadline = make.DeadlineFactory.create(delegation=world.us)
    with acting_as_scheduler():
        assert type(deadline).objects.values_list("due_at", flat=True).get() == deadline.due_at
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            type(deadline).objects.values_list("title").get()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            AgendaItem.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_scope_inside_a_transaction_is_refused(real_world: World) -> None:
    with (
        pytest.raises(RuntimeError, match="durable"),
        transaction.atomic(),
        acting_as(real_world.us.pk),
    ):
        pass


@pytest.mark.django_db(transaction=True)
def test_threads_on_one_pool_keep_their_sides_apart(real_world: World) -> None:
    world = real_world
    for side in (world.us, world.jp):
        with acting_as(side.pk, access=Access.AIDE):
            make.AgendaItemFactory.create(delegation=side, title=make.text(f"SECRET {side.code}"))
    wrong: list[str] = []
    done: list[int] = []

    def read(side_pk: object, code: str) -> None:
        for _turn in range(100):
            with acting_as(side_pk):  # type: ignore[arg-type]
                seen = [str(item) for item in AgendaItem.objects.all()]
            if seen != [f"SECRET {code}"]:
                wrong.extend(seen)
            connection.close()
        done.append(1)

    threads = [
        threading.Thread(target=read, args=(side.pk, side.code))
        for side in (world.us, world.jp) * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (wrong, len(done)) == ([], 4)
