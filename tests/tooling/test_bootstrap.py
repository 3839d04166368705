"""What a machine without the right Python is told, and when nothing needs installing."""

import subprocess
import sys
from pathlib import Path

import pytest

from summit import bootstrap


def test_too_old_a_python_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"Python 99\.0 or newer is needed.*PYTHON=") as stopped:
        bootstrap.require_python()
    assert len(str(stopped.value).splitlines()) == 1


def test_the_file_is_understood_by_an_old_python() -> None:
    source = Path(bootstrap.__file__).read_text()
    compile_in_36 = "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 6))"
    subprocess.run([sys.executable, "-c", compile_in_36], input=source, text=True, check=True)
    assert 'f"' not in source  # older still: Python 3.5


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_without_the_venv_module_it_names_the_package(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == missing else object()
    )
    with pytest.raises(SystemExit, match=r"apt install python3\.\d+-venv") as stopped:
        bootstrap.require_venv()
    assert len(str(stopped.value).splitlines()) == 1


def test_a_changed_lock_file_is_installed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    monkeypatch.setattr(bootstrap, "STAMP", str(tmp_path / "stamp"))
    monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
    lock = tmp_path / "requirements.lock"
    lock.write_text("django==5.2.1\n")
    assert not bootstrap.is_installed("requirements.lock")
    (tmp_path / "stamp").write_text(bootstrap.digest("requirements.lock") + "\n")
    assert bootstrap.is_installed("requirements.lock")
    lock.write_text("django==5.2.2\n")
    assert not bootstrap.is_installed("requirements.lock")


def pretend_venv(root: Path, monkeypatch: pytest.MonkeyPatch, pip: str) -> Path:
    """Let bootstrap work under `root`, with a .venv whose Python is ours and whose pip is this."""
    monkeypatch.setattr(bootstrap, "ROOT", str(root))
    monkeypatch.setattr(bootstrap, "VENV", str(root / ".venv"))
    monkeypatch.setattr(bootstrap, "STAMP", str(root / ".venv" / "installed-locks"))
    python = root / ".venv" / "bin" / "python"
    monkeypatch.setattr(bootstrap, "PYTHON", str(python))
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nif [ "$2" = pip ]; then {pip}; fi\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    (root / "requirements.lock").write_text("")
    return python


def test_a_venv_whose_making_was_interrupted_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted = pretend_venv(tmp_path, monkeypatch, pip="exit 1")
    left = interrupted.parent / "left-over"
    left.touch()
    assert not bootstrap.has_pip()
    bootstrap.install("requirements.lock")
    assert bootstrap.has_pip()
    assert not left.exists()
    assert bootstrap.is_installed("requirements.lock")


def test_what_pip_says_is_shown_only_if_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    well = 'echo "WARNING: ignored"; exit 0'
    python = pretend_venv(tmp_path, monkeypatch, pip=well)
    bootstrap.install("requirements.lock")
    assert "WARNING" not in "".join(capfd.readouterr())

    # Well until it is to install: with `pip install`, the third word is the verb.
    python.write_text(
        f'#!/bin/sh\nif [ "$3" = install ]; then echo "WARNING: no room" >&2; exit 2; fi\n'
        f'if [ "$2" = pip ]; then exit 0; fi\nexec {sys.executable} "$@"\n'
    )
    with pytest.raises(SystemExit, match="see the lines above"):
        bootstrap.install("requirements.lock")
    assert "WARNING: no room" in capfd.readouterr().err
    assert not bootstrap.is_installed("requirements.lock")
