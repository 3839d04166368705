"""Two sites. `/admin/`: accounts, seats, summits, delegations, and nothing of any side.
`/s/<slug>/admin/`: everything of one side, for its leads, inside their scope (SummitMiddleware).
"""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from summit.choices import Access
from summit.http import SummitRequest
from summit.models import Seat
from summit.permissions import may_administer

from .keys import OfferedAutocompleteView


def address(request: HttpRequest, name: str, **kwargs: str) -> str:
    """The address of a page of the site, from inside an admin that sits below a summit."""
    prefix = get_script_prefix()
    summit = getattr(request, "summit", None)
    root = prefix.removesuffix(f"s/{summit.slug}/") if summit else prefix
    path = reverse(name, urlconf=settings.ROOT_URLCONF, kwargs=kwargs)
    return root + path.removeprefix(prefix)


class Site(AdminSite):
    """What both have in common: signing in and out is the site's business, not admin's."""

    index_title = _("Administration")
    site_title = _("Summit administration")

    def get_urls(self) -> list[Any]:
        """Without the short cut from a content type and a key to a row: nothing here uses it."""
        urls: list[Any] = super().get_urls()
        return [url for url in urls if getattr(url, "name", None) != "view_on_site"]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        return OfferedAutocompleteView.as_view(admin_site=self)(request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the addresses that the header links to."""
        return {
            **super().each_context(request),
            "home_url": address(request, "choose"),
            "sign_out_url": address(request, "account_logout"),
            "password_url": address(request, "account_change_password"),
        }

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """Sign out where everybody does."""
        return redirect(address(request, "account_logout"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """Change the password where everybody does."""
        return redirect(address(request, "account_change_password"))


class PlatformSite(Site):
    """For platform administrators. Others who come here are sent to the admin of their summit."""

    site_header = _("Platform administration")
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        account = request.user
        return account.is_active and bool(getattr(account, "is_platform", False))

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Where `admin_view` sends whoever has no permission: visitors, and leads of a summit."""
        if self.has_permission(request):
            return redirect("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        seats = Seat.objects.filter(account=request.user.pk, access=Access.LEAD)
        summits = [seat.summit for seat in seats.select_related("summit")]
        if not summits:
            raise PermissionDenied
        if len(summits) == 1:
            return redirect(scoped_index(summits[0].slug))
        choices = [(summit, scoped_index(summit.slug)) for summit in summits]
        return render(request, "summit/choose_admin.html", {"choices": choices})


def scoped_index(slug: str) -> str:
    """The address of a summit's admin. The middleware mounts it, so it has no name to reverse."""
    return f"{get_script_prefix()}s/{slug}/admin/"


class ScopedSite(Site):
    """For leads, inside a summit. What it can show is what the scope can see."""

    def has_permission(self, request: HttpRequest) -> bool:
        seat = getattr(request, "seat", None)
        return seat is not None and may_administer(seat)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The middleware let nobody else in: there is nothing to sign in to."""
        return redirect("admin:index")

    def each_context(self, request: SummitRequest) -> dict[str, Any]:  # type: ignore[override]
        """With the summit's name, and the way back to it."""
        slug = request.summit.slug
        return {
            **super().each_context(request),
            "site_header": format_lazy(
                "{summit} · {title}", summit=request.summit.short_title, title=self.index_title
            ),
            "site_url": address(request, "agenda:overview", slug=slug),
            "colours_url": address(request, "summit:delegations_css", slug=slug),
        }


platform_site = PlatformSite()
scoped_site = ScopedSite()
