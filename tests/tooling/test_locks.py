"""The lock files name versions and hashes, and nothing of the machine that made them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
# An address, a local file, a Windows drive, or a path from the root or the home directory.
OF_A_MACHINE = re.compile(
    r"[a-z+]+://|file:|\bhttps?\b|--(?:extra-)?index-url|--find-links|(?:^|[\s'\"=@])(?:/|~/|[A-Za-z]:\\)"
)
PIN = re.compile(r"^([a-z0-9-]+(?:\[[a-z0-9,-]+\])?)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Name and version of every package in a lock file."""
    return dict(PIN.findall((ROOT / lock).read_text()))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address_and_no_path(lock: str) -> None:
    lines = (ROOT / lock).read_text().splitlines()
    assert [line for line in lines if OF_A_MACHINE.search(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--find-links /opt/wheels",
        "summit @ file:///home/aide/summit",
        "thing @ git+ssh://code.example/thing",
        "    # via -r /srv/summit/requirements.in",
        "-e ~/summit",
    ],
)
def test_the_search_would_find_one(line: str) -> None:
    assert OF_A_MACHINE.search(line)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_carries_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text())[1:]
    assert len(entries) == len(pins(lock)) > 20
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_development_lock_holds_the_other() -> None:
    # summit/bootstrap.py relies on it: after `make test`, `make run` installs nothing.
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()
