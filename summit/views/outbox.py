"""Placeholder: being written."""

from uuid import UUID

from django.http import HttpResponse

from summit.http import SummitRequest


def mail_list(request: SummitRequest, pk: UUID | None = None) -> HttpResponse:
    raise NotImplementedError
