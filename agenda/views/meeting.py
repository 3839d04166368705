"""Placeholder: being written."""

from uuid import UUID

from django.http import HttpResponse

from summit.http import SummitRequest


def programme(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def meeting_create(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def meeting_detail(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def meeting_update(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def meeting_delete(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def participants_edit(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError
