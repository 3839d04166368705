"""The servers that tests run on: the roles in them, and that nothing of them is left."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from django.db import connection as django_connection

from summit import embedded, servers
from summit.guardian import is_alive
from summit.processes import Family

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60.0  # for what happens at once on a machine that has nothing else to do
RUN = [sys.executable, "-m", "summit.embedded", "run", "--"]


def sockets() -> Path:
    """Where the cluster of this run of the tests listens."""
    return Path(django_connection.settings_dict["OPTIONS"]["host"])


def as_superuser(query: LiteralString) -> list[tuple[object, ...]]:
    """Ask the cluster that this run of the tests has for itself."""
    run = sockets()
    with psycopg.connect(
        host=str(run), port=servers.PORT, user=servers.SUPERUSER, dbname="summit"
    ) as connection:
        return connection.execute(query).fetchall()


def test_the_roles_are_as_narrow_as_the_design_says() -> None:
    rows = as_superuser(
        "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
        " rolinherit FROM pg_roles WHERE rolname LIKE 'summit_%' ORDER BY 1"
    )
    #                     login  super  bypass creatdb creatrole inherit
    assert rows == [
        ("summit_app", True, False, False, False, False, False),
        ("summit_backup", False, False, True, False, False, True),
        ("summit_owner", True, False, False, True, False, True),
        ("summit_scheduler", False, False, False, False, False, True),
        ("summit_scoped", False, False, False, False, False, True),
    ]


def test_the_application_may_become_its_roles_but_has_nothing_of_them_by_itself() -> None:
    rows = as_superuser(
        "SELECT r.rolname, m.inherit_option, m.set_option, m.admin_option FROM pg_auth_members m"
        " JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles a ON a.oid = m.member"
        " WHERE a.rolname = 'summit_app' ORDER BY 1"
    )
    assert rows == [
        ("summit_scheduler", False, True, False),
        ("summit_scoped", False, True, False),
    ]


def test_nobody_but_the_owner_creates_tables() -> None:
    rows = as_superuser(
        "SELECT r, has_schema_privilege(r, 'public', 'CREATE') FROM unnest(ARRAY['summit_app',"
        " 'summit_backup', 'summit_owner', 'summit_scheduler', 'summit_scoped']) r"
        " WHERE has_schema_privilege(r, 'public', 'CREATE')"
    )
    assert rows == [("summit_owner", True)]


def test_running_the_role_script_again_changes_nothing() -> None:
    query: LiteralString = "SELECT string_agg(r::text, ',' ORDER BY rolname) FROM pg_roles r"
    before = as_superuser(query)
    servers.apply_roles(sockets())
    assert as_superuser(query) == before


def test_a_command_gets_servers_of_its_own_and_its_exit_code_is_ours(tmp_path: Path) -> None:
    command = [*RUN, "sh", "-c", 'psql -V >/dev/null; echo "$DATABASE_URL $REDIS_URL"; exit 7']
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stderr
    assert os.environ["DATABASE_URL"] not in done.stdout
    assert "summit_app@:5432/summit?host=" in done.stdout
    assert list(tmp_path.glob("summit-*/pg")) == []


def test_killing_the_runner_leaves_no_server_and_no_directory(tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [*RUN, "sh", "-c", "echo started; exec sleep 300"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) as runner:
        assert runner.stdout is not None
        assert runner.stdout.readline() == b"started\n"
        [home] = [path.parent for path in tmp_path.glob("summit-*/pg")]
        postmaster = int((home / "pg" / "postmaster.pid").read_text().split()[0])
        runner.send_signal(signal.SIGKILL)
        runner.wait()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and (home.exists() or is_alive(postmaster)):
            time.sleep(0.05)
    assert not home.exists()
    assert not is_alive(postmaster)


def test_two_that_start_at_once_build_one_template(tmp_path: Path) -> None:
    env = {**os.environ, "SUMMIT_VAR": str(tmp_path)}
    commands = [
        subprocess.Popen([*RUN, "true"], cwd=ROOT, env=env, stderr=subprocess.PIPE) for _ in "ab"
    ]
    said = [command.communicate()[1] for command in commands]
    assert [command.returncode for command in commands] == [0, 0], said
    [template] = (path for path in (tmp_path / "test-template").iterdir() if path.is_dir())
    assert (template / "PG_VERSION").exists()
    assert not (template / "postmaster.pid").exists()  # stopped in order: nothing to recover


def test_only_one_builds_the_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_VAR", str(tmp_path))
    built = []

    def build(home: Path, template: Path) -> None:
        built.append(home)
        with (template.parent / "lock").open() as turn, pytest.raises(BlockingIOError):
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        template.mkdir()

    monkeypatch.setattr(embedded, "make_template", build)
    assert embedded.template_cluster() == embedded.template_cluster()
    assert len(built) == 1


def test_a_server_that_fails_says_why(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("one\nFATAL: no room\n")
    with Family() as family:
        child = family.start("postgres", ["sh", "-c", "exit 3"])
        with pytest.raises(SystemExit, match=r"(?s)postgres did not start \(exited with 3\).*room"):
            servers.wait_until(lambda: False, child, log, time.sleep)


def test_a_wait_for_a_server_can_be_cut_short(tmp_path: Path) -> None:
    def stop(seconds: float, /) -> None:
        raise InterruptedError

    with Family() as family, pytest.raises(InterruptedError):
        child = family.start("postgres", ["sleep", "300"])
        servers.wait_until(lambda: False, child, tmp_path / "log", stop)


def test_a_silent_server_on_the_same_files_is_stopped_first(tmp_path: Path) -> None:
    # Started like PostgreSQL and deaf at its socket, as one is while it recovers.
    data = tmp_path / "pg"
    data.mkdir()
    code = (
        "import signal, time; signal.signal(2, signal.SIG_DFL); print(flush=True); time.sleep(300)"
    )
    pretence = [sys.executable, "-c", code, "bin/postgres", "-D", str(data), "-k", "run"]
    with Family() as family:
        child = family.start("other", pretence, output=subprocess.PIPE).process
        assert child.stdout is not None
        with child.stdout as said:
            said.readline()
        (data / "postmaster.pid").write_text(f"{child.pid}\n")
        waited = []

        def pause(seconds: float, /) -> None:
            waited.append(seconds)
            child.wait(PATIENCE_SECONDS)  # as init does for an orphan

        servers.end_orphaned_postgres(data, pause)
        assert waited
        assert child.returncode is not None


@pytest.mark.parametrize("note", ["", "{pid}\n", "99999999\n"])
def test_the_note_of_a_server_that_is_gone_is_forgotten(tmp_path: Path, note: str) -> None:
    data = tmp_path / "pg"
    data.mkdir()
    with Family() as family:
        # After a container's restart the process id is somebody else's.
        innocent = family.start("innocent", ["sleep", "300"])
        (data / "postmaster.pid").write_text(note.format(pid=innocent.process.pid))
        servers.end_orphaned_postgres(data)
        assert innocent.process.poll() is None
    assert not (data / "postmaster.pid").exists()


def test_a_path_too_long_for_a_socket_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/tmp")  # noqa: S108  short, as the point is
    wanted = tmp_path / ("x" * 120) / "run"
    directory = servers.socket_directory(wanted)
    try:
        assert len(str(directory)) < servers.LONGEST_SOCKET
        assert directory.stat().st_mode & 0o777 == 0o700
        assert servers.socket_directory(wanted) == directory
    finally:
        directory.rmdir()
