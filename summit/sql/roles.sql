-- The roles and the database of Summit. Run once by a PostgreSQL superuser, with psql:
--
--     psql -X -v ON_ERROR_STOP=1 -d postgres -f summit/sql/roles.sql
--
-- Running it again changes nothing. It sets no passwords; on a server that asks for them:
--
--     ALTER ROLE summit_owner PASSWORD '…';     -- DATABASE_OWNER_URL, for migrations only
--     ALTER ROLE summit_app PASSWORD '…';       -- DATABASE_URL, for web, worker and beat
--     CREATE ROLE summit_dump LOGIN PASSWORD '…' IN ROLE summit_backup;
--                                               -- pg_dump --role=summit_backup
--
-- (\password in psql keeps a password out of the server's log.)

SELECT format('CREATE ROLE %I', wanted.name)
FROM unnest(ARRAY['summit_owner', 'summit_app', 'summit_scoped', 'summit_scheduler', 'summit_backup'])
    AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted.name)
\gexec

-- Owns the tables and migrates them. FORCE ROW LEVEL SECURITY holds for it too. CREATEDB is for the test database.
ALTER ROLE summit_owner LOGIN NOSUPERUSER NOBYPASSRLS NOREPLICATION CREATEDB NOCREATEROLE;

-- What web, worker and beat sign in as. It sees no scoped table until it takes one of the next two roles.
ALTER ROLE summit_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEDB NOCREATEROLE;
ALTER ROLE summit_scoped NOLOGIN NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEDB NOCREATEROLE;
ALTER ROLE summit_scheduler NOLOGIN NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEDB NOCREATEROLE;
GRANT summit_scoped, summit_scheduler TO summit_app WITH INHERIT FALSE, SET TRUE;

-- A dump under row-level security would silently hold nothing internal: this role passes it, and may only read.
ALTER ROLE summit_backup NOLOGIN NOSUPERUSER BYPASSRLS NOREPLICATION NOCREATEDB NOCREATEROLE;
GRANT pg_read_all_data TO summit_backup;

SELECT 'CREATE DATABASE summit OWNER summit_owner'
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = 'summit')
\gexec

REVOKE ALL ON DATABASE summit FROM PUBLIC;
GRANT CONNECT ON DATABASE summit TO summit_app, summit_backup;

\connect summit

ALTER SCHEMA public OWNER TO summit_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
