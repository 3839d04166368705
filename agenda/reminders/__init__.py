"""Deadline reminders: ladder, planning, composing. Sending is the kernel's (summit/outbox.py)."""


def register() -> None:
    """Tell the outbox of our kind of mail. Called once the models are ready."""
    from django.utils.translation import gettext_lazy as _

    from summit import outbox

    from . import composing, planning

    outbox.register(
        planning.KIND,
        outbox.Kind(
            label=_("Deadline reminder"),
            fetch=composing.fetch,
            compose=composing.compose,
            wanted=planning.wanted,
            plan=planning.plan,
            sweep=planning.sweep,
        ),
    )
