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
