"""Where the system's Chromium is. `python -m tests.browser.chromium` installs one if it may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# Without a font for Japanese, every screenshot of a Japanese page is a row of boxes.
PACKAGES = ("chromium", "fonts-noto-cjk")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Path of a Chromium: SUMMIT_CHROMIUM if set, else one on PATH, else None."""
    named = os.environ.get("SUMMIT_CHROMIUM")
    if named:
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or (str(MACOS) if MACOS.exists() else None)


def how_to_install() -> str:
    """One line for somebody who has none."""
    if shutil.which("apt-get"):
        return f"no Chromium here: sudo apt-get install {' '.join(PACKAGES)}"
    return "no Chromium here: install Chromium or Chrome, or name it in SUMMIT_CHROMIUM"


def install() -> bool:
    """Install Chromium where we may (root on Debian). Returns whether there is one afterwards."""
    if executable():
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"summit: installing {' and '.join(PACKAGES)} for the browser tests", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install_packages = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *PACKAGES]
    for command in (["apt-get", "update", "-qq"], install_packages):
        subprocess.run(
            command, env=env, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
    return executable() is not None


if __name__ == "__main__":
    if not install():
        # Not a failure here: the browser tests skip with this reason, or fail under CI=true.
        print(f"summit: {how_to_install()}", file=sys.stderr)
