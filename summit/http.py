"""What a request carries inside a summit."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from .models import Account, Delegation, Seat, Summit


class SummitRequest(HttpRequest):
    """A request below `/s/<slug>/`: SummitMiddleware has set these. For annotations only."""

    user: "Account"
    htmx: "HtmxDetails"
    seat: "Seat"
    summit: "Summit"
    delegation: "Delegation"
    # Every delegation of the summit, the own one first
    delegations: "list[Delegation]"
