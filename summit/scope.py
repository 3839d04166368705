"""Acting as a delegation: the transaction in which its rows, and no others, can be seen.

A scope is a transaction. Its first statement sets the role and the delegation for just that
transaction, in one round trip, so nothing survives on a pooled connection. Without a scope a
query on a scoped table fails with "permission denied". Holds ids, imports no models.
"""

import contextlib
import json
from collections.abc import Iterator
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

from .choices import Access

# The settings of a scope, so that leaving it can empty them. `role` comes last: reading the
# delegation's summit is the application role's right.
ENTER = """
SELECT set_config('summit.delegation', d.id::text, true),
       set_config('summit.visit', d.summit_id::text, true),
       set_config('summit.access', %s, true),
       set_config('pghistory.context_metadata', %s, true),
       set_config('role', 'summit_scoped', true)
FROM summit_delegation d WHERE d.id = %s
"""
ENTER_SCHEDULER = "SELECT set_config('role', 'summit_scheduler', true)"
LEAVE = """
SELECT set_config('summit.delegation', '', true), set_config('summit.visit', '', true),
       set_config('summit.access', '', true), set_config('pghistory.context_metadata', '', true),
       set_config('role', 'none', true)
"""

SCHEDULER = "scheduler"
_current: ContextVar[UUID | str | None] = ContextVar("summit_scope", default=None)


class ScopeError(RuntimeError):
    """A scope inside a scope, inside a transaction, or of a delegation that does not exist."""


def current() -> UUID | str | None:
    """The delegation that this thread acts as, `SCHEDULER`, or None outside a scope."""
    return _current.get()


@contextlib.contextmanager
def acting_as(
    delegation_id: UUID, *, access: str = Access.VIEWER, actor: UUID | None = None
) -> Iterator[None]:
    """Open a transaction that sees what this delegation sees, and writes as far as `access` goes.

    `actor` is the account that history names. Raises ScopeError where a scope is open already or
    the delegation does not exist, RuntimeError inside a transaction. An exception rolls back.
    """
    context = json.dumps({"account": str(actor)}) if actor else ""
    with _scope(delegation_id, ENTER, [str(access), context, str(delegation_id)]):
        yield


@contextlib.contextmanager
def acting_as_scheduler() -> Iterator[None]:
    """Open a transaction as the scheduler: when whom to remind, never of what."""
    with _scope(SCHEDULER, ENTER_SCHEDULER, []):
        yield


@contextlib.contextmanager
def _scope(marker: UUID | str, sql: str, params: list[str]) -> Iterator[None]:
    if _current.get() is not None:
        raise ScopeError("scopes do not nest")
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            if cursor.fetchone() is None:
                raise ScopeError("no such delegation")
        token = _current.set(marker)
        try:
            yield
        finally:
            _current.reset(token)
    if connection.in_atomic_block:
        # Only inside a test's own transaction: SET LOCAL outlives the savepoint of this block.
        with connection.cursor() as cursor:
            cursor.execute(LEAVE)
