"""docker-compose.yml and the Dockerfile: valid, and whatever they refer to is there."""

import fnmatch
import importlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml

from summit.celery import app

from .test_env import explained, read_by_the_code

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
# ${NAME}, ${NAME:-default}, ${NAME:?complaint}; $${…} is for the shell inside the container.
VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z_]+)(?::([-?])([^}]*))?\}")
SECRET = re.compile(r"PASSWORD|SECRET|KEY|TOKEN")
ONE_SHOT = {"migrate"}
# Ours, as against the images that others make
OURS = {"migrate", "web", "worker", "beat"}


def validate(path: Path) -> subprocess.CompletedProcess[str]:
    """Compare a file with the Compose Specification's schema."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    return subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)


def test_the_file_follows_the_compose_specification() -> None:
    done = validate(ROOT / "docker-compose.yml")
    assert done.returncode == 0, done.stdout


def test_the_schema_would_refuse_a_slip(tmp_path: Path) -> None:
    path = tmp_path / "compose.yml"
    path.write_text(COMPOSE.replace("healthcheck:", "healthchek:"))
    done = validate(path)
    assert done.returncode == 1
    assert "healthchek" in done.stdout


def test_every_variable_is_explained() -> None:
    used = {name for name, _kind, _default in VARIABLE.findall(COMPOSE)}
    assert len(used) > 15
    assert used - explained() == set()


def test_what_is_passed_on_is_what_the_code_reads() -> None:
    for name in OURS:
        # gunicorn reads this one by itself
        passed = set(SERVICES[name]["environment"]) - {"WEB_CONCURRENCY"}
        assert passed - read_by_the_code() == set(), name


def test_no_secret_has_a_default() -> None:
    secrets = [found for found in VARIABLE.findall(COMPOSE) if SECRET.search(found[0])]
    assert {name for name, _kind, _default in secrets} >= {"SECRET_KEY", "APP_PASSWORD"}
    for name, kind, default in secrets:
        # A mail server may do without a password; nothing else may.
        assert kind == "?" or (name, kind, default) == ("EMAIL_HOST_PASSWORD", "-", "")


def test_no_secret_is_written_down() -> None:
    for name, service in SERVICES.items():
        for variable, value in service["environment"].items():
            if SECRET.search(variable):
                assert VARIABLE.fullmatch(value), (name, variable)
            assert not re.search(r"://[^$@/]*:[^$]", value), (name, variable)


def test_what_is_mounted_is_there() -> None:
    volumes = yaml.safe_load(COMPOSE)["volumes"]
    mounted = [mount for service in SERVICES.values() for mount in service.get("volumes", ())]
    assert len(mounted) >= 4
    for mount in mounted:
        source, _, target = mount.partition(":")
        if source.startswith("."):
            assert (ROOT / source).is_file(), mount
            assert target.endswith(":ro"), mount
        else:
            assert source in volumes, mount


def test_the_password_script_runs_by_itself() -> None:
    # The image sources a script that is not executable, and `set -u` is not for its own shell.
    assert os.access(ROOT / "summit" / "sql" / "passwords.sh", os.X_OK)


def copied() -> Iterator[str]:
    """Sources of the Dockerfile's COPY lines that come from this directory."""
    for line in DOCKERFILE.splitlines():
        if line.startswith("COPY ") and "--from=" not in line:
            yield from shlex.split(line)[1:-1]


def test_what_is_copied_is_there_and_not_ignored() -> None:
    ignored = [
        line
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    sources = list(copied())
    assert {"requirements.lock", "manage.py", "summit", "templates"} <= set(sources)
    for source in sources:
        assert (ROOT / source).exists(), source
        assert not any(fnmatch.fnmatch(source, pattern) for pattern in ignored), source


def test_every_package_and_directory_of_the_settings_is_copied() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert packages | {"templates", "static"} <= set(copied())


@pytest.mark.parametrize("stage", ["build", "runtime"])
def test_the_images_python_is_one_that_we_support(stage: str) -> None:
    [version] = re.findall(rf"^FROM python:3\.(\d+)-slim AS {stage}$", DOCKERFILE, re.MULTILINE)
    assert int(version) >= 11


def test_compose_builds_a_stage_that_there_is() -> None:
    stages = re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE)
    assert {SERVICES[name]["build"]["target"] for name in OURS} <= set(stages)


def commands() -> dict[str, list[str]]:
    """What each of our services runs; web takes the image's command."""
    [default] = re.findall(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)
    return {name: SERVICES[name].get("command") or yaml.safe_load(default) for name in OURS}


def test_commands_name_programs_and_modules_that_exist() -> None:
    programs = {script.name for script in entry_points(group="console_scripts")}
    for name, (program, *arguments) in commands().items():
        if program == "python":
            assert (ROOT / arguments[0]).is_file(), name
            continue
        assert program in programs, name
        if program == "gunicorn":
            assert callable(importlib.import_module(arguments[0]).application)
        else:
            assert importlib.import_module(arguments[0].removeprefix("--app=")), name
            assert app.main == "summit"


def test_every_service_tells_whether_it_is_well() -> None:
    assert {name for name in SERVICES if "healthcheck" not in SERVICES[name]} == ONE_SHOT
    for name in ONE_SHOT:
        assert SERVICES[name]["restart"] == "no"


def test_whoever_is_waited_for_can_be_waited_for() -> None:
    for name, service in SERVICES.items():
        for target, how in service.get("depends_on", {}).items():
            assert target in SERVICES, name
            once = target in ONE_SHOT
            expected = "service_completed_successfully" if once else "service_healthy"
            assert how["condition"] == expected, (name, target)


def test_the_schema_is_there_before_anybody_uses_it() -> None:
    for name in OURS - ONE_SHOT:
        assert "migrate" in SERVICES[name]["depends_on"], name


def test_migrate_alone_is_the_owner() -> None:
    def text(service: dict[str, Any]) -> str:
        return yaml.safe_dump(service)

    assert {name for name in OURS if "summit_owner" in text(SERVICES[name])} == {"migrate"}
    # The database sets the password, when its volume is new.
    knowing = {name for name in SERVICES if "OWNER_PASSWORD" in text(SERVICES[name])}
    assert knowing == {"migrate", "db"}
    superuser = {name for name in SERVICES if "POSTGRES_PASSWORD" in text(SERVICES[name])}
    assert superuser == {"db"}


def test_only_web_is_published_and_only_on_this_machine() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}
