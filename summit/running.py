"""A site that runs on this machine: what it is made of, and how its processes are started."""

import os
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summit.processes import Child, Family
from summit.state import ROOT

POLL_SECONDS = 0.1


class Stop(Exception):  # noqa: N818  a wish, not an error
    """It is time to stop: somebody asked (no text), or something ended (the text says what)."""


@dataclass
class Site:
    """What is being run: its state, its address, the environment of its processes, and these."""

    var: Path
    host: str
    port: int
    env: dict[str, str]
    family: Family
    # The process whose end is ours too, if any: `make`, which a kill takes away without a signal
    parent: int | None = None
    asked_to_stop: threading.Event = field(default_factory=threading.Event)
    # Print the children's words; they end when the children do
    followers: dict[str, threading.Thread] = field(default_factory=dict)

    @property
    def local_url(self) -> str:
        """Address of the web server from this machine."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104  not bound here
        return f"http://{host}:{self.port}"

    def pause(self, seconds: float = POLL_SECONDS) -> None:
        """Wait. Raises Stop if somebody asks for it meanwhile, or the parent is gone."""
        if self.asked_to_stop.wait(seconds):
            raise Stop
        if self.parent is not None and os.getppid() != self.parent:
            raise Stop


def say(text: str, who: str = "summit") -> None:
    """Print lines, each with the name of the process that says it."""
    for line in filter(str.strip, text.splitlines()):
        print(f"{who:<8}| {line}", flush=True)


def follow(site: Site, child: Child) -> None:
    """Print what a child says until it closes its output; stop all if nobody can read us."""
    if child.process.stdout is None:
        return
    try:
        with child.process.stdout as output:
            for line in output:
                say(line.decode(errors="replace"), child.name)
    except OSError:
        site.asked_to_stop.set()


def start(site: Site, name: str, command: Sequence[str], **extra: str) -> Child:
    """Start a process of the site, with `extra` variables, and follow its output."""
    env = {**site.env, **extra}
    child = site.family.start(name, command, env=env, cwd=ROOT, output=subprocess.PIPE)
    site.followers[name] = threading.Thread(target=follow, args=[site, child], daemon=True)
    site.followers[name].start()
    return child


def finish(site: Site, name: str, command: Sequence[str], **extra: str) -> None:
    """Run a process to its end. Raises Stop if it fails, or if it is time to stop."""
    child = start(site, name, command, **extra)
    while child.process.poll() is None:
        site.pause()
    site.followers[name].join()
    if child.process.returncode != 0:
        raise Stop(f"{name} exited with {child.process.returncode}")
    site.family.stop(name)
