"""Placeholder: being written."""

from uuid import UUID

from django.http import HttpResponse

from summit.http import SummitRequest


def delegation_list(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def member_create(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def member_detail(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def member_update(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def member_delete(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError
