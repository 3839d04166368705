"""Starts the PostgreSQL and the Redis that installed wheels bring along.

Both listen on Unix sockets in a directory that only this user may enter, never on TCP. That
directory is what stands between them and everybody else, so roles there need no passwords.
"""

import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from summit.guardian import is_alive
from summit.processes import Child, Family, become
from summit.programs import command_line, postgres_program, redis_program

ROLES = Path(__file__).with_name("sql") / "roles.sql"
SUPERUSER = "postgres"
PORT = "5432"  # part of the socket's name; said everywhere, since PGPORT may say something else
# How long a server may take on a machine that is busy; one that fails is noticed at once.
START_SECONDS = 120.0
# The address of a Unix socket has room for 104 bytes on macOS, 108 on Linux.
LONGEST_SOCKET = 100
SETTINGS = ("timezone=UTC", "unix_socket_permissions=0700")
FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True)
class Runner:
    """Who runs PostgreSQL: what to put before its commands, or the account to become."""

    prefix: tuple[str, ...] = ()
    user: str | None = None


class Pause(Protocol):
    """Waits so many seconds, as `time.sleep` does; may raise where there is no use in waiting."""

    def __call__(self, seconds: float, /) -> None: ...


def nobody() -> pwd.struct_passwd:
    """The account without rights that every Unix has."""
    return pwd.getpwnam("nobody")


def is_too_long(directory: Path) -> bool:
    """Whether a socket in this directory would have an address that is too long."""
    return len(str(directory / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET


def socket_directory(wanted: Path) -> Path:
    """Make and return a directory for sockets, mode 0700; elsewhere if its path is too long.

    Raises SystemExit if a directory of that name belongs to somebody else.
    """
    if is_too_long(wanted):
        digest = hashlib.sha256(str(wanted).encode()).hexdigest()[:12]
        name = f"summit-{os.getuid()}-{digest}"
        wanted = Path(tempfile.gettempdir()) / name
        if is_too_long(wanted):
            wanted = Path("/tmp") / name  # noqa: S108  made below with mode 0700, and its owner checked
    wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours = {os.getuid()} if os.getuid() else {0, nobody().pw_uid}
    if wanted.is_symlink() or wanted.stat().st_uid not in ours:
        raise SystemExit(f"summit: {wanted} belongs to somebody else: remove it, or set TMPDIR.")
    wanted.chmod(0o700)
    return wanted


def database_url(role: str, run: Path) -> str:
    """Address of the database `summit` for one role, through the socket in `run`."""
    return f"postgres://{role}@:{PORT}/summit?host={quote(str(run), safe='/')}"


def redis_url(run: Path) -> str:
    """Address of Redis through the socket in `run`."""
    return f"unix://{run}/redis.sock"


def is_free(host: str, port: int) -> bool:
    """Tell whether nobody listens on this TCP port."""
    with socket.socket() as trial:
        # As the web server does: the last run's closed connections do not count.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def postgres_runner(data: Path) -> Runner:
    """Who can run PostgreSQL on this directory; the server itself refuses to be root.

    Raises SystemExit where root can neither make a user namespace nor hand over to `nobody`.
    """
    if os.geteuid() != 0:
        return Runner()
    in_disguise = Runner(prefix=("unshare", "--user", "--map-user=1000", "--map-group=1000"))
    belongs_to_nobody = data.exists() and data.stat().st_uid == nobody().pw_uid
    if not belongs_to_nobody and succeeds([*in_disguise.prefix, "true"]):
        return in_disguise
    reaches = ["test", "-x", postgres_program("postgres"), "-a", "-x", str(data.parent)]
    if succeeds(reaches, user="nobody"):
        return Runner(user="nobody")
    raise SystemExit(
        "summit: PostgreSQL refuses to be root: use an ordinary account, or set DATABASE_URL."
    )


def succeeds(command: list[str], user: str | None = None) -> bool:
    """Run a command silently; False too where there is no such command."""
    try:
        done = subprocess.run(command, **become(user), capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


def run_or_exit(command: list[str], user: str | None = None) -> None:
    """Run a program silently. Raises SystemExit with what it said if it fails."""
    # Without our environment: PGDATA, PGOPTIONS and their like are about somebody else's server.
    env = {"PATH": os.environ.get("PATH", os.defpath)}
    done = subprocess.run(
        command, **become(user), env=env, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"summit: {Path(command[0]).name} failed: {done.stderr.strip()}")


def make_cluster(data: Path, runner: Runner, *, durable: bool) -> None:
    """Create an empty PostgreSQL cluster whose text sorts and folds alike on every machine."""
    # Moved into place when complete: an interrupted initdb must not look like a cluster.
    fresh = data.with_name(f"{data.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700, parents=True)
    if runner.user:
        os.chown(fresh, nobody().pw_uid, nobody().pw_gid)
    initdb = [*runner.prefix, postgres_program("initdb"), "-D", str(fresh), "-U", SUPERUSER]
    initdb += ["--auth=trust", "--encoding=UTF8", "--no-instructions"]
    initdb += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    initdb += [] if durable else ["--no-sync"]
    run_or_exit(initdb, runner.user)
    fresh.rename(data)


def copy_cluster(source: Path, target: Path) -> None:
    """Copy a stopped cluster with its owner, who may be `nobody`."""
    shutil.copytree(source, target)
    owner = source.stat()
    if owner.st_uid != os.getuid():
        target.parent.chmod(0o711)
        for path in (target, *target.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)


def start_postgres(
    family: Family,
    data: Path,
    run: Path,
    log: Path,
    *,
    durable: bool = True,
    pause: Pause = time.sleep,
) -> None:
    """Start PostgreSQL on `data` (made if missing) with its socket in `run`; wait until it answers.

    Not `durable` is for tests: fast, and worthless after a power cut. `pause` is how to wait.
    """
    runner = postgres_runner(data)
    if not data.exists():
        make_cluster(data, runner, durable=durable)
    end_orphaned_postgres(data, pause)
    if runner.user:
        os.chown(run, nobody().pw_uid, nobody().pw_gid)
    command = [*runner.prefix, postgres_program("postgres"), "-D", str(data)]
    command += ["-k", str(run), "-h", "", "-p", PORT]
    for setting in (*SETTINGS, *(() if durable else FAST_AND_FORGETFUL)):
        command += ["-c", setting]
    with log.open("ab") as output:
        server = family.start(
            "postgres",
            command,
            output=output,
            user=runner.user,
            stop_signal=signal.SIGINT,  # "fast": ends sessions instead of waiting for them
        )
    wait_until(lambda: accepts_connections(run), server, log, pause)


def accepts_connections(run: Path) -> bool:
    """Tell whether PostgreSQL answers at the socket in `run`."""
    return succeeds([postgres_program("pg_isready"), "-q", "-h", str(run), "-p", PORT])


def end_orphaned_postgres(data: Path, pause: Pause = time.sleep) -> None:
    """Stop a server that outlived supervisor and guardian; forget one that has not.

    For callers that hold the state alone (summit/state.py): whoever is there is nobody's. Raises
    SystemExit if it does not stop.
    """
    note = data / "postmaster.pid"
    if not note.exists():
        return
    words = note.read_text().split()
    process = int(words[0]) if words and words[0].isdecimal() else 0
    # Not whether its socket answers: a server that starts or recovers is silent, and has the files.
    # The process id alone says nothing either: after a container's restart it is somebody else's.
    started_with = command_line(process) if process else ""
    if not ("bin/postgres" in started_with and f"-D {data} " in started_with):
        note.unlink()
        return
    os.kill(process, signal.SIGINT)
    deadline = time.monotonic() + START_SECONDS
    while is_alive(process):
        if time.monotonic() > deadline:
            raise SystemExit(f"summit: PostgreSQL, process {process}, does not leave {data}.")
        pause(0.05)


def apply_roles(run: Path) -> None:
    """Create the roles and the database; nothing changes where they exist."""
    psql = [postgres_program("psql"), "-X", "-q", "-h", str(run), "-U", SUPERUSER]
    run_or_exit([*psql, "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-f", str(ROLES)])


def start_redis(
    family: Family,
    data: Path,
    run: Path,
    log: Path,
    *,
    durable: bool = True,
    pause: Pause = time.sleep,
) -> None:
    """Start Redis with its files in `data` and its socket in `run`; wait until it answers."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = run / "redis.sock"
    if redis_says(path, b"PING"):
        redis_says(path, b"SHUTDOWN")  # it outlived supervisor and guardian
    settings = {
        "port": 0,
        "unixsocket": path,
        "unixsocketperm": 700,
        "dir": data,
        "logfile": log,
        "save": "60 1" if durable else "",
    }
    options: Iterable[str] = (
        part for name in settings for part in (f"--{name}", str(settings[name]))
    )
    server = family.start("redis", [redis_program(), *options])
    wait_until(lambda: redis_says(path, b"PING") == b"+PONG\r\n", server, log, pause)


def redis_says(path: Path, command: bytes) -> bytes:
    """The first bytes of a Redis server's answer; none if there is no server or it closes."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        try:
            connection.connect(str(path))
            connection.sendall(command + b"\r\n")
            return connection.recv(64)
        except OSError:
            return b""


def wait_until(ready: Callable[[], bool], server: Child, log: Path, pause: Pause) -> None:
    """Wait for a server that we started. Raises SystemExit, with its last words, if it fails."""
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        code = server.process.poll()
        if code is not None or time.monotonic() > deadline:
            how = f"took over {START_SECONDS:.0f} s" if code is None else f"exited with {code}"
            # Said here, because a log of the tests' is deleted with everything else of theirs
            words = log.read_text(errors="replace").splitlines()[-3:] if log.exists() else []
            raise SystemExit(
                "\n".join([f"summit: {server.name} did not start ({how}); see {log}", *words])
            )
        pause(0.03)
