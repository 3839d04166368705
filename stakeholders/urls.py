"""Addresses of the stakeholders, below `/s/<slug>/stakeholders/`."""

from django.urls import path

from .views import organisation

app_name = "stakeholders"

urlpatterns = [
    path("", organisation.organisation_list, name="organisation_list"),
    path("new/", organisation.organisation_create, name="organisation_create"),
    path("<uuid:pk>/", organisation.organisation_detail, name="organisation_detail"),
    path("<uuid:pk>/edit/", organisation.organisation_update, name="organisation_update"),
    path("<uuid:pk>/delete/", organisation.organisation_delete, name="organisation_delete"),
]
