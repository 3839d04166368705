"""Addresses of the site. Those of a summit are below `/s/<slug>/`; its admin is `urls_admin`.

`/healthz` is not among them: HealthMiddleware answers it.
"""

from django.urls import include, path

from .admin import platform_site
from .views import choose, language, outbox

urlpatterns = [
    path("", choose.choose, name="choose"),
    path("language/", language.set_language, name="set_language"),
    path("accounts/", include("summit.urls_accounts")),
    path("platform/mail/", outbox.mail_list, name="outbox"),
    path("admin/", platform_site.urls),
    path("s/<slug:slug>/delegations/", include("summit.urls_summit")),
    path("s/<slug:slug>/stakeholders/", include("stakeholders.urls")),
    path("s/<slug:slug>/", include("agenda.urls")),
]

handler400 = "summit.views.errors.bad_request"
handler403 = "summit.views.errors.permission_denied"
handler404 = "summit.views.errors.not_found"
handler500 = "summit.views.errors.server_error"
