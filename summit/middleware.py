"""From the address to a scope: which seat, then the transaction in which it sees its side.

Before that what holds for every request: health, caches, what is away.
"""

import logging
import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation
from redis.exceptions import RedisError

from .models import Delegation, Seat
from .permissions import may_administer
from .scope import acting_as
from .views import errors, health

GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)

# What a slug can be. PostgreSQL refuses a NUL even in a question.
SLUG = re.compile(r"[-a-zA-Z0-9_]+")


class HealthMiddleware:
    """Answer `/healthz` before anything asks for a session, a known host or the pool."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return health.healthz(request)
        return self.get_response(request)


class NoStoreMiddleware:
    """No page stays on a disk or behind the Back button, unless its view says that it may.

    Error pages and those for visitors too: whether somebody is signed in may be what failed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class UnavailableMiddleware:
    """503 where a view needs Redis and it is away.

    Those are allauth's: Redis counts the attempts at a sign-in. To let them pass uncounted would
    open the passwords to guessing for as long as somebody keeps Redis busy.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page in place of the exception; None for any other exception."""
        if not isinstance(exception, RedisError):
            return None
        logger.error("Redis does not answer: %s", exception)
        return errors.unavailable(request)


class PreferencesMiddleware:
    """Language and time zone of whoever signed in; a visitor keeps what the browser asks for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        if not account.is_authenticated:
            return self.get_response(request)
        translation.activate(account.language)
        request.LANGUAGE_CODE = account.language
        with timezone.override(account.zone):
            response = self.get_response(request)
        response.headers["Content-Language"] = account.language
        return response


class SummitMiddleware:
    """Below `/s/<slug>/`: find the seat, open the scope, run the view inside it.

    Sets `request.seat`, `summit`, `delegation` and `delegations` (None outside a summit). Without a
    seat the summit does not exist: 404, as for one that is absent. A response of 400 or more
    rolls back: Django has turned the exception into a response by then, and the transaction
    would otherwise commit. Streaming is refused: its body would be read outside the scope.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slug, in_admin = self._address(request)
        request.seat = request.summit = request.delegation = None  # type: ignore[attr-defined]
        if slug is None:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        seat = self._seat(request, slug)
        request.seat = seat  # type: ignore[attr-defined]
        request.summit, request.delegation = seat.summit, seat.delegation  # type: ignore[attr-defined]
        if in_admin and not may_administer(seat):
            raise PermissionDenied
        with acting_as(seat.delegation_id, access=seat.access, actor=seat.account_id):
            request.delegations = self._sides(seat)  # type: ignore[attr-defined]
            response = self._admin(request, slug) if in_admin else self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            if response.streaming:
                raise RuntimeError("a scoped response must not stream")
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Views below `/s/<slug>/` take no slug: they have `request.summit`."""
        if getattr(request, "summit", None) is not None:
            kwargs.pop("slug", None)
        return None

    @staticmethod
    def _address(request: HttpRequest) -> tuple[str | None, bool]:
        parts = request.path_info.split("/")  # "", "s", slug, rest…
        if len(parts) < 4 or parts[1] != "s":
            return None, False
        return parts[2], parts[3] == "admin"

    @staticmethod
    def _seat(request: HttpRequest, slug: str) -> Seat:
        if not SLUG.fullmatch(slug):
            raise Http404
        seats = Seat.objects.select_related("summit", "delegation", "account")
        seat = seats.filter(account=request.user.pk, summit__slug=slug).first()
        if seat is None:
            raise Http404
        return seat

    @staticmethod
    def _sides(seat: Seat) -> list[Delegation]:
        sides = list(Delegation.objects.filter(summit=seat.summit_id))
        return sorted(sides, key=lambda side: (side.pk != seat.delegation_id, side.position))

    def _admin(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Django admin reverses its own addresses; a script prefix makes them this summit's."""
        before = get_script_prefix()
        request.urlconf = "summit.urls_admin"  # type: ignore[attr-defined]
        request.path_info = request.path_info.removeprefix(f"/s/{slug}")
        set_script_prefix(f"{before}s/{slug}/")
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)
