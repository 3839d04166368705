"""Addresses of the delegations and their people, below `/s/<slug>/delegations/`."""

from django.urls import path

from .views import colours, member

app_name = "summit"

urlpatterns = [
    path("", member.delegation_list, name="delegation_list"),
    path("colours.css", colours.stylesheet, name="delegations_css"),
    path("members/new/", member.member_create, name="member_create"),
    path("members/<uuid:pk>/", member.member_detail, name="member_detail"),
    path("members/<uuid:pk>/edit/", member.member_update, name="member_update"),
    path("members/<uuid:pk>/delete/", member.member_delete, name="member_delete"),
]
