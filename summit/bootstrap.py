"""Makes .venv and installs one lock file in it: `python3 summit/bootstrap.py requirements.lock`.

Everything else in this project may use what is installed; this file may not, and it must at
least be understood by a Python that is too old, in order to say so.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
TRIED = ["python3.13", "python3.12", "python3.14", "python3.11"]
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "installed-locks")
# What the development lock holds as well (tests/tooling/test_locks.py).
INCLUDED = {"requirements-dev.lock": "requirements.lock"}


def is_new_enough(python: str) -> bool:
    """Tell whether this command is a Python that we can use (a pyenv shim may be none)."""
    question = "import sys; sys.exit(sys.version_info[:2] < %r)" % (OLDEST,)
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call([python, "-c", question], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def require_python() -> None:
    """Go on under a newer Python if this one is too old. Raises SystemExit if there is none."""
    if sys.version_info[:2] >= OLDEST:
        return
    for name in TRIED:
        if is_new_enough(name):
            os.execvp(name, [name, "-I", os.path.abspath(__file__)] + sys.argv[1:])  # noqa: S606
    raise SystemExit(
        "summit: Python %d.%d or newer is needed, this is %s: install one, or name one: "
        "make run PYTHON=/path/to/python3" % (OLDEST + (sys.version.split()[0],))
    )


def require_venv() -> None:
    """Raise SystemExit where the system's Python comes without its venv module (Debian)."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    raise SystemExit(
        "summit: this Python has no venv module. On Debian and Ubuntu: "
        "apt install python%d.%d-venv" % sys.version_info[:2]
    )


def digest(lock: str) -> str:
    """One line that identifies a lock file and its text."""
    with open(os.path.join(ROOT, lock), "rb") as file:
        return lock + " " + hashlib.sha256(file.read()).hexdigest()


def is_installed(lock: str) -> bool:
    """Tell whether .venv works and holds this very lock file."""
    try:
        with open(STAMP) as file:
            return digest(lock) in file.read().splitlines() and is_new_enough(PYTHON)
    except OSError:
        return False


def has_pip() -> bool:
    """Tell whether .venv has a pip: one whose making was interrupted has none, only a Python."""
    with open(os.devnull, "w") as nowhere:
        command = [PYTHON, "-m", "pip", "--version"]
        return subprocess.call(command, stdout=nowhere, stderr=nowhere) == 0


def make_venv() -> None:
    """Make .venv anew. Raises SystemExit if that fails."""
    shutil.rmtree(VENV, ignore_errors=True)
    require_venv()
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0 or not has_pip():
        raise SystemExit("summit: making %s failed; see the lines above" % VENV)


def install(lock: str) -> None:
    """Make .venv where it is missing or broken, and install. Raises SystemExit if pip fails."""
    if not (is_new_enough(PYTHON) and has_pip()):
        make_venv()
    elif os.path.exists(STAMP):
        os.remove(STAMP)
    print("summit: installing %s" % lock)
    sys.stdout.flush()
    # Modules are compiled when they are first imported; compiling all of them takes longer.
    pip = [PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    pip += ["--no-compile", "--no-deps", "--require-hashes", "-r", os.path.join(ROOT, lock)]
    # What pip says, warnings about its configuration included, matters only where it fails.
    running = subprocess.Popen(pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = running.communicate()[0]
    if running.returncode != 0:
        sys.stderr.write(said.decode("utf-8", "replace"))
        raise SystemExit("summit: installing %s failed; see the lines above" % lock)
    with open(STAMP, "w") as file:
        file.write("\n".join(digest(name) for name in (lock, INCLUDED.get(lock, lock))) + "\n")


def main(lock: str) -> None:
    """Have one lock file installed; do nothing where it is."""
    require_python()
    if is_installed(lock):
        return
    os.makedirs(os.path.join(ROOT, "var"), exist_ok=True)
    with open(os.path.join(ROOT, "var", "bootstrap.lock"), "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not is_installed(lock):
            install(lock)


if __name__ == "__main__":
    main(sys.argv[1])
