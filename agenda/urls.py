"""Addresses of overview, agenda, programme and deadlines, below `/s/<slug>/`."""

from django.urls import path

from .views import deadline, item, meeting, overview, position

app_name = "agenda"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("agenda/", item.item_list, name="item_list"),
    path("agenda/new/", item.item_create, name="item_create"),
    path("agenda/<uuid:pk>/", item.item_detail, name="item_detail"),
    path("agenda/<uuid:pk>/edit/", item.item_update, name="item_update"),
    path("agenda/<uuid:pk>/delete/", item.item_delete, name="item_delete"),
    path("agenda/<uuid:pk>/lead/", item.item_lead, name="item_lead"),
    path("agenda/<uuid:pk>/position/", position.position_edit, name="position_edit"),
    path("programme/", meeting.programme, name="programme"),
    path("programme/new/", meeting.meeting_create, name="meeting_create"),
    path("programme/<uuid:pk>/", meeting.meeting_detail, name="meeting_detail"),
    path("programme/<uuid:pk>/edit/", meeting.meeting_update, name="meeting_update"),
    path("programme/<uuid:pk>/delete/", meeting.meeting_delete, name="meeting_delete"),
    path(
        "programme/<uuid:pk>/participants/",
        meeting.participants_edit,
        name="participants_edit",
    ),
    path("deadlines/", deadline.deadline_list, name="deadline_list"),
    path("deadlines/new/", deadline.deadline_create, name="deadline_create"),
    path("deadlines/<uuid:pk>/", deadline.deadline_detail, name="deadline_detail"),
    path("deadlines/<uuid:pk>/edit/", deadline.deadline_update, name="deadline_update"),
    path("deadlines/<uuid:pk>/delete/", deadline.deadline_delete, name="deadline_delete"),
    path("deadlines/<uuid:pk>/done/", deadline.deadline_done, name="deadline_done"),
]
