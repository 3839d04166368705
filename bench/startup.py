"""How long a newcomer waits: from a clean copy to the first page, and after a restart.

    make bench ARGS=bench/startup.py

Copies what git would clone, empties pip's cache, and runs `make run` twice as a person would.
Goals: 45 s cold, 8 s warm. Prints one line each, with the conditions.
"""

import os
import platform
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 300.0


def copy_tree(target: Path) -> None:
    """Copy the files that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def answers(url: str) -> bool:
    """Tell whether this page comes."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def seconds_to_first_page(tree: Path, env: dict[str, str]) -> tuple[float, float]:
    """Run `make run` there; return seconds to its sign-in page and seconds to stop."""
    url = f"http://127.0.0.1:{env['PORT']}/accounts/login/"
    started = time.monotonic()
    with subprocess.Popen(["make", "run"], cwd=tree, env=env, start_new_session=True) as run:
        while not answers(url):
            if run.poll() is not None or time.monotonic() - started > PATIENCE_SECONDS:
                raise SystemExit("the site did not come up")
            time.sleep(0.1)
        first_page = time.monotonic() - started
        time.sleep(3)  # let worker and beat settle, as in life
        asked = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        run.wait()
        return first_page, time.monotonic() - asked


def main() -> None:
    """Measure cold and warm in a directory of its own."""
    with tempfile.TemporaryDirectory(prefix="summit-bench-") as name:
        tree = Path(name) / "summit"
        copy_tree(tree)
        env = {
            **{key: value for key, value in os.environ.items() if not key.endswith("_URL")},
            "PIP_CACHE_DIR": str(Path(name) / "pip-cache"),
            "PORT": str(free_port()),
        }
        env.pop("SUMMIT_VAR", None)
        cold, cold_stop = seconds_to_first_page(tree, env)
        warm, warm_stop = seconds_to_first_page(tree, env)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    print(f"clean copy to first page {cold:.1f} s (goal 45), stopped in {cold_stop:.1f} s")
    print(f"warm restart to first page {warm:.1f} s (goal 8), stopped in {warm_stop:.1f} s")
    print(f"conditions: empty pip cache, files of the tree cached by the kernel, {machine}")


if __name__ == "__main__":
    main()
