"""No process outlives us, however we end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summit import state
from summit.guardian import is_alive
from summit.processes import Family

ROOT = Path(__file__).resolve().parent.parent.parent
SLEEP = ["sleep", "300"]
STUBBORN = ["sh", "-c", "trap '' TERM INT; echo deaf; while :; do sleep 0.1; done"]
PATIENCE_SECONDS = 60.0  # for what happens at once on a machine that has nothing else to do
# Starts two children and a directory that is to go, tells their ids, and waits to be killed.
PARENT = """
import pathlib, sys, time
from summit.processes import Family
with Family() as family:
    family.remove_at_end(pathlib.Path(sys.argv[1]))
    children = [family.start("a", ["sleep", "300"]), family.start("b", ["sleep", "300"])]
    print(*(child.process.pid for child in children), flush=True)
    time.sleep(300)
"""


def wait_for_end(pids: list[int], seconds: float = PATIENCE_SECONDS) -> list[int]:
    """Wait until these processes are gone; return those that are not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(map(is_alive, pids)):
        time.sleep(0.05)
    return [pid for pid in pids if is_alive(pid)]


def test_leaving_the_family_stops_its_children() -> None:
    with Family() as family:
        pids = [family.start("sleep", SLEEP).process.pid for _ in range(2)]
        assert all(map(is_alive, pids))
    assert wait_for_end(pids, 0) == []


def test_a_child_that_ignores_the_request_is_killed() -> None:
    with Family(stop_seconds=0.3) as family:
        child = family.start("stubborn", STUBBORN, output=subprocess.PIPE)
        assert child.process.stdout is not None
        with child.process.stdout as said:
            assert said.readline() == b"deaf\n"
    assert child.process.returncode == -signal.SIGKILL


def test_the_end_of_a_child_is_told_with_its_name() -> None:
    with Family() as family:
        family.start("web", SLEEP)
        child = family.start("worker", ["sh", "-c", "exit 3"])
        child.process.wait()
        assert family.first_exited() == "worker exited with 3"


def test_a_child_that_was_stopped_on_purpose_is_not_missed() -> None:
    with Family() as family:
        family.start("web", SLEEP)
        family.start("migrate", SLEEP)
        family.stop("migrate")
        assert family.first_exited() is None


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_children_end_with_a_parent_that_is_killed(number: int, tmp_path: Path) -> None:
    directory = tmp_path / "gone"
    directory.mkdir()
    command = [sys.executable, "-c", PARENT, str(directory)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pids = [int(word) for word in parent.stdout.readline().split()]
        assert len(pids) == 2
        parent.send_signal(number)
        parent.wait()
        assert wait_for_end(pids) == []
    deadline = time.monotonic() + PATIENCE_SECONDS
    while directory.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not directory.exists()


def test_state_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with (
        state.sole_use(tmp_path),
        pytest.raises(state.InUseError, match=str(os.getpid())),
        state.sole_use(tmp_path),
    ):
        pytest.fail("held twice")
    with state.sole_use(tmp_path):
        assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    assert state.kept_secret(path, "first") == "first"
    assert state.kept_secret(path, "second") == "first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_secret_is_none(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(mode=0o644)
    assert state.kept_secret(path, "first") == "first"
    assert path.read_text() == "first"
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_interrupted_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret"
    state.keep(path, "first")

    def cut_short(file: Path, text: str) -> None:
        with file.open("w") as opened:
            opened.write(text[:1])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", cut_short)
        with pytest.raises(KeyboardInterrupt):
            state.keep(path, "second")
    assert path.read_text() == "first"
    state.keep(path, "third")
    assert path.read_text() == "third"


def test_without_its_guardian_a_family_still_stops_its_children() -> None:
    with Family() as family:
        pid = family.start("sleep", SLEEP).process.pid
        family._guardian.kill()
        family._guardian.wait()
        assert family.first_exited() == "guardian exited with -9"
    assert wait_for_end([pid], 0) == []
