"""Migration operations of the wall: row-level security, guard triggers, grants.

Each function gives the operations for one table, so that a migration reads as a list of rules.
The policies are explained in docs/architecture.md; docs/how-to/add-a-model.md shows how to use
them for a new noun.

Roles (`summit/sql/roles.sql`): `summit_owner` migrates, `summit_app` signs in and reads the
unscoped tables, `summit_scoped` holds the scoped ones for the length of a transaction,
`summit_scheduler` sees when somebody must be reminded, `summit_backup` reads all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import migrations

# Called inside a sub-select everywhere: evaluated once a query, not once a row.
SCOPE = "(SELECT summit.scope())"
PEERS = "ANY (ARRAY(SELECT summit.peers()))"
MAY_WRITE = "(SELECT summit.may_write())"

FUNCTIONS = """
CREATE SCHEMA summit;
GRANT USAGE ON SCHEMA summit TO PUBLIC;

CREATE FUNCTION summit.scope() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('summit.delegation', true), '')::uuid $$;
COMMENT ON FUNCTION summit.scope() IS 'The delegation that this transaction acts as.';

CREATE FUNCTION summit.visit() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('summit.visit', true), '')::uuid $$;
COMMENT ON FUNCTION summit.visit() IS 'The summit of that delegation.';

CREATE FUNCTION summit.may_write() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT COALESCE(current_setting('summit.access', true), '') IN ('aide', 'lead') $$;
COMMENT ON FUNCTION summit.may_write() IS 'Whether the seat is more than a viewer''s.';

CREATE FUNCTION summit.keep_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.delegation_id IS DISTINCT FROM OLD.delegation_id OR NEW.id IS DISTINCT FROM OLD.id THEN
    RAISE EXCEPTION 'a row keeps its owner' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION summit.keep_shared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.visibility = 'shared' AND NEW.visibility IS DISTINCT FROM 'shared' THEN
    RAISE EXCEPTION 'what was shared stays shared' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""

# For a table that points at itself: a policy may not query its own table, a function may. It runs
# with the rights of who asks, so it sees what they see.
OWN_PARENT = """
CREATE FUNCTION summit.may_point_at(parent_table regclass, parent_id uuid, as_shared boolean)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE found boolean;
BEGIN
  EXECUTE format(
    'SELECT EXISTS (SELECT 1 FROM %s WHERE id = $1 AND (NOT $2 OR visibility = ''shared''))',
    parent_table
  ) INTO found USING parent_id, as_shared;
  RETURN found;
END $$;
"""

# Reads summit_delegation, so it follows the creation of that table.
PEERS_FUNCTION = """
CREATE FUNCTION summit.peers() RETURNS SETOF uuid LANGUAGE sql STABLE AS
$$ SELECT id FROM public.summit_delegation WHERE summit_id = summit.visit() $$;
COMMENT ON FUNCTION summit.peers() IS 'The delegations of that summit, the own one included.';
"""


@dataclass(frozen=True)
class Parent:
    """A foreign key to another scoped table, whose row must be visible to whoever points at it.

    A foreign key check ignores policies: without this a hidden parent would be accepted and an
    absent one refused, which tells them apart. `shareable`: the parent has a visibility, and a
    shared row must not point at an internal one.
    """

    column: str
    table: str
    shareable: bool = True


def run(sql: str, reverse: str = "") -> migrations.RunSQL:
    """One RunSQL; without a way back the migration is irreversible, on purpose."""
    return migrations.RunSQL(sql, reverse or None)


def run_each(*statements: str) -> list[migrations.RunSQL]:
    """Rules of a table that follows none of the patterns below."""
    return [run(sql) for sql in statements]


def functions() -> list[migrations.RunSQL]:
    """The schema `summit` and the functions that policies and triggers call."""
    return [run(FUNCTIONS), run(OWN_PARENT)]


def peers() -> list[migrations.RunSQL]:
    """`summit.peers()`, once delegations exist."""
    return [run(PEERS_FUNCTION)]


def force(table: str) -> str:
    """SQL: row-level security for everyone, the owner included."""
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
    )


def _parent_conditions(table: str, parents: Iterable[Parent], visible: bool) -> list[str]:
    conditions = []
    for parent in parents:
        if parent.table == table:
            conditions.append(
                f"({table}.{parent.column} IS NULL OR summit.may_point_at('{table}',"
                f" {table}.{parent.column}, {table}.visibility = 'shared'))"
            )
            continue
        alike = ""
        if visible and parent.shareable:
            alike = f" AND ({table}.visibility = 'internal' OR parent.visibility = 'shared')"
        conditions.append(
            f"({table}.{parent.column} IS NULL OR EXISTS (SELECT 1 FROM {parent.table} parent"
            f" WHERE parent.id = {table}.{parent.column}{alike}))"
        )
    return conditions


def wall(
    table: str,
    *,
    parents: Iterable[Parent] = (),
    conditions: Iterable[str] = (),
    internal_only: bool = False,
) -> list[migrations.RunSQL]:
    """Everything that a scoped table needs, and its event table with it.

    `parents` are its foreign keys to scoped tables; `conditions` are further SQL conditions on a
    written row; `internal_only` is for tables without a visibility. Read: own rows, and what a
    delegation of the same summit shared. Write: own rows, with a seat that may write. Delete:
    own internal rows.
    """
    own = f"delegation_id = {SCOPE}"
    shared = f"(visibility = 'shared' AND delegation_id = {PEERS})"
    read = own if internal_only else f"{own} OR {shared}"
    written = " AND ".join(
        [own, MAY_WRITE, *_parent_conditions(table, parents, not internal_only), *conditions]
    )
    deletable = f"{own} AND {MAY_WRITE}"
    if not internal_only:
        deletable += " AND visibility = 'internal'"
    guards = (
        f"CREATE TRIGGER keep_owner BEFORE UPDATE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION summit.keep_owner();"
    )
    if not internal_only:
        guards += (
            f"CREATE TRIGGER keep_shared BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION summit.keep_shared();"
        )
    return [
        run(
            f"""{force(table)}
CREATE POLICY read ON {table} FOR SELECT TO summit_scoped USING ({read});
CREATE POLICY add ON {table} FOR INSERT TO summit_scoped WITH CHECK ({written});
CREATE POLICY change ON {table} FOR UPDATE TO summit_scoped
  USING ({own} AND {MAY_WRITE}) WITH CHECK ({written});
CREATE POLICY remove ON {table} FOR DELETE TO summit_scoped USING ({deletable});
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO summit_scoped;
{guards}"""
        ),
        *history(f"{table}event", read=read),
    ]


def history(table: str, *, read: str) -> list[migrations.RunSQL]:
    """An event table: written by triggers alone, changed by nobody, read like its model."""
    return [
        run(
            f"""{force(table)}
CREATE POLICY read ON {table} FOR SELECT TO summit_scoped USING ({read});
CREATE POLICY record ON {table} FOR INSERT TO summit_scoped
  WITH CHECK (pg_trigger_depth() > 0 AND delegation_id = {SCOPE});
GRANT SELECT, INSERT ON {table} TO summit_scoped;"""
        )
    ]


def one_side(
    table: str, column: str, target: str, *, pair: str = "delegation_id"
) -> list[migrations.RunSQL]:
    """A composite foreign key: `column` and `pair` must belong together in `target` too.

    So nobody of the other side can be named as one's own lead. `target` needs a UNIQUE over
    (id, pair).
    """
    name = f"{table}_{column.removesuffix('_id')}_same_{pair.removesuffix('_id')}"
    return [
        run(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, {pair})"
            f" REFERENCES {target} (id, {pair}) DEFERRABLE INITIALLY DEFERRED;",
            f"ALTER TABLE {table} DROP CONSTRAINT {name};",
        )
    ]


def scheduler(
    table: str, *, select: str = "", update: str = "", insert: bool = False
) -> list[migrations.RunSQL]:
    """What the scheduler may do with a table, by column: `select` and `update` are column lists."""
    sql = f"CREATE POLICY schedule ON {table} TO summit_scheduler USING (true) WITH CHECK (true);"
    sql += f"GRANT SELECT {f'({select})' if select else ''} ON {table} TO summit_scheduler;"
    if update:
        sql += f"GRANT UPDATE ({update}) ON {table} TO summit_scheduler;"
    if insert:
        sql += f"GRANT INSERT ON {table} TO summit_scheduler;"
    return [run(sql)]


def grant(privileges: str, tables: str, roles: str) -> list[migrations.RunSQL]:
    """A plain grant on tables without rows of their own side."""
    return [
        run(
            f"GRANT {privileges} ON {tables} TO {roles};",
            f"REVOKE {privileges} ON {tables} FROM {roles};",
        )
    ]
