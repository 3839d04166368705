"""The directory in which a running Summit keeps its state: var/, or SUMMIT_VAR."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summit.guardian import GRACE_SECONDS, is_alive

ROOT = Path(__file__).resolve().parent.parent


def var_directory() -> Path:
    """Where state lives: SUMMIT_VAR, or var/ beside manage.py."""
    return Path(os.environ.get("SUMMIT_VAR") or ROOT / "var").resolve()


def kept_secret(path: Path, fresh: str) -> str:
    """Return the secret in this file (mode 0600), which is `fresh` if there was none."""
    if path.exists() and (kept := path.read_text().strip()):
        return kept
    keep(path, fresh)
    return fresh


def keep(path: Path, text: str) -> None:
    """Write a file (mode 0600) as a whole: whoever is interrupted leaves what was there before."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text(text)
    new.replace(path)


class InUseError(Exception):
    """A Summit runs on this state; the text is its process id."""


@contextmanager
def sole_use(var: Path) -> Iterator[int]:
    """Hold the state for us alone; yields the lock's file descriptor. Raises InUseError if held.

    Processes that inherit the descriptor hold the lock too: the guardian of a supervisor that was
    killed has it until everything has stopped, and we wait for that.
    """
    var.mkdir(parents=True, exist_ok=True)
    with (var / "lock").open("a+") as file:
        patience = time.monotonic() + GRACE_SECONDS + 2
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                file.seek(0)
                holder = file.read().strip()
                alive = holder.isdecimal() and is_alive(int(holder))
                if alive or time.monotonic() > patience:
                    raise InUseError(holder) from None
                time.sleep(0.1)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield file.fileno()
