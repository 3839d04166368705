"""A PostgreSQL and a Redis of one's own: `python -m summit.embedded run -- command …`.

Runs a command against a fresh, fast, forgetful pair of servers in a temporary directory, with
DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL and SECRET_KEY set, and leaves nothing behind. Any
number of them run side by side. Returns the command's exit code.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from summit import servers
from summit.processes import Family
from summit.programs import postgres_program
from summit.state import var_directory


def path_of_programs() -> str:
    """PATH with the virtual environment's programs first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def template_cluster() -> Path:
    """A stopped cluster with roles and database, made once; copying it is faster than initdb."""
    postgres = [postgres_program("postgres"), "--version"]
    version = subprocess.run(postgres, capture_output=True, check=True).stdout
    digest = hashlib.sha256(version + servers.ROLES.read_bytes()).hexdigest()[:12]
    template = var_directory() / "test-template" / digest
    if template.exists():
        return template
    template.parent.mkdir(parents=True, exist_ok=True)
    with (template.parent / "lock").open("w") as turn:
        # One builds, the others wait for it: side by side they are slower than one alone.
        fcntl.flock(turn, fcntl.LOCK_EX)
        if template.exists():
            return template
        with tempfile.TemporaryDirectory(prefix="new-", dir=template.parent) as name:
            make_template(Path(name), template)
    return template


def make_template(home: Path, template: Path) -> None:
    """Build a cluster under `home` and move it into place as a whole."""
    home.chmod(0o711)  # where root must hand over to `nobody`, it passes through here
    run = servers.socket_directory(home / "run")
    # Killed on a busy machine, it would leave a cluster that every copy has to recover first.
    with Family(stop_seconds=servers.START_SECONDS) as family:
        servers.start_postgres(family, home / "pg", run, home / "log", durable=False)
        servers.apply_roles(run)
    shutil.rmtree(run)  # it may lie elsewhere, see socket_directory
    (home / "pg").rename(template)


def run_command(command: list[str]) -> int:
    """Run a command against a pair of servers of its own; return its exit code."""
    template = template_cluster()
    with Family() as family:
        home = Path(tempfile.mkdtemp(prefix="summit-"))
        family.remove_at_end(home)
        run = servers.socket_directory(home / "run")
        servers.copy_cluster(template, home / "pg")
        servers.start_redis(family, home / "redis", run, home / "redis.log", durable=False)
        servers.start_postgres(family, home / "pg", run, home / "postgres.log", durable=False)
        env = {
            **os.environ,
            "PATH": path_of_programs(),
            "DATABASE_URL": servers.database_url("summit_app", run),
            "DATABASE_OWNER_URL": servers.database_url("summit_owner", run),
            "REDIS_URL": servers.redis_url(run),
            "SECRET_KEY": secrets.token_urlsafe(50),
        }
        return family.run_in_foreground(command, env)


def main(arguments: list[str]) -> int:
    """Command line: `run -- command …`."""
    if arguments[:2] != ["run", "--"] or len(arguments) < 3:
        print("usage: python -m summit.embedded run -- command …", file=sys.stderr)
        return 2
    return run_command(arguments[2:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
