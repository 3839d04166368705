"""Deadline reminders: ladder, planning, composing. The sending is the kernel's (summit/outbox.py)."""


def register() -> None:
    """Tell the outbox of our kind of mail."""
