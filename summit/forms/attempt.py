"""Saving what a form asks for, while colleagues delete and change what it refers to."""

import contextlib
import logging
from collections.abc import Callable, Iterator

from django import forms
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

# Deadlock, serialisation, and a policy that no longer finds the row which a new one refers to
MEANWHILE = {"40P01", "40001", "42501"}


@contextlib.contextmanager
def attempt(form: forms.BaseForm) -> Iterator[None]:
    """Do the body whole or not at all; if a change of somebody else's prevents it, say so.

    Foreign keys are checked here and not at the end of the request, where nobody could catch it.
    After a refusal nothing of the body is saved, and the form has an error: ask `form.is_valid()`.
    """
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except DatabaseError as error:
        if not _happened_meanwhile(error):
            raise
        # Without the message: PostgreSQL quotes the row in it
        diagnosis = getattr(error.__cause__, "diag", None)
        constraint = getattr(diagnosis, "constraint_name", None)
        logger.warning("not saved: %s (%s)", type(error.__cause__ or error).__name__, constraint)
        form.add_error(
            None,
            forms.ValidationError(
                _(
                    "Something that this form refers to was deleted or changed meanwhile, so "
                    "nothing was saved. Check your entries and save again."
                ),
                code="meanwhile",
            ),
        )


def _happened_meanwhile(error: DatabaseError) -> bool:
    # Django itself raises a plain DatabaseError where an UPDATE finds its row gone
    if isinstance(error, IntegrityError) or type(error) is DatabaseError:
        return True
    return getattr(error.__cause__, "sqlstate", None) in MEANWHILE


def done(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Whether a valid form's `act` went through; if not, the form says why."""
    if form.is_valid():
        with attempt(form):
            act()
    return form.is_valid()
