"""Addresses of Django admin inside a summit. SummitMiddleware puts `/s/<slug>/` before them."""

from django.urls import path

from .admin import scoped_site

urlpatterns = [path("admin/", scoped_site.urls)]

handler404 = "summit.views.errors.not_found"
