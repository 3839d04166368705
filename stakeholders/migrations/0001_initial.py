import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import summit.text
from summit import rls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("summit", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=500,
                        verbose_name="reason of the withdrawal",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "native_name",
                    models.CharField(
                        blank=True,
                        help_text="As the person writes it.",
                        max_length=200,
                        verbose_name="name in native script",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.delegation",
                        verbose_name="delegation",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=500,
                        verbose_name="reason of the withdrawal",
                    ),
                ),
                (
                    "on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                            django.core.validators.MaxValueValidator(datetime.date(2149, 12, 31)),
                        ],
                        verbose_name="date",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("call", "Call"),
                            ("letter", "Letter"),
                            ("email", "Email"),
                            ("event", "Event"),
                            ("visit", "Visit on site"),
                        ],
                        default="meeting",
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "held"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "subject",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="subject"
                    ),
                ),
                (
                    "objective",
                    models.TextField(blank=True, max_length=4000, verbose_name="objective"),
                ),
                ("message", models.TextField(blank=True, max_length=4000, verbose_name="message")),
                ("outcome", models.TextField(blank=True, max_length=4000, verbose_name="outcome")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="stakeholders.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.member",
                        verbose_name="lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "engagement",
                "verbose_name_plural": "engagements",
                "ordering": ["on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=500,
                        verbose_name="reason of the withdrawal",
                    ),
                ),
                (
                    "name",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="name"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("legislature", "Legislature"),
                            ("committee", "Committee"),
                            ("caucus", "Caucus or study group"),
                            ("office", "Member’s office"),
                            ("company", "Company"),
                            ("association", "Association"),
                            ("subnational", "Sub-national government"),
                            ("media", "Media"),
                            ("think_tank", "Think tank"),
                            ("union", "Trade union"),
                            ("university", "University"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=100, verbose_name="country")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "about",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        help_text="Public facts only; no assessment.",
                        max_length=4000,
                        verbose_name="about",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="stakeholders.organisation",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name__en", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EngagementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=500,
                        verbose_name="reason of the withdrawal",
                    ),
                ),
                (
                    "on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                            django.core.validators.MaxValueValidator(datetime.date(2149, 12, 31)),
                        ],
                        verbose_name="date",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("call", "Call"),
                            ("letter", "Letter"),
                            ("email", "Email"),
                            ("event", "Event"),
                            ("visit", "Visit on site"),
                        ],
                        default="meeting",
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "held"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "subject",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="subject"
                    ),
                ),
                (
                    "objective",
                    models.TextField(blank=True, max_length=4000, verbose_name="objective"),
                ),
                ("message", models.TextField(blank=True, max_length=4000, verbose_name="message")),
                ("outcome", models.TextField(blank=True, max_length=4000, verbose_name="outcome")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="summit.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="summit.member",
                        verbose_name="lead",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="stakeholders.engagement",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="engagement",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="engagements",
                to="stakeholders.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.CreateModel(
            name="ContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=500,
                        verbose_name="reason of the withdrawal",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "native_name",
                    models.CharField(
                        blank=True,
                        help_text="As the person writes it.",
                        max_length=200,
                        verbose_name="name in native script",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="summit.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="stakeholders.contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="stakeholders.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.CreateModel(
            name="OrganisationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=500,
                        verbose_name="reason of the withdrawal",
                    ),
                ),
                (
                    "name",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="name"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("legislature", "Legislature"),
                            ("committee", "Committee"),
                            ("caucus", "Caucus or study group"),
                            ("office", "Member’s office"),
                            ("company", "Company"),
                            ("association", "Association"),
                            ("subnational", "Sub-national government"),
                            ("media", "Media"),
                            ("think_tank", "Think tank"),
                            ("union", "Trade union"),
                            ("university", "University"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=100, verbose_name="country")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "about",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        help_text="Public facts only; no assessment.",
                        max_length=4000,
                        verbose_name="about",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="summit.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.organisation",
                        verbose_name="part of",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="stakeholders.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="stakeholders_organisation_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stakeholders_organisation_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="stakeholders_organisation_not_own_parent",
                violation_error_message="An organisation cannot be a part of itself.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stakeholders_organisationevent" ("about", "country", "delegation_id", "id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "website", "withdrawn_at", "withdrawn_reason") VALUES (NEW."about", NEW."country", NEW."delegation_id", NEW."id", NEW."kind", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."visibility", NEW."website", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="b79ca7848f350f762d9f3b03c007ec65712e35a6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d3e3d",
                    table="stakeholders_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."website" IS DISTINCT FROM (NEW."website") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "stakeholders_organisationevent" ("about", "country", "delegation_id", "id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "website", "withdrawn_at", "withdrawn_reason") VALUES (NEW."about", NEW."country", NEW."delegation_id", NEW."id", NEW."kind", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."visibility", NEW."website", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="a65cc455909c6d5528115dc9224b4a0d34018ddf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7dac7",
                    table="stakeholders_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stakeholders_organisationevent" ("about", "country", "delegation_id", "id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "website", "withdrawn_at", "withdrawn_reason") VALUES (OLD."about", OLD."country", OLD."delegation_id", OLD."id", OLD."kind", OLD."name", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."visibility", OLD."website", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="deaa2b27fac976baf62b4f5434384cef7f6eb6f5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4c1e2",
                    table="stakeholders_organisation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="stakeholders_engagement_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stakeholders_engagement_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on__range", (datetime.date(1950, 1, 1), datetime.date(2149, 12, 31)))
                ),
                name="stakeholders_engagement_in_our_time",
                violation_error_message="Choose a date between 1950 and 2149.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="engagement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stakeholders_engagementevent" ("channel", "contact_id", "delegation_id", "id", "lead_id", "message", "objective", "on", "organisation_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "subject", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."channel", NEW."contact_id", NEW."delegation_id", NEW."id", NEW."lead_id", NEW."message", NEW."objective", NEW."on", NEW."organisation_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."stage", NEW."subject", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="f9751a7dbc69171b544e7ad8f9db602c97566807",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98512",
                    table="stakeholders_engagement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="engagement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."lead_id" IS DISTINCT FROM (NEW."lead_id") OR OLD."message" IS DISTINCT FROM (NEW."message") OR OLD."objective" IS DISTINCT FROM (NEW."objective") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "stakeholders_engagementevent" ("channel", "contact_id", "delegation_id", "id", "lead_id", "message", "objective", "on", "organisation_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "subject", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."channel", NEW."contact_id", NEW."delegation_id", NEW."id", NEW."lead_id", NEW."message", NEW."objective", NEW."on", NEW."organisation_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."stage", NEW."subject", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="a097dec84890081f828a978e9481a3f9048c8ad2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b44ad",
                    table="stakeholders_engagement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="engagement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stakeholders_engagementevent" ("channel", "contact_id", "delegation_id", "id", "lead_id", "message", "objective", "on", "organisation_id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "subject", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."channel", OLD."contact_id", OLD."delegation_id", OLD."id", OLD."lead_id", OLD."message", OLD."objective", OLD."on", OLD."organisation_id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."stage", OLD."subject", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="7f663cfc48c682056c266fafe5e033c22a06b4cf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ed366",
                    table="stakeholders_engagement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="stakeholders_contact_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stakeholders_contact_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                fields=("id", "organisation"), name="stakeholders_contact_id_organisation"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stakeholders_contactevent" ("delegation_id", "email", "id", "name", "native_name", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."email", NEW."id", NEW."name", NEW."native_name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phone", NEW."title", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="dd679d9fd857d477acc4b74909d181652692a81e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0e196",
                    table="stakeholders_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."native_name" IS DISTINCT FROM (NEW."native_name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "stakeholders_contactevent" ("delegation_id", "email", "id", "name", "native_name", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."email", NEW."id", NEW."name", NEW."native_name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phone", NEW."title", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="4249d0894c67580303408e2f375806f7e64f4dca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e1875",
                    table="stakeholders_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "stakeholders_contactevent" ("delegation_id", "email", "id", "name", "native_name", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."delegation_id", OLD."email", OLD."id", OLD."name", OLD."native_name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phone", OLD."title", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="5f9da3e2d44fb5be2889c904c8441a703db35469",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a7f7",
                    table="stakeholders_contact",
                    when="AFTER",
                ),
            ),
        ),
        # --- The wall
        *rls.wall(
            "stakeholders_organisation",
            parents=[rls.Parent("parent_id", "stakeholders_organisation")],
        ),
        *rls.run_each(
            # An organisation is not a part of its own parts. Sees what the writer sees: every
            # link of such a circle would be their own row or one that is shared with them.
            """CREATE FUNCTION summit.no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    WITH RECURSIVE above (id) AS (
      SELECT NEW.parent_id
      UNION
      SELECT o.parent_id FROM public.stakeholders_organisation o JOIN above ON o.id = above.id
    )
    SELECT 1 FROM above WHERE id = NEW.id)
  THEN
    RAISE EXCEPTION 'an organisation is not a part of its own parts'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_circle BEFORE INSERT OR UPDATE OF parent_id ON stakeholders_organisation
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION summit.no_circle();"""
        ),
        *rls.wall(
            "stakeholders_contact",
            parents=[rls.Parent("organisation_id", "stakeholders_organisation")],
        ),
        *rls.wall(
            "stakeholders_engagement",
            parents=[
                rls.Parent("organisation_id", "stakeholders_organisation"),
                rls.Parent("contact_id", "stakeholders_contact"),
                rls.Parent("lead_id", "summit_member"),
            ],
        ),
        *rls.one_side("stakeholders_engagement", "lead_id", "summit_member"),
        *rls.one_side(
            "stakeholders_engagement", "contact_id", "stakeholders_contact", pair="organisation_id"
        ),
    ]
