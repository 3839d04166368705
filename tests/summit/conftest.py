"""A mail server, and a kind of mail, for the tests of the outbox."""

from collections.abc import Iterator
from typing import Any

import pytest

from summit import outbox
from tests.smtp_sink import Sink, running_sink

from .mails import Board


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Board:
    made = Board()
    kind = outbox.Kind(label="Test", fetch=made.fetch, compose=made.compose, wanted=made.wanted)
    monkeypatch.setattr(outbox, "KINDS", {"test": kind})
    return made


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with running_sink() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 3
        yield running
