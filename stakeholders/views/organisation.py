"""Placeholder: being written."""

from uuid import UUID

from django.http import HttpResponse

from summit.http import SummitRequest


def organisation_list(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def organisation_create(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def organisation_detail(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def organisation_update(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def organisation_delete(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError
