"""`make run`: what it refuses in one line, and that everything it started ends with it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from summit import readiness
from summit.state import sole_use

ROOT = Path(__file__).resolve().parent.parent.parent
UP = [sys.executable, "-m", "summit.up"]
SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY")
PATIENCE_SECONDS = 180.0  # for what takes a few seconds on a machine that has nothing else to do
# One supervisor at a time, where tests run side by side
pytestmark = pytest.mark.xdist_group("supervisor")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def newcomer(var: Path) -> dict[str, str]:
    """An environment that names no servers, but a state and a port of one's own."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    ours = {name: value for name, value in os.environ.items() if name not in SERVERS}
    ours.pop("DJANGO_SETTINGS_MODULE", None)
    return {**ours, "SUMMIT_VAR": str(var), "PORT": str(port)}


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A newcomer's environment, with nothing there yet."""
    return newcomer(tmp_path / "var")


@pytest.fixture(scope="module")
def used_env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A newcomer's environment whose state the tests of this module share: only the first waits."""
    return newcomer(tmp_path_factory.mktemp("used") / "var")


def refused(env: dict[str, str]) -> str:
    """Run it where it must not start; return the one line that it says."""
    done = subprocess.run(UP, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    return line


def processes_of(env: dict[str, str]) -> list[str]:
    """Command lines of all processes that know of this state, from their words or environment."""
    mark = env["SUMMIT_VAR"].encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes()
            known = mark in words or mark in (entry / "environ").read_bytes()
        except OSError:  # it has just ended
            continue
        if known and words:
            found.append(words.replace(b"\0", b" ").decode(errors="replace"))
    return found


def wait_for(condition: Callable[[], bool]) -> bool:
    """Wait until something holds; False if it never does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (holds := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds


def letters_to(env: dict[str, str], address: str) -> list[str]:
    """The texts of the mails that lie in this state's folder for an address."""
    files = Path(env["SUMMIT_VAR"], "mail").glob("*.eml")
    mails = (message_from_bytes(file.read_bytes(), policy=policy.default) for file in files)
    bodies = [mail.get_body(["plain"]) for mail in mails if address in str(mail["To"])]
    return [body.get_content() for body in bodies if body]


@contextmanager
def running(env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A site that has said it is ready, and what it said until then."""
    with subprocess.Popen(
        UP, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as site:
        try:
            assert site.stdout is not None
            said = []
            for line in site.stdout:
                said.append(line)
                if "Ctrl-C" in line:
                    break
            assert site.poll() is None, "".join(said)
            yield site, said
        finally:
            if site.poll() is None:
                site.send_signal(signal.SIGTERM)


def test_a_taken_port_is_told_before_anything_starts(env: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(env["PORT"])))
        taken.listen()
        line = refused(env)
    assert re.search(rf"port {env['PORT']} is taken.*PORT=8123 make run", line)
    assert not (Path(env["SUMMIT_VAR"]) / "pg").exists()


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_must_be_one(env: dict[str, str], port: str) -> None:
    assert "PORT must be a number" in refused({**env, "PORT": port})


def test_a_database_of_ones_own_needs_its_owner(env: dict[str, str]) -> None:
    line = refused({**env, "DATABASE_URL": "postgres://summit_app@db/summit"})
    assert "DATABASE_OWNER_URL" in line


def test_a_second_start_on_the_same_state_is_refused(env: dict[str, str]) -> None:
    with sole_use(Path(env["SUMMIT_VAR"])):
        line = refused(env)
    assert f"process {os.getpid()} runs on {env['SUMMIT_VAR']} already" in line


def test_a_changed_migration_changes_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations = tmp_path / "agenda" / "migrations"
    migrations.mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text("django==5.2.1")
    (migrations / "0001_initial.py").write_text("one")
    monkeypatch.setattr(readiness, "ROOT", tmp_path)
    digests = {readiness.migrations_digest()}
    (migrations / "0001_initial.py").write_text("two")
    digests.add(readiness.migrations_digest())
    (migrations / "0002_more.py").write_text("")
    digests.add(readiness.migrations_digest())
    assert len(digests) == 3


@on_linux
def test_from_nothing_to_mail_and_back_to_nothing(env: dict[str, str]) -> None:
    with running(env) as (site, said):
        text = "".join(said)
        assert env["PORT"] in text
        assert "na1@mofa.example" in text
        assert "/mail" in text
        for path in ("healthz", "accounts/login/"):
            with urllib.request.urlopen(f"http://127.0.0.1:{env['PORT']}/{path}") as page:
                assert page.status == 200
        assert wait_for(lambda: bool(letters_to(env, "nsc-east-asia@us.example")))
        assert wait_for(lambda: bool(letters_to(env, "na1@mofa.example")))
        assert re.search("[ぁ-ん]", letters_to(env, "na1@mofa.example")[0])
        [line] = [line for line in said if "password" in line]
        assert line.split()[-1] == (Path(env["SUMMIT_VAR"]) / "demo-password").read_text()
        assert "already" in refused(env)
        site.send_signal(signal.SIGINT)
        assert site.wait(PATIENCE_SECONDS) == 0
    assert processes_of(env) == []


@on_linux
@pytest.mark.prove
def test_a_second_start_keeps_the_data(used_env: dict[str, str]) -> None:
    for words in ({"loading", "migrating"}, set()):
        with running(used_env) as (site, said):
            assert {word for word in ("loading", "migrating") if word in "".join(said)} == words
            site.send_signal(signal.SIGTERM)
            assert site.wait(PATIENCE_SECONDS) == 0
        assert processes_of(used_env) == []


@on_linux
@pytest.mark.prove
def test_a_killed_supervisor_leaves_nothing_and_can_start_again_at_once(
    used_env: dict[str, str],
) -> None:
    with running(used_env) as (site, _):
        assert len(processes_of(used_env)) > 5
        site.kill()
        site.wait()
        with running(used_env) as (again, _):
            again.send_signal(signal.SIGHUP)
            assert again.wait(PATIENCE_SECONDS) == 0
    assert processes_of(used_env) == []


@on_linux
@pytest.mark.prove
@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("web", "gunicorn"),
        ("worker", "--pool"),
        ("beat", "--schedule"),
        ("postgres", "postgres"),
        ("redis", "redis.sock"),
        ("guardian", "guardian.py"),
    ],
)
def test_the_end_of_one_ends_all_and_is_told(
    used_env: dict[str, str], name: str, word: str
) -> None:
    with running(used_env) as (site, _):
        children = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
        [victim] = [pid for pid in children if word in Path(f"/proc/{pid}/cmdline").read_text()]
        os.kill(int(victim), signal.SIGKILL)
        assert site.stdout is not None
        rest = site.stdout.read()
        assert site.wait(PATIENCE_SECONDS) == 1
    assert f"{name} exited with -9: stopping" in rest
    assert processes_of(used_env) == []
