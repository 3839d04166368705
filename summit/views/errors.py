"""Error pages that tell nothing and need nothing.

Neither the form nor the session nor the database is touched: one of them may be what failed.
Django's own handlers read the form again, and fail again where that was the error.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_SECONDS = 30


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a malformed address or form, one that is too large, a host that is not ours."""
    return _page(400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: visible, but not open to this kind of access."""
    return _page(403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form lacks its token. `reason` is for developers and is not shown."""
    return _page(403, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what is hidden and what is absent: no path, no reason."""
    return _page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: something that we need is away and will come back; Retry-After in seconds."""
    response = _page(503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _page(status: int, template: str = "") -> HttpResponse:
    # Without the request, so that no context processor runs
    return HttpResponse(render_to_string(template or f"{status}.html"), status=status)
