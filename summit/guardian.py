"""Ends the processes of a supervisor that was killed before it could end them itself.

Started by `summit.processes` with a pipe on standard input; needs nothing but the standard library.
Each line of the pipe says one thing:

    add <pid> <signal> <group: 0 or 1>    this process must not outlive the supervisor
    drop <pid>                            it has ended, its id may belong to someone else now
    remove <directory>                    delete this directory at the end (absolute path)

The pipe closes when the supervisor is gone, however it went. Works on every Unix, and through
`unshare`, which loses the parent-death signal of Linux.
"""

import contextlib
import os
import shutil
import signal
import sys
import time

GRACE_SECONDS = 5.0


def is_alive(pid: int) -> bool:
    """True while a process of this id exists (another user's counts too)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def end(wards: dict[int, tuple[int, bool]]) -> None:
    """Ask each process to stop, newest first; kill what is left after the grace."""
    for pid, (stop_signal, _) in reversed(wards.items()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, stop_signal)
    deadline = time.monotonic() + GRACE_SECONDS
    while time.monotonic() < deadline and any(is_alive(pid) for pid in wards):
        time.sleep(0.05)
    for pid, (_, leads_group) in wards.items():
        # The group may hold children that outlived their leader.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL) if leads_group else os.kill(pid, signal.SIGKILL)


def main() -> None:
    """Read the pipe to its end, then clean up."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    wards: dict[int, tuple[int, bool]] = {}
    directories: list[str] = []
    for line in sys.stdin:
        verb, _, rest = line.rstrip("\n").partition(" ")
        if verb == "add":
            pid, stop_signal, leads_group = map(int, rest.split())
            wards[pid] = (stop_signal, bool(leads_group))
        elif verb == "drop":
            wards.pop(int(rest), None)
        elif verb == "remove":
            directories.append(rest)
    end(wards)
    for directory in directories:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
