"""Placeholder: being written."""

from uuid import UUID

from django.http import HttpResponse

from summit.http import SummitRequest


def item_list(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def item_create(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def item_detail(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def item_update(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def item_delete(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError


def position_edit(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError
