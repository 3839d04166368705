"""An SMTP server of the tests' own: keeps what it accepts, and fails on request."""

import asyncio
import contextlib
import email
import email.policy
import random
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Sink:
    """The server's handler. `trouble` is called with "RCPT" or "DATA" and may answer.

    Its answer is what the server says ("451 later"), "drop" to accept the message and cut the
    connection before saying so, or "" for no trouble.
    """

    port: int = 0
    trouble: Callable[[str], str] = lambda _stage: ""
    messages: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    slowness: float = 0.0

    async def handle_EHLO(  # noqa: N802  aiosmtpd calls it by this name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if answer := self.trouble("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.trouble("DATA")
        if answer and answer != "drop":
            return answer
        time.sleep(random.random() * self.slowness)
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        time.sleep(random.random() * self.slowness)
        if answer == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        """Message-IDs in the order of arrival."""
        return [str(message["Message-ID"]) for message in self.messages]


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running_sink() -> Iterator[Sink]:
    """A sink that listens on the loopback interface."""
    sink = Sink(port=free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    sink.connections = 0
    try:
        yield sink
    finally:
        controller.stop()
