"""Addresses of Django admin inside a summit. SummitMiddleware puts `/s/<slug>/` before them."""

from django.urls import path

from .admin import scoped_site

urlpatterns = [path("admin/", scoped_site.urls)]

handler400 = "summit.views.errors.bad_request"
handler403 = "summit.views.errors.permission_denied"
handler404 = "summit.views.errors.not_found"
handler500 = "summit.views.errors.server_error"
