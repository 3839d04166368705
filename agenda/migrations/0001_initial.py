import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import summit.text
import summit.zones
from summit import rls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("stakeholders", "0001_initial"),
        ("summit", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
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
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="number"
                    ),
                ),
                (
                    "theme",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=100,
                        verbose_name="theme",
                    ),
                ),
                (
                    "title",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="title"
                    ),
                ),
                (
                    "common_text",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        help_text="What every side would say.",
                        max_length=20000,
                        verbose_name="common text",
                    ),
                ),
                (
                    "outcome_sought",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=2000,
                        verbose_name="outcome sought",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("discussion", "under discussion"),
                            ("parked", "parked"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="status",
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
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda item",
                "verbose_name_plural": "agenda items",
                "ordering": [models.OrderBy(models.F("number"), nulls_last=True), "created_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgendaItemEvent",
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
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="number"
                    ),
                ),
                (
                    "theme",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=100,
                        verbose_name="theme",
                    ),
                ),
                (
                    "title",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="title"
                    ),
                ),
                (
                    "common_text",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        help_text="What every side would say.",
                        max_length=20000,
                        verbose_name="common text",
                    ),
                ),
                (
                    "outcome_sought",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=2000,
                        verbose_name="outcome sought",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("discussion", "under discussion"),
                            ("parked", "parked"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="status",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agenda.agendaitem",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="acknowledged"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("waived_at", models.DateTimeField(blank=True, null=True, verbose_name="waived")),
                (
                    "waived_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="reason of the waiver"
                    ),
                ),
                (
                    "next_rung_at",
                    models.DateTimeField(
                        blank=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        null=True,
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="summit.member",
                        verbose_name="responsible",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["delegation__position", "member__precedence"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deadline",
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
                    "title",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="title"
                    ),
                ),
                (
                    "details",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=4000,
                        verbose_name="details",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                        ],
                        verbose_name="due",
                    ),
                ),
                (
                    "due_kind",
                    models.CharField(
                        choices=[("instant", "At a time"), ("cob", "Close of business")],
                        default="instant",
                        max_length=8,
                        verbose_name="kind of time",
                    ),
                ),
                ("critical", models.BooleanField(default=False, verbose_name="critical")),
                ("replan", models.BooleanField(default=False, editable=False)),
                (
                    "capital",
                    models.ForeignKey(
                        help_text="The capital by whose clocks the deadline is named.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.delegation",
                        verbose_name="whose time",
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
                    "engagement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="stakeholders.engagement",
                        verbose_name="engagement",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="agenda.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline",
                "verbose_name_plural": "deadlines",
                "ordering": ["due_at", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
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
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="acknowledged"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("waived_at", models.DateTimeField(blank=True, null=True, verbose_name="waived")),
                (
                    "waived_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="reason of the waiver"
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="summit.member",
                        verbose_name="responsible",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agenda.assignment",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.deadline",
                        verbose_name="deadline",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="deadline",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assignments",
                to="agenda.deadline",
                verbose_name="deadline",
            ),
        ),
        migrations.CreateModel(
            name="ItemLead",
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
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leads",
                        to="agenda.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.member",
                        verbose_name="lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "lead",
                "verbose_name_plural": "leads",
                "ordering": ["delegation__position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ItemLeadEvent",
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="agenda.itemlead",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                    "title",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="title"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("tete_a_tete", "Tête-à-tête"),
                            ("small_group", "Small group"),
                            ("expanded", "Expanded meeting"),
                            ("working_meal", "Working meal"),
                            ("state_dinner", "State dinner"),
                            ("ceremony", "Ceremony"),
                            ("address", "Address"),
                            ("press", "Press conference"),
                            ("courtesy_call", "Courtesy call"),
                            ("pull_aside", "Pull-aside"),
                            ("preparatory", "Preparatory call"),
                            ("stakeholder", "Stakeholder meeting"),
                            ("visit", "Visit on site"),
                            ("movement", "Arrival or departure"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=16,
                        verbose_name="format",
                    ),
                ),
                ("room", models.CharField(blank=True, max_length=100, verbose_name="room")),
                (
                    "starts_at",
                    models.DateTimeField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                        ],
                        verbose_name="start",
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                        ],
                        verbose_name="end",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64,
                        validators=[summit.zones.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "remarks",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=2000,
                        verbose_name="remarks",
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
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["starts_at", "ends_at", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeadlineEvent",
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
                    "title",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="title"
                    ),
                ),
                (
                    "details",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=4000,
                        verbose_name="details",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                        ],
                        verbose_name="due",
                    ),
                ),
                (
                    "due_kind",
                    models.CharField(
                        choices=[("instant", "At a time"), ("cob", "Close of business")],
                        default="instant",
                        max_length=8,
                        verbose_name="kind of time",
                    ),
                ),
                ("critical", models.BooleanField(default=False, verbose_name="critical")),
                (
                    "capital",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The capital by whose clocks the deadline is named.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="summit.delegation",
                        verbose_name="whose time",
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
                    "engagement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.engagement",
                        verbose_name="engagement",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agenda.deadline",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="deadline",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deadlines",
                to="agenda.meeting",
                verbose_name="meeting",
            ),
        ),
        migrations.CreateModel(
            name="MeetingItem",
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
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="agenda.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="agenda.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of a meeting",
                "verbose_name_plural": "items of a meeting",
                "ordering": ["position", "created_at"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="items",
            field=models.ManyToManyField(
                related_name="meetings", through="agenda.MeetingItem", to="agenda.agendaitem"
            ),
        ),
        migrations.CreateModel(
            name="MeetingItemEvent",
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
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agenda.meetingitem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participation",
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
                    "function",
                    models.CharField(
                        choices=[
                            ("principal", "Principal"),
                            ("plus_one", "Plus-one"),
                            ("note_taker", "Note-taker"),
                            ("interpreter", "Interpreter"),
                            ("observer", "Observer"),
                            ("staff", "Staff"),
                        ],
                        default="staff",
                        max_length=12,
                        verbose_name="function",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="agenda.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="summit.member",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "ordering": ["delegation__position", "member__precedence"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
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
                    "function",
                    models.CharField(
                        choices=[
                            ("principal", "Principal"),
                            ("plus_one", "Plus-one"),
                            ("note_taker", "Note-taker"),
                            ("interpreter", "Interpreter"),
                            ("observer", "Observer"),
                            ("staff", "Staff"),
                        ],
                        default="staff",
                        max_length=12,
                        verbose_name="function",
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
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="summit.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agenda.participation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Position",
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
                    "objective",
                    models.TextField(blank=True, max_length=4000, verbose_name="objective"),
                ),
                (
                    "talking_points",
                    models.TextField(
                        blank=True,
                        help_text="One a line.",
                        max_length=20000,
                        verbose_name="talking points",
                    ),
                ),
                (
                    "must_have",
                    models.TextField(blank=True, max_length=4000, verbose_name="must have"),
                ),
                (
                    "red_line",
                    models.TextField(blank=True, max_length=4000, verbose_name="red line"),
                ),
                (
                    "fallback",
                    models.TextField(blank=True, max_length=4000, verbose_name="fallback"),
                ),
                (
                    "if_raised",
                    models.TextField(blank=True, max_length=4000, verbose_name="if raised"),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="agenda.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
            ],
            options={
                "verbose_name": "position",
                "verbose_name_plural": "positions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PositionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "objective",
                    models.TextField(blank=True, max_length=4000, verbose_name="objective"),
                ),
                (
                    "talking_points",
                    models.TextField(
                        blank=True,
                        help_text="One a line.",
                        max_length=20000,
                        verbose_name="talking points",
                    ),
                ),
                (
                    "must_have",
                    models.TextField(blank=True, max_length=4000, verbose_name="must have"),
                ),
                (
                    "red_line",
                    models.TextField(blank=True, max_length=4000, verbose_name="red line"),
                ),
                (
                    "fallback",
                    models.TextField(blank=True, max_length=4000, verbose_name="fallback"),
                ),
                (
                    "if_raised",
                    models.TextField(blank=True, max_length=4000, verbose_name="if raised"),
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agenda.position",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Venue",
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
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64,
                        validators=[summit.zones.validate_zone],
                        verbose_name="time zone",
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
            ],
            options={
                "verbose_name": "venue",
                "verbose_name_plural": "venues",
                "ordering": ["name__en", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
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
                    "title",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="title"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("tete_a_tete", "Tête-à-tête"),
                            ("small_group", "Small group"),
                            ("expanded", "Expanded meeting"),
                            ("working_meal", "Working meal"),
                            ("state_dinner", "State dinner"),
                            ("ceremony", "Ceremony"),
                            ("address", "Address"),
                            ("press", "Press conference"),
                            ("courtesy_call", "Courtesy call"),
                            ("pull_aside", "Pull-aside"),
                            ("preparatory", "Preparatory call"),
                            ("stakeholder", "Stakeholder meeting"),
                            ("visit", "Visit on site"),
                            ("movement", "Arrival or departure"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=16,
                        verbose_name="format",
                    ),
                ),
                ("room", models.CharField(blank=True, max_length=100, verbose_name="room")),
                (
                    "starts_at",
                    models.DateTimeField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                        ],
                        verbose_name="start",
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC)
                            ),
                        ],
                        verbose_name="end",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64,
                        validators=[summit.zones.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "remarks",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=2000,
                        verbose_name="remarks",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agenda.venue",
                        verbose_name="venue",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="venue",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agenda.venue",
                verbose_name="venue",
            ),
        ),
        migrations.CreateModel(
            name="VenueEvent",
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
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64,
                        validators=[summit.zones.validate_zone],
                        verbose_name="time zone",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agenda.venue",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="agenda_agendaitem_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_agendaitem_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("visibility", "shared")),
                fields=("summit", "number"),
                name="agenda_item_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number__isnull", False), ("visibility", "shared")),
                    models.Q(("number__isnull", True), ("visibility", "internal")),
                    _connector="OR",
                ),
                name="agenda_item_number_once_shared",
                violation_error_message="A shared item has a number, a draft has none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["proposed", "discussion", "parked"])),
                name="agenda_item_status",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_agendaitemevent" ("common_text", "delegation_id", "id", "number", "outcome_sought", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "summit_id", "theme", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."common_text", NEW."delegation_id", NEW."id", NEW."number", NEW."outcome_sought", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."status", NEW."summit_id", NEW."theme", NEW."title", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="0950eb2f27eaacb8c127febfa3bff137885be70b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6f9fe",
                    table="agenda_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."common_text" IS DISTINCT FROM (NEW."common_text") OR OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."outcome_sought" IS DISTINCT FROM (NEW."outcome_sought") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summit_id" IS DISTINCT FROM (NEW."summit_id") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "agenda_agendaitemevent" ("common_text", "delegation_id", "id", "number", "outcome_sought", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "summit_id", "theme", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."common_text", NEW."delegation_id", NEW."id", NEW."number", NEW."outcome_sought", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."status", NEW."summit_id", NEW."theme", NEW."title", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="62e1b76bb5c64cc041beb74920b9fb2ecf181d95",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b337c",
                    table="agenda_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_agendaitemevent" ("common_text", "delegation_id", "id", "number", "outcome_sought", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "summit_id", "theme", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."common_text", OLD."delegation_id", OLD."id", OLD."number", OLD."outcome_sought", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."status", OLD."summit_id", OLD."theme", OLD."title", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="9a8a32fd24e289ad1a0625141377087172a35189",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_35f08",
                    table="agenda_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("done_at__isnull", True),
                    ("next_rung_at__isnull", False),
                    ("waived_at__isnull", True),
                ),
                fields=["next_rung_at"],
                name="agenda_assignment_next_rung",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="agenda_assignment_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_assignment_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                fields=("deadline", "member", "delegation"),
                name="agenda_assignment_once",
                violation_error_message="This person already has a part in the deadline.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("waived_at__isnull", True), ("waived_reason", "")),
                    models.Q(
                        ("waived_at__isnull", False), models.Q(("waived_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="agenda_assignment_waiver_reason",
                violation_error_message="A waiver needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_at__isnull", True), ("waived_at__isnull", True), _connector="OR"
                ),
                name="agenda_assignment_done_or_waived",
                violation_error_message="A part is done or waived, not both.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_assignmentevent" ("acknowledged_at", "deadline_id", "delegation_id", "done_at", "id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "waived_at", "waived_reason", "withdrawn_at", "withdrawn_reason") VALUES (NEW."acknowledged_at", NEW."deadline_id", NEW."delegation_id", NEW."done_at", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."visibility", NEW."waived_at", NEW."waived_reason", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="d07fd5892fe75a9b3bc243053e6a8198301225a2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_687a1",
                    table="agenda_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."acknowledged_at" IS DISTINCT FROM (NEW."acknowledged_at") OR OLD."deadline_id" IS DISTINCT FROM (NEW."deadline_id") OR OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."done_at" IS DISTINCT FROM (NEW."done_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."waived_at" IS DISTINCT FROM (NEW."waived_at") OR OLD."waived_reason" IS DISTINCT FROM (NEW."waived_reason") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "agenda_assignmentevent" ("acknowledged_at", "deadline_id", "delegation_id", "done_at", "id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "waived_at", "waived_reason", "withdrawn_at", "withdrawn_reason") VALUES (NEW."acknowledged_at", NEW."deadline_id", NEW."delegation_id", NEW."done_at", NEW."id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."visibility", NEW."waived_at", NEW."waived_reason", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="8193c6b90d6d3c4ec7f6d412757bb4abb92303d0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_48fb5",
                    table="agenda_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_assignmentevent" ("acknowledged_at", "deadline_id", "delegation_id", "done_at", "id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "waived_at", "waived_reason", "withdrawn_at", "withdrawn_reason") VALUES (OLD."acknowledged_at", OLD."deadline_id", OLD."delegation_id", OLD."done_at", OLD."id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."visibility", OLD."waived_at", OLD."waived_reason", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="08109ebd3ab8f23fad6267b79602effe90ea32a6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5594f",
                    table="agenda_assignment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="itemlead",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="agenda_itemlead_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemlead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_itemlead_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemlead",
            constraint=models.UniqueConstraint(
                fields=("item", "delegation"),
                name="agenda_itemlead_one_a_side",
                violation_error_message="This side already has a lead for the item.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemlead",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_itemleadevent" ("delegation_id", "id", "item_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."id", NEW."item_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="acc05b4d2cfe93f1702d5b91b86bf103fe3a011d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aceb9",
                    table="agenda_itemlead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemlead",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "agenda_itemleadevent" ("delegation_id", "id", "item_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."id", NEW."item_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="6076d4ba8cd76c63715097708254691cd9d036a0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_80447",
                    table="agenda_itemlead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemlead",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_itemleadevent" ("delegation_id", "id", "item_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."delegation_id", OLD."id", OLD."item_id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="70703976f2db75151b20edea8b85e83d0b03e816",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b29ed",
                    table="agenda_itemlead",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(("replan", True)), fields=["id"], name="agenda_deadline_replan"
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="agenda_deadline_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_deadline_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "due_at__range",
                        (
                            datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    )
                ),
                name="agenda_deadline_in_our_time",
                violation_error_message="Choose a date between 1950 and 2149.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_kind__in", ["instant", "cob"])),
                name="agenda_deadline_due_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item__isnull", True), ("meeting__isnull", True)),
                    models.Q(("engagement__isnull", True), ("item__isnull", True)),
                    models.Q(("engagement__isnull", True), ("meeting__isnull", True)),
                    _connector="OR",
                ),
                name="agenda_deadline_concerns_one",
                violation_error_message="A deadline concerns an item, a meeting or an engagement, not several.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deadline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_deadlineevent" ("capital_id", "critical", "delegation_id", "details", "due_at", "due_kind", "engagement_id", "id", "item_id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."capital_id", NEW."critical", NEW."delegation_id", NEW."details", NEW."due_at", NEW."due_kind", NEW."engagement_id", NEW."id", NEW."item_id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."title", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="57bb3ae1819df0e23bbbc5fdde7a97202af3c30d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a8af2",
                    table="agenda_deadline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deadline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."capital_id" IS DISTINCT FROM (NEW."capital_id") OR OLD."critical" IS DISTINCT FROM (NEW."critical") OR OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."details" IS DISTINCT FROM (NEW."details") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."due_kind" IS DISTINCT FROM (NEW."due_kind") OR OLD."engagement_id" IS DISTINCT FROM (NEW."engagement_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "agenda_deadlineevent" ("capital_id", "critical", "delegation_id", "details", "due_at", "due_kind", "engagement_id", "id", "item_id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."capital_id", NEW."critical", NEW."delegation_id", NEW."details", NEW."due_at", NEW."due_kind", NEW."engagement_id", NEW."id", NEW."item_id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."title", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="aa00f4936d43ddd9416fc188c0294095082c2763",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed879",
                    table="agenda_deadline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deadline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_deadlineevent" ("capital_id", "critical", "delegation_id", "details", "due_at", "due_kind", "engagement_id", "id", "item_id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."capital_id", OLD."critical", OLD."delegation_id", OLD."details", OLD."due_at", OLD."due_kind", OLD."engagement_id", OLD."id", OLD."item_id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."title", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="44a2a670d935d55431ed102304b6a5e459b40970",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a650f",
                    table="agenda_deadline",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="agenda_meetingitem_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_meetingitem_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "item", "delegation"),
                name="agenda_meetingitem_once",
                violation_error_message="This item already stands in the meeting.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 600)),
                name="agenda_meetingitem_minutes",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_meetingitemevent" ("delegation_id", "id", "item_id", "meeting_id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."id", NEW."item_id", NEW."meeting_id", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="41f47d1b5ed574b4b5f8c2899f893d821c38a97c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cf0d0",
                    table="agenda_meetingitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "agenda_meetingitemevent" ("delegation_id", "id", "item_id", "meeting_id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."id", NEW."item_id", NEW."meeting_id", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="b54dc3bb87c857a1c876770308fe1af3c85e9a99",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_21d1d",
                    table="agenda_meetingitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_meetingitemevent" ("delegation_id", "id", "item_id", "meeting_id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."delegation_id", OLD."id", OLD."item_id", OLD."meeting_id", OLD."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="0e55e0b326f0797570522893c1daf203302cd5cf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_35c40",
                    table="agenda_meetingitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="agenda_participation_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_participation_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                fields=("meeting", "member", "delegation"),
                name="agenda_participation_once",
                violation_error_message="This person already takes part.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_participationevent" ("delegation_id", "function", "id", "meeting_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."function", NEW."id", NEW."meeting_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="df1f7978c34d9439631969497036ad0f12317213",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d71b3",
                    table="agenda_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."function" IS DISTINCT FROM (NEW."function") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "agenda_participationevent" ("delegation_id", "function", "id", "meeting_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."function", NEW."id", NEW."meeting_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="89b44c9a6b52d17334eba330300e2effec6e0bac",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fcae3",
                    table="agenda_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_participationevent" ("delegation_id", "function", "id", "meeting_id", "member_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."delegation_id", OLD."function", OLD."id", OLD."meeting_id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="ce9d3e2ee8470ee452210ee629845a47343d4613",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_423ed",
                    table="agenda_participation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.UniqueConstraint(
                fields=("item", "delegation"),
                name="agenda_position_one_a_side",
                violation_error_message="This side already has a position on the item.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_positionevent" ("delegation_id", "fallback", "id", "if_raised", "item_id", "must_have", "objective", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "red_line", "talking_points") VALUES (NEW."delegation_id", NEW."fallback", NEW."id", NEW."if_raised", NEW."item_id", NEW."must_have", NEW."objective", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."red_line", NEW."talking_points"); RETURN NULL;',
                    hash="59353376aab633f13fb06dbcfba8d616e64b7bea",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4a8b4",
                    table="agenda_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."fallback" IS DISTINCT FROM (NEW."fallback") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."if_raised" IS DISTINCT FROM (NEW."if_raised") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."must_have" IS DISTINCT FROM (NEW."must_have") OR OLD."objective" IS DISTINCT FROM (NEW."objective") OR OLD."red_line" IS DISTINCT FROM (NEW."red_line") OR OLD."talking_points" IS DISTINCT FROM (NEW."talking_points"))',
                    func='INSERT INTO "agenda_positionevent" ("delegation_id", "fallback", "id", "if_raised", "item_id", "must_have", "objective", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "red_line", "talking_points") VALUES (NEW."delegation_id", NEW."fallback", NEW."id", NEW."if_raised", NEW."item_id", NEW."must_have", NEW."objective", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."red_line", NEW."talking_points"); RETURN NULL;',
                    hash="dfb726a425442c6f9314d73bf166b45afce60990",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f20e",
                    table="agenda_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_positionevent" ("delegation_id", "fallback", "id", "if_raised", "item_id", "must_have", "objective", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "red_line", "talking_points") VALUES (OLD."delegation_id", OLD."fallback", OLD."id", OLD."if_raised", OLD."item_id", OLD."must_have", OLD."objective", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."red_line", OLD."talking_points"); RETURN NULL;',
                    hash="60ec750fd8594ce5ca5bf2d84f14e35bf907cd2b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5a8ae",
                    table="agenda_position",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="agenda_venue_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_venue_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="venue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_venueevent" ("address", "delegation_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."address", NEW."delegation_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."time_zone", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="8ba0ff31eb74898b78c5a733e8459c078feba3f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d5bfd",
                    table="agenda_venue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="venue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "agenda_venueevent" ("address", "delegation_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."address", NEW."delegation_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."time_zone", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="eacf44b254065a86ae88d839bf073d4155e21d49",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_94dfc",
                    table="agenda_venue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="venue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_venueevent" ("address", "delegation_id", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."address", OLD."delegation_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."time_zone", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="2fec688161def2e5a6f1cf7d416286705d18cec7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_623b9",
                    table="agenda_venue",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="agenda_meeting_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_meeting_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="agenda_meeting_ends_after_start",
                violation_error_message="The end must come after the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_at"), "+", models.Value(datetime.timedelta(days=31))
                        ),
                    )
                ),
                name="agenda_meeting_length",
                violation_error_message="A meeting lasts 31 days at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "starts_at__range",
                        (
                            datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    (
                        "ends_at__range",
                        (
                            datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            datetime.datetime(2150, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                ),
                name="agenda_meeting_in_our_time",
                violation_error_message="Choose a date between 1950 and 2149.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_meetingevent" ("delegation_id", "ends_at", "format", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "room", "starts_at", "time_zone", "title", "venue_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."ends_at", NEW."format", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."remarks", NEW."room", NEW."starts_at", NEW."time_zone", NEW."title", NEW."venue_id", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="877aba5b121efae17d8b861954f4d96da0e21662",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e0465",
                    table="agenda_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."remarks" IS DISTINCT FROM (NEW."remarks") OR OLD."room" IS DISTINCT FROM (NEW."room") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."venue_id" IS DISTINCT FROM (NEW."venue_id") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "agenda_meetingevent" ("delegation_id", "ends_at", "format", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "room", "starts_at", "time_zone", "title", "venue_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."delegation_id", NEW."ends_at", NEW."format", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."remarks", NEW."room", NEW."starts_at", NEW."time_zone", NEW."title", NEW."venue_id", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="d6e79473d055f3465e4c524b49926a80dadd9c5b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a4db2",
                    table="agenda_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agenda_meetingevent" ("delegation_id", "ends_at", "format", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "room", "starts_at", "time_zone", "title", "venue_id", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."delegation_id", OLD."ends_at", OLD."format", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."remarks", OLD."room", OLD."starts_at", OLD."time_zone", OLD."title", OLD."venue_id", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="c9eaa4374c0eefcac22bba3ade4345edba40ee2a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d3f03",
                    table="agenda_meeting",
                    when="AFTER",
                ),
            ),
        ),
        # --- The wall
        *rls.wall("agenda_agendaitem"),
        *rls.one_side("agenda_agendaitem", "delegation_id", "summit_delegation", pair="summit_id"),
        *rls.wall(
            "agenda_itemlead",
            parents=[
                rls.Parent("item_id", "agenda_agendaitem"),
                rls.Parent("member_id", "summit_member"),
            ],
        ),
        *rls.one_side("agenda_itemlead", "member_id", "summit_member"),
        *rls.wall(
            "agenda_position",
            parents=[rls.Parent("item_id", "agenda_agendaitem")],
            internal_only=True,
        ),
        *rls.wall("agenda_venue"),
        *rls.wall("agenda_meeting", parents=[rls.Parent("venue_id", "agenda_venue")]),
        *rls.wall(
            "agenda_meetingitem",
            parents=[
                rls.Parent("meeting_id", "agenda_meeting"),
                rls.Parent("item_id", "agenda_agendaitem"),
            ],
        ),
        *rls.wall(
            "agenda_participation",
            parents=[
                rls.Parent("meeting_id", "agenda_meeting"),
                rls.Parent("member_id", "summit_member"),
            ],
        ),
        *rls.one_side("agenda_participation", "member_id", "summit_member"),
        *rls.wall(
            "agenda_deadline",
            parents=[
                rls.Parent("item_id", "agenda_agendaitem"),
                rls.Parent("meeting_id", "agenda_meeting"),
                rls.Parent("engagement_id", "stakeholders_engagement"),
            ],
            conditions=[f"capital_id = {rls.PEERS}"],
        ),
        *rls.wall(
            "agenda_assignment",
            parents=[
                rls.Parent("deadline_id", "agenda_deadline"),
                rls.Parent("member_id", "summit_member"),
            ],
        ),
        *rls.one_side("agenda_assignment", "member_id", "summit_member"),
        # --- Reminders: a moved or withdrawn deadline, and a part that is open again, are planned
        # anew, whoever wrote them and how
        *rls.run_each(
            """CREATE FUNCTION summit.replan_deadline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.due_at IS DISTINCT FROM OLD.due_at OR NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at
  THEN NEW.replan := true; END IF;
  -- A page saves what it read: only the planner takes the flag down
  IF OLD.replan AND current_user <> 'summit_scheduler' THEN NEW.replan := true; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER replan BEFORE UPDATE ON agenda_deadline
  FOR EACH ROW EXECUTE FUNCTION summit.replan_deadline();
CREATE FUNCTION summit.replan_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Likewise: a page that saves the whole row must not turn the planner's clock back
  IF current_user <> 'summit_scheduler' THEN NEW.next_rung_at := OLD.next_rung_at; END IF;
  IF (OLD.done_at IS NOT NULL AND NEW.done_at IS NULL)
    OR (OLD.waived_at IS NOT NULL AND NEW.waived_at IS NULL)
    OR NEW.member_id IS DISTINCT FROM OLD.member_id
  THEN NEW.next_rung_at := now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER replan BEFORE UPDATE ON agenda_assignment
  FOR EACH ROW EXECUTE FUNCTION summit.replan_assignment();"""
        ),
        *rls.scheduler(
            "agenda_deadline",
            select="id, delegation_id, visibility, due_at, withdrawn_at, replan",
            update="replan",
        ),
        *rls.scheduler(
            "agenda_assignment",
            select="id, delegation_id, visibility, deadline_id, member_id, acknowledged_at,"
            " done_at, waived_at, withdrawn_at, next_rung_at",
            update="next_rung_at",
        ),
    ]
