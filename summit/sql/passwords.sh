#!/bin/sh
# Run by the database's container when its volume is new, after roles.sql.
set -eu
psql -X -v ON_ERROR_STOP=1 -U postgres -d summit <<'SQL'
\getenv owner OWNER_PASSWORD
\getenv app APP_PASSWORD
ALTER ROLE summit_owner PASSWORD :'owner';
ALTER ROLE summit_app PASSWORD :'app';
SQL
