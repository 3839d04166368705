"""The delegations' colours as a stylesheet: they are data, and the pages allow no inline style."""

from django.http import HttpResponse

from summit.http import SummitRequest


def stylesheet(request: SummitRequest) -> HttpResponse:
    """One class a delegation, `.side-us { --side: … }`; lighter on a dark page."""
    rules = []
    for side in request.delegations:
        light = f"color-mix(in oklab, {side.colour} 58%, white)"
        rules.append(
            f".{side.css_class}{{--side:{side.colour};--side-solid:{side.colour}}}\n"
            f'[data-bs-theme="dark"] .{side.css_class}{{--side:{light}}}'
        )
    response = HttpResponse("\n".join(rules), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=300"
    return response
