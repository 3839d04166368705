"""Typed reading of the environment."""

import os


def env(name: str, default: str = "") -> str:
    """The variable's text, or `default` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on (any case); `default` where unset."""
    value = env(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def env_int(name: str, default: int) -> int:
    """The variable as a whole number; ValueError names the variable."""
    value = env(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise ValueError(f"{name} must be a whole number, not {value!r}") from None


def env_list(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def owner_url() -> str:
    """DATABASE_OWNER_URL, the address with which migrations run; KeyError where unset."""
    return os.environ["DATABASE_OWNER_URL"]
