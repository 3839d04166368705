"""What `make run` does before the site starts is done to its end, however often it is cut short."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from summit import readiness, servers
from summit.processes import Family
from summit.running import Site, Stop, finish
from summit.up import LAST_WORDS_SECONDS

STOP_SECONDS = 10.0  # within which `make run` promises to be gone


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on its own database, of which nothing runs."""
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("SUMMIT_DEMO_PASSWORD", raising=False)
    (tmp_path / "pg").mkdir()
    with Family() as family:
        site = Site(tmp_path, "127.0.0.1", 1, dict(os.environ), family)
        yield site
    for follower in site.followers.values():
        follower.join()


class Loader:
    """Stands in for `manage.py load_demo`: writes the summit first, and can be cut short then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.has_summit = False
        self.interrupted = False
        self.passwords: list[str | None] = []
        monkeypatch.setattr(readiness, "has_summit", lambda site: self.has_summit)
        monkeypatch.setattr(readiness, "finish", self.finish)

    def finish(self, site: Site, name: str, command: Sequence[str], **extra: str) -> None:
        """In place of `running.finish`."""
        assert "load_demo" in command
        self.passwords.append(extra.get("SUMMIT_DEMO_PASSWORD"))
        self.has_summit = True
        if self.interrupted:
            raise Stop


@pytest.fixture
def loader(monkeypatch: pytest.MonkeyPatch) -> Loader:
    """The loader, instead of the real one."""
    return Loader(monkeypatch)


@pytest.mark.parametrize("foreign", [False, True])
def test_an_interrupted_load_is_taken_up_until_it_is_done(
    site: Site, loader: Loader, monkeypatch: pytest.MonkeyPatch, foreign: bool
) -> None:
    if foreign:
        monkeypatch.setenv("DATABASE_URL", "postgres://db/summit")
    loader.interrupted = True
    for _ in range(2):
        with pytest.raises(Stop):
            readiness.load_demo_once(site)
    loader.interrupted = False
    password = readiness.load_demo_once(site)
    assert loader.passwords == [password] * 3
    assert readiness.load_demo_once(site) == password
    assert len(loader.passwords) == 3


def test_somebody_elses_summit_is_left_alone(
    site: Site, loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db/summit")
    loader.has_summit = True
    assert "chosen when" in readiness.load_demo_once(site)
    assert loader.passwords == []


def test_a_password_that_is_given_wins_where_the_data_is_loaded_anew(
    site: Site, loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site.var / "demo-password").write_text("of a database that was deleted")
    monkeypatch.setenv("SUMMIT_DEMO_PASSWORD", "given")
    assert readiness.load_demo_once(site) == "given"
    assert loader.passwords == ["given"]

    # The accounts are there now: they keep theirs.
    monkeypatch.setenv("SUMMIT_DEMO_PASSWORD", "too late")
    assert readiness.load_demo_once(site) == "given"


def test_changed_roles_are_applied_to_a_database_that_exists(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied: list[Path] = []
    monkeypatch.setattr(servers, "ROLES", tmp_path / "roles.sql")
    monkeypatch.setattr(servers, "apply_roles", applied.append)
    monkeypatch.setattr(servers, "start_postgres", lambda *_, **__: None)
    site.env["REDIS_URL"] = "redis://elsewhere"
    readiness.stamp(site, "migrated").touch()
    starts = []
    for text in ("one", "one", "two"):
        servers.ROLES.write_text(text)
        readiness.start_servers(site)
        starts.append(len(applied))
        del site.env["DATABASE_URL"]
    assert starts == [1, 1, 2]


def test_a_long_step_ends_with_the_parent(site: Site) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as somebody:
        site.parent = somebody.pid  # not the process that started us
    with pytest.raises(Stop):
        finish(site, "migrate", ["sleep", "300"])
    assert [child.name for child in site.family.children] == ["migrate"]  # stopped with the rest


def test_a_long_step_ends_when_somebody_asks(site: Site) -> None:
    site.asked_to_stop.set()
    with pytest.raises(Stop):
        finish(site, "demo", ["sleep", "300"])


def test_the_worst_stop_is_short_enough() -> None:
    # First the site, then the servers under it, then what they still had to say.
    assert 2 * Family().stop_seconds + LAST_WORDS_SECONDS < STOP_SECONDS - 1
