"""`make run`: PostgreSQL, Redis, web, worker and beat in one foreground process tree.

    python -m summit.up                   until Ctrl-C, or until one of them ends
    python -m summit.up -- command …      one command in the same surroundings

PostgreSQL and Redis are embedded unless DATABASE_URL (with DATABASE_OWNER_URL) and REDIS_URL name
others. HOST and PORT say where the web server listens, SUMMIT_VAR where the state lives.
"""

import os
import secrets
import signal
import sys
import time
import urllib.request
from pathlib import Path

from summit import servers
from summit.processes import Family
from summit.readiness import load_demo_once, migrate, name_servers, start_servers
from summit.running import Site, Stop, say, start
from summit.state import InUseError, kept_secret, sole_use, var_directory

READY_SECONDS = 120.0
# Root is what people are in containers; the advice against it is for a server, not for a trial.
QUIET = "ignore:You're running the worker with superuser privileges"
CELERY = (sys.executable, "-W", QUIET, "-m", "celery", "--quiet", "-A", "summit")
LAST_WORDS_SECONDS = 1.0
SIGN_INS = """\
  nsc-east-asia@us.example   United States, aide      admin@us.example    lead
  na1@mofa.example           Japan, aide              admin@mofa.example  lead
  platform@summit.example    platform administrator"""


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


def watch(site: Site, greeting: str, started: float) -> None:
    """Greet when the site answers, and wait. Raises Stop when it is time to."""
    ready = False
    while True:
        site.pause()
        if ended := site.family.first_exited():
            raise Stop(ended)
        if not ready and answers(site):
            ready = True
            say(f"ready after {time.monotonic() - started:.1f} s: {site.local_url}/\n{greeting}")
        if not ready and time.monotonic() - started > READY_SECONDS:
            raise Stop(f"web did not answer within {READY_SECONDS:.0f} s")


def greeting(site: Site, password: str) -> str:
    """How to sign in, and where mail goes."""
    mail = site.env.get("EMAIL_HOST") or f"{site.var / 'mail'}/ as files"
    return f"sign in with the password {password}\n{SIGN_INS}\nmail goes to {mail}; Ctrl-C stops"


def run_site(site: Site) -> int:
    """Run everything until somebody stops it (returns 0) or something ends by itself (1)."""
    started = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: site.asked_to_stop.set())
    try:
        start_servers(site)
        migrate(site)
        password = load_demo_once(site)
        start_site(site)
        watch(site, greeting(site, password), started)
    except Stop as reason:
        say(f"{reason}: stopping" if str(reason) else "stopping")
        site.family.stop("web", "worker", "beat", "migrate", "demo")
        site.family.stop("postgres", "redis")
        deadline = time.monotonic() + LAST_WORDS_SECONDS
        for follower in site.followers.values():
            follower.join(timeout=max(0.0, deadline - time.monotonic()))
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
                site = Site(var, host, port, {}, family, parent)
                prepare(site)
                if not command:
                    return run_site(site)
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
