"""What must be there before a site starts: servers, roles, tables, and something to look at.

Each step notes when it is done and may be cut short at any point: the next start takes it up again.
"""

import hashlib
import os
import secrets
import sys
from pathlib import Path

import psycopg

from summit import servers
from summit.running import Site, finish, say
from summit.state import ROOT, keep, kept_secret

MANAGE = (sys.executable, str(ROOT / "manage.py"))


def start_servers(site: Site) -> None:
    """Start the servers that the environment does not name."""
    run, log = servers.socket_directory(site.var / "run"), site.var / "log"
    log.mkdir(exist_ok=True)
    if "REDIS_URL" not in site.env:
        servers.start_redis(
            site.family, site.var / "redis", run, log / "redis.log", pause=site.pause
        )
    if "DATABASE_URL" not in site.env:
        data = site.var / "pg"
        servers.start_postgres(site.family, data, run, log / "postgres.log", pause=site.pause)
        apply_roles(site, run)
    name_servers(site, run)


def name_servers(site: Site, run: Path) -> None:
    """Put the embedded servers into the environment where it names no others."""
    site.env.setdefault("REDIS_URL", servers.redis_url(run))
    if "DATABASE_URL" not in site.env:
        site.env["DATABASE_URL"] = servers.database_url("summit_app", run)
        site.env["DATABASE_OWNER_URL"] = servers.database_url("summit_owner", run)


def stamp(site: Site, name: str) -> Path:
    """Where we note what was done to our own database: it goes where the database goes."""
    return site.var / "pg" / f"summit-{name}"


def says(note: Path, text: str) -> bool:
    """Tell whether a note is there and says just this."""
    return note.exists() and note.read_text() == text


def digest_of(*files: Path) -> str:
    """A text that changes with the contents of these files."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def apply_roles(site: Site, run: Path) -> None:
    """Create our own database and its roles, or change them where their script has changed."""
    note, digest = stamp(site, "roles"), digest_of(servers.ROLES)
    if not says(note, digest):
        servers.apply_roles(run)
        keep(note, digest)


def migrations_digest() -> str:
    """A text that changes with our migrations and roles, and with the versions we depend on."""
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    return digest_of(ROOT / "requirements.lock", servers.ROLES, *migrations)


def migrate(site: Site) -> None:
    """Migrate as the owner; a database of our own only if something changed since."""
    note, digest = stamp(site, "migrated"), migrations_digest()
    ours = not os.environ.get("DATABASE_URL")
    if ours and says(note, digest):
        return
    say("migrating the database")
    command = [*MANAGE, "migrate", "--no-input", "--verbosity", "0"]
    finish(site, "migrate", command, DATABASE_URL=site.env["DATABASE_OWNER_URL"])
    if ours:
        keep(note, digest)


def has_summit(site: Site) -> bool:
    """Tell whether there is any summit in the database."""
    with psycopg.connect(site.env["DATABASE_URL"]) as connection:
        return connection.execute("SELECT FROM summit_summit LIMIT 1").fetchone() is not None


def load_demo_once(site: Site) -> str:
    """Load the demonstration data, to its end, and return its password.

    It is written in several steps, of which the first makes the summit and the accounts. Into our
    own database it is loaded until a stamp says that it was; into somebody else's where there is
    no summit, or where we began and were interrupted.
    """
    password = site.var / "demo-password"
    ours = not os.environ.get("DATABASE_URL")
    loaded, begun = stamp(site, "demo-loaded"), site.var / "demo-begun"
    if not (ours and loaded.exists()):
        empty = not has_summit(site)
        if empty:
            choose_password(password)
        if empty or ours or begun.exists():
            say("loading the demonstration data")
            begun.touch()
            extra = {"SUMMIT_DEMO_PASSWORD": password.read_text()} if password.exists() else {}
            finish(site, "demo", [*MANAGE, "load_demo", "--verbosity", "0"], **extra)
            if ours:
                loaded.touch()
            begun.unlink()
    return password.read_text() if password.exists() else "(chosen when the data was loaded)"


def choose_password(path: Path) -> None:
    """Keep the password of new accounts: the one given, the one of an earlier load, or any."""
    given = os.environ.get("SUMMIT_DEMO_PASSWORD")
    if given:
        keep(path, given)
    else:
        kept_secret(path, secrets.token_urlsafe(9))
