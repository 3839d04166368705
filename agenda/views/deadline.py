"""Placeholder: being written."""

from uuid import UUID

from django.http import HttpResponse

from summit.http import SummitRequest


def deadline_list(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def deadline_create(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def deadline_detail(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def deadline_update(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def deadline_delete(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def deadline_done(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError
