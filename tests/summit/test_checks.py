"""What `manage.py check --deploy` says of a deployment."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as configured

from summit import checks
from summit.env import owner_url

PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghi",
    "BASE_URL": "https://summit.example",
    "EMAIL_HOST": "mail.summit.example",
}
# The last one is set by the browser tests, for this whole run
NOT_SET = {"DEBUG": "", "INSECURE_HTTP": "", "DJANGO_ALLOW_ASYNC_UNSAFE": ""}


def check(**changes: str) -> tuple[int, str]:
    """Exit code and words of the check under production settings, with these changes."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    env = {**os.environ, **NOT_SET, **PRODUCTION, **changes}
    done = subprocess.run(
        [*command, "--database", "default"],
        cwd=configured.BASE_DIR, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_production_settings_leave_nothing_to_say() -> None:
    assert check() == (0, "System check identified no issues (0 silenced).\n")


def test_all_that_is_missing_is_named_at_once() -> None:
    code, words = check(
        SECRET_KEY="", INSECURE_HTTP="1", BASE_URL="", EMAIL_HOST="", DATABASE_URL=owner_url()
    )
    assert code == 1
    for name in ("E001", "E003", "E004", "W005", "E007"):
        assert f"summit.{name}" in words
    assert "summit_owner" in words


def test_a_short_key_is_named(settings: Any) -> None:
    settings.SECRET_KEY = "short"
    assert [error.id for error in checks.secret_key_is_long(None)] == ["summit.E002"]


def test_an_old_postgresql_is_named(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.postgresql_is_recent(None, ["default"]) == []
    monkeypatch.setattr(checks, "OLDEST_POSTGRESQL", 99_00_00)
    (error,) = checks.postgresql_is_recent(None, ["default"])
    assert error.id == "summit.E006"
