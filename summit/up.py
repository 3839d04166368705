"""`make run`: PostgreSQL, Redis, web, worker and beat in one foreground process tree.

    python -m summit.up                   until Ctrl-C, or until one of them ends
    python -m summit.up -- command …      one command in the same surroundings

PostgreSQL and Redis are embedded unless DATABASE_URL (with DATABASE_OWNER_URL) and REDIS_URL name
others. HOST and PORT say where the web server listens, SUMMIT_VAR where the state lives.
"""

import hashlib
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from summit import servers
from summit.processes import Child, Family
from summit.state import ROOT, InUseError, kept_secret, sole_use, var_directory

READY_SECONDS = 60.0
POLL_SECONDS = 0.1
MANAGE = (sys.executable, str(ROOT / "manage.py"))
# Root is what people are in containers; the advice against it is for a server, not for a trial.
QUIET = "ignore:You're running the worker with superuser privileges"
CELERY = (sys.executable, "-W", QUIET, "-m", "celery", "--quiet", "-A", "summit")
SIGN_INS = """\
  nsc-east-asia@us.example   United States, aide      admin@us.example    lead
  na1@mofa.example           Japan, aide              admin@mofa.example  lead
  platform@summit.example    platform administrator"""


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
    asked_to_stop: threading.Event = field(default_factory=threading.Event)
    # Print the children's words; they end when the children do
    followers: dict[str, threading.Thread] = field(default_factory=dict)

    @property
    def local_url(self) -> str:
        """Address of the web server from this machine."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104  not bound here
        return f"http://{host}:{self.port}"


def say(text: str, who: str = "summit") -> None:
    """Print lines, each with the name of the process that says it."""
    for line in filter(str.strip, text.splitlines()):
        print(f"{who:<8}| {line}", flush=True)


def follow(site: Site, child: Child) -> None:
    """Print what a child says until it closes its output; stop all if nobody can read us."""
    try:
        for line in child.process.stdout or ():
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
    """Run a process to its end. Raises Stop if it fails, or if somebody asks us to stop."""
    child = start(site, name, command, **extra)
    while child.process.poll() is None:
        if site.asked_to_stop.wait(POLL_SECONDS):
            raise Stop
    site.followers[name].join()
    if child.process.returncode != 0:
        raise Stop(f"{name} exited with {child.process.returncode}")
    site.family.stop(name)


def require_owner_url() -> None:
    """Raise SystemExit where the database is somebody's own and we could not migrate it."""
    if os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_OWNER_URL"):
        raise SystemExit("summit: DATABASE_URL needs DATABASE_OWNER_URL beside it, for migrations.")


def listening() -> tuple[str, int]:
    """HOST and PORT. Raises SystemExit if the port is no port, or taken."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise SystemExit(f"summit: PORT must be a number from 1 to 65535, not {port!r}.")
    if not servers.is_free(host, int(port)):
        raise SystemExit(f"summit: port {port} is taken; choose another: PORT=8123 make run")
    return host, int(port)


def prepare(site: Site) -> None:
    """Fill in the environment of the site's processes."""
    path = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    site.env = {
        "BASE_URL": site.local_url,
        "INSECURE_HTTP": "1",  # plain HTTP, on this machine only
        **{name: value for name, value in os.environ.items() if value},
        "PATH": os.pathsep.join(path),
        "PORT": str(site.port),
        "PYTHONUNBUFFERED": "1",
        "SUMMIT_VAR": str(site.var),
    }
    site.env.setdefault(
        "SECRET_KEY", kept_secret(site.var / "secret-key", secrets.token_urlsafe(50))
    )


def start_servers(site: Site) -> None:
    """Start the servers that the environment does not name."""
    run, log = servers.socket_directory(site.var / "run"), site.var / "log"
    log.mkdir(exist_ok=True)
    if "REDIS_URL" not in site.env:
        servers.start_redis(site.family, site.var / "redis", run, log / "redis.log")
    if "DATABASE_URL" not in site.env:
        servers.start_postgres(site.family, site.var / "pg", run, log / "postgres.log")
        if not migrated_stamp(site).exists():
            servers.apply_roles(run)
    name_servers(site, run)


def name_servers(site: Site, run: Path) -> None:
    """Put the embedded servers into the environment where it names no others."""
    site.env.setdefault("REDIS_URL", servers.redis_url(run))
    if "DATABASE_URL" not in site.env:
        site.env["DATABASE_URL"] = servers.database_url("summit_app", run)
        site.env["DATABASE_OWNER_URL"] = servers.database_url("summit_owner", run)


def migrated_stamp(site: Site) -> Path:
    """Where we note what our own database was migrated to: it goes where the database goes."""
    return site.var / "pg" / "summit-migrated"


def migrations_digest() -> str:
    """A text that changes with our migrations and roles, and with the versions we depend on."""
    files = [ROOT / "requirements.lock", servers.ROLES, *sorted(ROOT.glob("*/migrations/*.py"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def migrate(site: Site) -> None:
    """Migrate as the owner; a database of our own only if something changed since."""
    stamp, digest = migrated_stamp(site), migrations_digest()
    ours = not os.environ.get("DATABASE_URL")
    if ours and stamp.exists() and stamp.read_text() == digest:
        return
    say("migrating the database")
    command = [*MANAGE, "migrate", "--no-input", "--verbosity", "0"]
    finish(site, "migrate", command, DATABASE_URL=site.env["DATABASE_OWNER_URL"])
    if ours:
        stamp.write_text(digest)


def load_demo_once(site: Site) -> str:
    """Load the demonstration data into a database without a summit; return its password."""
    kept = site.var / "demo-password"
    with psycopg.connect(site.env["DATABASE_URL"]) as connection:
        found = connection.execute("SELECT EXISTS (SELECT FROM summit_summit)").fetchone()
    if found == (False,):
        say("loading the demonstration data")
        fresh = os.environ.get("SUMMIT_DEMO_PASSWORD") or secrets.token_urlsafe(9)
        password = kept_secret(kept, fresh)
        finish(
            site, "demo", [*MANAGE, "load_demo", "--verbosity", "0"], SUMMIT_DEMO_PASSWORD=password
        )
    return kept.read_text() if kept.exists() else "(chosen when the data was loaded)"


def start_site(site: Site) -> None:
    """Start web, worker and beat."""
    web = ["--bind", f"{site.host}:{site.port}", "--worker-class", "gthread", "--threads", "8"]
    web += ["--graceful-timeout", "3", "--no-control-socket", "--log-level", "warning"]
    start(site, "web", [sys.executable, "-m", "gunicorn", "summit.wsgi", *web])
    worker = ["--pool", "threads", "--concurrency", "4", "--without-mingle", "--without-gossip"]
    start(site, "worker", [*CELERY, "worker", *worker, "--loglevel", "WARNING"])
    beat = ["--pidfile=", "--schedule", str(site.var / "beat-schedule"), "--loglevel", "WARNING"]
    start(site, "beat", [*CELERY, "beat", *beat])


def answers(site: Site) -> bool:
    """Tell whether the site says that it is well."""
    try:
        with urllib.request.urlopen(f"{site.local_url}/healthz", timeout=2) as response:  # noqa: S310
            return bool(response.status == 200)
    except OSError:
        return False


def watch(site: Site, greeting: str, started: float, parent: int | None) -> None:
    """Greet when the site answers, and wait. Raises Stop when it is time to."""
    ready = False
    while not site.asked_to_stop.wait(POLL_SECONDS):
        if ended := site.family.first_exited():
            raise Stop(ended)
        if parent is not None and os.getppid() != parent:
            raise Stop
        if not ready and answers(site):
            ready = True
            say(f"ready after {time.monotonic() - started:.1f} s: {site.local_url}/\n{greeting}")
        if not ready and time.monotonic() - started > READY_SECONDS:
            raise Stop(f"web did not answer within {READY_SECONDS:.0f} s")
    raise Stop


def greeting(site: Site, password: str) -> str:
    """How to sign in, and where mail goes."""
    mail = site.env.get("EMAIL_HOST") or f"{site.var / 'mail'}/ as files"
    return f"sign in with the password {password}\n{SIGN_INS}\nmail goes to {mail}; Ctrl-C stops"


def run_site(site: Site, parent: int | None) -> int:
    """Run everything until somebody stops it (returns 0) or something ends by itself (1)."""
    started = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: site.asked_to_stop.set())
    try:
        start_servers(site)
        migrate(site)
        password = load_demo_once(site)
        start_site(site)
        watch(site, greeting(site, password), started, parent)
    except Stop as reason:
        say(f"{reason}: stopping" if str(reason) else "stopping")
        # Together; the servers under them follow one by one.
        site.family.stop("web", "worker", "beat", "migrate", "demo")
        for follower in site.followers.values():
            follower.join(timeout=1)
        return 1 if str(reason) else 0
    return 0


def main(arguments: list[str]) -> int:
    """Command line: nothing, `--end-with-parent`, or `-- command …`."""
    parent = os.getppid() if "--end-with-parent" in arguments else None
    command = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    var = var_directory()
    require_owner_url()
    try:
        with sole_use(var) as lock:
            host, port = ("127.0.0.1", 0) if command else listening()
            with Family(keep_open=[lock]) as family:
                site = Site(var, host, port, {}, family)
                prepare(site)
                if not command:
                    return run_site(site, parent)
                start_servers(site)
                return family.run_in_foreground(command, site.env)
    except InUseError as holder:
        if not command:
            raise SystemExit(
                f"summit: process {holder} runs on {var} already; stop it first, or set SUMMIT_VAR"
            ) from None
    # A site runs on this state: join it.
    with Family() as family:
        site = Site(var, "127.0.0.1", 0, {}, family)
        prepare(site)
        name_servers(site, servers.socket_directory(var / "run"))
        return family.run_in_foreground(command, site.env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
