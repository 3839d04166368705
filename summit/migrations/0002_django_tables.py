"""Grants on the tables of Django and allauth, and the scoping of Django admin's log."""

from django.db import migrations

from summit import rls

SITE = (
    "django_session, account_emailaddress, account_emailconfirmation, mfa_authenticator,"
    " usersessions_usersession"
)
LOOKUPS = "django_content_type, django_migrations"

ADMIN_LOG = f"""
ALTER TABLE django_admin_log ADD COLUMN delegation_id uuid DEFAULT summit.scope();
{rls.force("django_admin_log")}
CREATE POLICY own ON django_admin_log TO summit_scoped
  USING (delegation_id = {rls.SCOPE}) WITH CHECK (delegation_id = {rls.SCOPE});
CREATE POLICY platform ON django_admin_log TO summit_app
  USING (delegation_id IS NULL) WITH CHECK (delegation_id IS NULL);
GRANT SELECT, INSERT ON django_admin_log TO summit_app, summit_scoped;
"""

BACKUP = """
GRANT USAGE ON SCHEMA public, summit TO summit_backup;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO summit_backup;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO summit_backup;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO summit_backup;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO summit_backup;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("summit", "0001_initial"),
        ("stakeholders", "0001_initial"),
        ("agenda", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        *rls.grant("SELECT, INSERT, UPDATE, DELETE", SITE, "summit_app"),
        *rls.grant("SELECT", LOOKUPS, "summit_app, summit_scoped"),
        rls.run(ADMIN_LOG),
        rls.run(BACKUP),
    ]
