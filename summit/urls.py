"""Addresses of the site. Those of a summit are below `/s/<slug>/`; its admin is `urls_admin`."""

from django.urls import include, path

from .admin import platform_site
from .views import choose, health, language, outbox

urlpatterns = [
    path("", choose.choose, name="choose"),
    path("healthz", health.healthz, name="healthz"),
    path("language/", language.set_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("platform/mail/", outbox.mail_list, name="outbox"),
    path("admin/", platform_site.urls),
    path("s/<slug:slug>/delegations/", include("summit.urls_summit")),
    path("s/<slug:slug>/stakeholders/", include("stakeholders.urls")),
    path("s/<slug:slug>/", include("agenda.urls")),
]

handler404 = "summit.views.errors.not_found"
