"""`make help` tells of every command, and every command it tells of is there."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MAKEFILE = (ROOT / "Makefile").read_text()


def help_lines() -> dict[str, str]:
    """Command and explanation, as `make help` prints them."""
    done = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    pairs = (line.removeprefix("make ").split(maxsplit=1) for line in done.stdout.splitlines())
    return dict(pairs)


def test_help_lists_every_command() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
    # The parts of `make check` speak for themselves when one of them fails.
    commands = {name for name in targets if not name.startswith("check-")}
    assert set(help_lines()) == commands
    assert commands >= {"run", "test", "check", "prove", "lock", "bench", "shell", "help"}


def test_no_command_is_mistaken_for_a_file() -> None:
    phony = re.findall(r"^\.PHONY: (.+)", MAKEFILE, re.MULTILINE)
    assert set(help_lines()) <= set(" ".join(phony).split())


def test_check_runs_every_one_of_its_parts() -> None:
    [listed] = re.findall(r"^CHECKS = (.+)", MAKEFILE, re.MULTILINE)
    parts = set(re.findall(r"^(check-[a-z]+):", MAKEFILE, re.MULTILINE)) - {"check-python"}
    assert set(listed.split()) == parts
