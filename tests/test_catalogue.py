"""The catalogue gate: every table, column and function of the database, against reviewed lists.

A new table that nobody thought about fails here.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from summit.models import DelegationOwned

# Tables that the application reads without being anybody's side.
UNSCOPED = {
    "account_emailaddress",
    "account_emailconfirmation",
    "django_content_type",
    "django_migrations",
    "django_session",
    "mfa_authenticator",
    "usersessions_usersession",
}
# UNIQUE over rows of several delegations: each tells whoever hits it that another row exists.
REVIEWED_UNIQUE = {
    # Over shared rows only, which every side sees.
    "agenda_item_number",
    # Seats are the site's, not a side's; a scope cannot write them.
    "summit_seat_one_side",
}
ROLES = ("summit_app", "summit_scoped", "summit_scheduler")


def rows(sql: str, params: list[Any] | None = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def tables_with_owner() -> set[str]:
    found = rows(
        "SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'delegation_id'"
    )
    # information_schema shows what the application role may reach by itself; the rest by name
    named = {model._meta.db_table for model in apps.get_models() if _owned(model)}
    return {name for (name,) in found} | named


def _owned(model: Any) -> bool:
    return any(field.column == "delegation_id" for field in model._meta.concrete_fields)


def test_scoped_models_are_many(db: None) -> None:
    """The tests below would pass on an empty list."""
    models = [model for model in apps.get_models() if issubclass(model, DelegationOwned)]
    assert len(models) >= 14


def test_every_table_with_an_owner_is_behind_a_forced_policy(db: None) -> None:
    unprotected = [
        name
        for name, enabled, forced, policies in rows(
            """
            SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
                   (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname = ANY (%s)
            """,
            [sorted(tables_with_owner())],
        )
        if not (enabled and forced and policies)
    ]
    assert unprotected == []


def test_every_readable_table_is_scoped_or_reviewed(db: None) -> None:
    readable = {
        name
        for (name,) in rows(
            """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
                   unnest(%s::text[]) AS role
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND has_any_column_privilege(role, c.oid, 'SELECT') AND NOT c.relforcerowsecurity
            """,
            [list(ROLES)],
        )
    }
    assert readable == UNSCOPED


def test_the_application_role_holds_no_scoped_table(db: None) -> None:
    site = {"summit_summit", "summit_delegation", "summit_seat", "summit_account"}
    scoped = tables_with_owner() - site - {"django_admin_log"}
    held = [
        name
        for name in sorted(scoped)
        if rows("SELECT has_any_column_privilege('summit_app', %s, 'SELECT')", [name])[0][0]
    ]
    assert len(scoped) > 20
    assert held == []


def test_every_policy_names_the_roles_that_it_is_for(db: None) -> None:
    public = rows(
        "SELECT polname, polrelid::regclass::text FROM pg_policy WHERE 0 = ANY (polroles)"
    )
    assert public == []


def test_every_scoped_table_has_its_guards_and_its_history(db: None) -> None:
    for model in apps.get_models():
        if not issubclass(model, DelegationOwned):
            continue
        table = model._meta.db_table
        triggers = {
            name
            for (name,) in rows(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
                [table],
            )
        }
        assert "keep_owner" in triggers, table
        if hasattr(model, "visibility"):
            assert "keep_shared" in triggers, table
        recorded = {name.split("_")[1] for name in triggers if name.startswith("pgtrigger_")}
        assert recorded >= {"insert", "update", "delete"}, table
        assert hasattr(model, "pgh_event_models"), table


def test_nobody_changes_history(db: None) -> None:
    writable = [
        (role, table)
        for role in ROLES
        for table in sorted(tables_with_owner())
        if table.endswith("event")
        for privilege in ("UPDATE", "DELETE", "TRUNCATE")
        if rows("SELECT has_table_privilege(%s, %s, %s)", [role, table, privilege])[0][0]
    ]
    assert writable == []


def test_unique_constraints_stay_within_one_side(db: None) -> None:
    """A UNIQUE over several sides' rows tells one side that the other has such a row."""
    indexes = rows(
        """
        SELECT i.indexrelid::regclass::text,
               array(SELECT a.attname FROM pg_attribute a
                     WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey))
        FROM pg_index i WHERE i.indisunique AND NOT i.indisprimary
          AND i.indrelid::regclass::text = ANY (%s)
        """,
        [sorted(tables_with_owner())],
    )
    across = {name for name, columns in indexes if not {"delegation_id", "id"} & set(columns)}
    assert across == REVIEWED_UNIQUE


def test_views_run_with_the_rights_of_who_asks(db: None) -> None:
    bypassing = rows(
        """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm')
          AND NOT COALESCE(c.reloptions::text LIKE '%security_invoker=true%', false)
        """
    )
    assert bypassing == []


def test_no_function_runs_with_its_owners_rights(db: None) -> None:
    definers = rows(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname IN ('public', 'summit') AND p.prosecdef"
    )
    assert definers == []


@pytest.mark.parametrize("role", ROLES)
def test_the_working_roles_are_nobody_special(db: None, role: str) -> None:
    [(superuser, bypass, creates)] = rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s", [role]
    )
    assert (superuser, bypass, creates) == (False, False, False)


def test_the_scheduler_reads_no_words(db: None) -> None:
    """Instants, ids and states; no title, name or text of any noun."""
    words = [
        (table, column)
        for table, column in rows(
            """
            SELECT c.relname, a.attname FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname NOT LIKE 'summit_mail%%'
              AND has_column_privilege('summit_scheduler', c.oid, a.attnum, 'SELECT')
              AND a.atttypid::regtype::text IN ('jsonb', 'text', 'character varying')
            """
        )
    ]
    allowed = {
        ("summit_summit", "ladder"),
        ("summit_account", "time_zone"),
        ("agenda_deadline", "visibility"),
        ("agenda_assignment", "visibility"),
    }
    assert set(words) == allowed
