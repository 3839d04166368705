"""Error pages that tell nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what is hidden and what is absent: no path, no reason."""
    return render(request, "404.html", status=404)
