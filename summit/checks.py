"""System checks of the deployment, each with a name to look up: `manage.py check --deploy`.

`manage.py check --deploy --database default` asks the database as well.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.utils.translation import gettext as _

SHORTEST_KEY = 50
# Before, a query planned for one role could run under the policies of another (CVE-2024-10976)
OLDEST_POSTGRESQL = 17_00_01

# Who the connection is, and whether policies do not hold it or it could change them
RIGHTS = """
SELECT current_user, role.rolsuper OR role.rolbypassrls
  OR EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public' AND nspowner = role.oid)
  OR EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace
             AND relowner = role.oid)
FROM pg_roles AS role WHERE role.rolname = current_user
"""

Apps = Sequence[AppConfig] | None


@register(Tags.security)
def secret_key_is_set(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """summit.E001: without a key nobody can sign in."""
    try:
        settings.SECRET_KEY  # noqa: B018  reading it is the test
    except ImproperlyConfigured:
        return [
            Error(
                _("SECRET_KEY is not set."),
                hint=_("Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"),
                id="summit.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def secret_key_is_long(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """summit.E002: a short key can be guessed, and with it every session forged."""
    try:
        length = len(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return []  # summit.E001 says so
    if length >= SHORTEST_KEY:
        return []
    return [
        Error(
            _("SECRET_KEY has %(length)d characters; %(least)d are the least.")
            % {"length": length, "least": SHORTEST_KEY},
            id="summit.E002",
        )
    ]


@register(Tags.security, deploy=True)
def pages_are_encrypted(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """summit.E003 and E004: passwords and links must not travel in clear text."""
    found: list[CheckMessage] = []
    if settings.INSECURE_HTTP:
        found.append(
            Error(
                _("INSECURE_HTTP is on: passwords and internal papers travel in clear text."),
                hint=_("Unset INSECURE_HTTP and DEBUG; they are for a machine of one’s own."),
                id="summit.E003",
            )
        )
    if not settings.BASE_URL.startswith("https://"):
        found.append(
            Error(
                _("BASE_URL does not begin with https://, and the links in mails lead there."),
                hint=_("Set it to the address of the site: BASE_URL=https://summit.example"),
                id="summit.E004",
            )
        )
    return found


@register(deploy=True)
def mail_leaves(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """summit.W005: reminders that stay in a directory reach nobody."""
    if settings.EMAIL_HOST:
        return []
    return [
        CheckWarning(
            _("EMAIL_HOST is not set: mails become files in a directory and reach nobody."),
            id="summit.W005",
        )
    ]


@register(Tags.database)
def postgresql_is_recent(
    app_configs: Apps, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """summit.E006: older ones have holes in the row-level security that the wall is made of."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int")
            (version,) = cursor.fetchone()
        if version < OLDEST_POSTGRESQL:
            found.append(Error(_("PostgreSQL must be 17.1 or newer."), id="summit.E006"))
    return found


@register(Tags.database, deploy=True)
def database_role_is_held_by_the_wall(
    app_configs: Apps, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """summit.E007: web and worker must not be a role that row-level security does not hold.

    Only with --deploy: `migrate` checks the database too, and is the owner's work.
    """
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(RIGHTS)
            name, passes = cursor.fetchone()
        if passes:
            found.append(
                Error(
                    _("DATABASE_URL names %(role)s, who owns the tables or passes the policies.")
                    % {"role": name},
                    hint=_("Name summit_app; the owner belongs into DATABASE_OWNER_URL."),
                    id="summit.E007",
                )
            )
    return found
