"""Child processes that end with this process, however it ends."""

import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self, TypedDict

GUARDIAN = Path(__file__).with_name("guardian.py")


class Identity(TypedDict, total=False):
    """The arguments with which `subprocess` becomes somebody else."""

    user: int
    group: int
    extra_groups: list[int]


def become(user: str | None) -> Identity:
    """Arguments for `subprocess`: be this account, with nothing left of ours; None is ourselves."""
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@dataclass
class Child:
    """A running child: what it is called, its process, and the signal that stops it in order."""

    name: str
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals
    leads_group: bool


@dataclass
class Family:
    """Children in the order of their start. Use as a context manager: leaving it stops them all.

    A guardian process (see `summit.guardian`) stops them where this process was killed outright.
    """

    # `make run` stops in two steps and is to be gone within 10 s
    stop_seconds: float = 3.5
    keep_open: Sequence[int] = ()  # file descriptors that the guardian holds until the end
    children: list[Child] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._guardian = subprocess.Popen(
            [sys.executable, "-I", "-S", str(GUARDIAN)],
            stdin=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
            pass_fds=self.keep_open,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if self._guardian.stdin:
            self._guardian.stdin.close()
        self._guardian.wait()

    def _tell_guardian(self, line: str) -> None:
        # Where it was killed, `first_exited` says so; what we stop we can stop without it.
        with suppress(BrokenPipeError):
            if self._guardian.stdin:
                self._guardian.stdin.write(f"{line}\n".encode())

    def remove_at_end(self, directory: Path) -> None:
        """Delete this directory when everything has stopped."""
        self._tell_guardian(f"remove {directory.resolve()}")

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        output: int | IO[bytes] | None = None,
        user: str | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        own_group: bool = True,
    ) -> Child:
        """Start a command; `output` takes both of its streams (default: ours).

        With `own_group` the terminal's Ctrl-C does not reach it: we stop it in our order. Without,
        it shares our terminal, as a shell must.
        """
        process = subprocess.Popen(
            list(command),
            env=env,
            cwd=cwd,
            **become(user),
            stdin=subprocess.DEVNULL if own_group else None,
            stdout=output,
            stderr=output if output is None else subprocess.STDOUT,
            start_new_session=own_group,
        )
        child = Child(name, process, stop_signal, own_group)
        self.children.append(child)
        self._tell_guardian(f"add {process.pid} {int(stop_signal)} {int(own_group)}")
        return child

    def run_in_foreground(self, command: Sequence[str], env: Mapping[str, str]) -> int:
        """Run a command on our terminal and return its exit code. Ctrl-C is the command's.

        A SIGTERM or SIGHUP that we receive is handed on, so that we end after it has.
        """
        signal.signal(signal.SIGINT, lambda *_: None)
        child = self.start("command", command, env=env, own_group=False)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda received, _: child.process.send_signal(received))
        return child.process.wait()

    def first_exited(self) -> str | None:
        """Say which child has ended by itself and how, or None while all run."""
        if self._guardian.poll() is not None:
            return f"guardian exited with {self._guardian.returncode}"
        for child in self.children:
            if child.process.poll() is not None:
                return f"{child.name} exited with {child.process.returncode}"
        return None

    def stop(self, *names: str) -> None:
        """Stop the children of these names at once, or all children, youngest first.

        Whatever takes longer than `stop_seconds` is killed, with its process group.
        """
        if names:
            self._stop([child for child in self.children if child.name in names])
        else:
            for child in reversed(self.children):
                self._stop([child])

    def _stop(self, children: list[Child]) -> None:
        for child in children:
            if child.process.poll() is None:
                child.process.send_signal(child.stop_signal)
        deadline = time.monotonic() + self.stop_seconds
        for child in children:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                kill = os.killpg if child.leads_group else os.kill
                kill(child.process.pid, signal.SIGKILL)
                child.process.wait()
            self._tell_guardian(f"drop {child.process.pid}")
        self.children = [child for child in self.children if child not in children]
