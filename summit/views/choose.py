"""The first page: one's only summit, or the choice among several."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from summit.models import Seat


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Lead to the only summit; offer a choice of several; send the platform to its pages."""
    seats = list(
        Seat.objects.filter(account=request.user.pk).select_related("summit", "delegation")
    )
    if len(seats) == 1:
        return redirect("agenda:overview", slug=seats[0].summit.slug)
    if not seats and request.user.is_staff:
        return redirect("admin:index")
    return render(request, "summit/choose.html", {"seats": seats})
