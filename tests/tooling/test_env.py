""".env.example explains every variable that Summit reads, and none that it does not."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = (ROOT / ".env.example").read_text()
LINE = re.compile(r"^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$")
READERS = {"env", "env_bool", "env_int", "env_list", "get"}
# The shell's, Django's and make's own
NOT_OURS = {"PATH", "DJANGO_SETTINGS_MODULE"}


def explained() -> set[str]:
    """Names in .env.example, whether they are set there or shown in a comment."""
    return {match[1] for line in EXAMPLE.splitlines() if (match := LINE.match(line))}


def names_in(source: str) -> set[str]:
    """Variables that a piece of Python reads, through summit/env.py or from os.environ."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=reader), args=[ast.Constant(value=str(name)), *_]):
                if reader in READERS - {"get"}:
                    found.add(name)
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                found.add(name)
            case ast.Subscript(
                value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name))
            ):
                found.add(name)
    return found - NOT_OURS


def read_by_the_code() -> set[str]:
    """Variables that the three packages and the choice of a browser read."""
    files = [ROOT / "tests" / "browser" / "chromium.py"]
    for package in ("summit", "stakeholders", "agenda"):
        files += (ROOT / package).rglob("*.py")
    return set().union(*(names_in(path.read_text(encoding="utf-8")) for path in files))


def test_the_search_finds_every_way_of_reading() -> None:
    source = 'env("A"); env_bool("B"); os.environ.get("C"); os.environ["D"]; env(name); get("E")'
    assert names_in(source) == {"A", "B", "C", "D"}


def test_every_variable_that_is_read_is_explained() -> None:
    read = read_by_the_code()
    assert read >= {"SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL", "EMAIL_HOST", "PORT"}
    assert read - explained() == set()


def test_every_variable_that_is_explained_is_read() -> None:
    compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert explained() - read_by_the_code() - compose == set()


def test_each_comes_once_and_with_words() -> None:
    names = [match[1] for line in EXAMPLE.splitlines() if (match := LINE.match(line))]
    assert len(names) == len(set(names))
    for paragraph in EXAMPLE.split("\n\n"):
        words = False
        for line in paragraph.splitlines():
            if match := LINE.match(line):
                assert words, f"{match[1]} has no explanation above it"
            else:
                words = line.startswith("# ") and not line.startswith("# ---")


def test_no_secret_is_given_away() -> None:
    for line in EXAMPLE.splitlines():
        match = LINE.match(line)
        if match and re.search(r"PASSWORD|SECRET|KEY", match[1]):
            assert match[2] == "", match[1]
