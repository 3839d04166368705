import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import summit.ladder
import summit.models.visit
import summit.text
import summit.zones
from summit import rls


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        *rls.functions(),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "name",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=100, verbose_name="name"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9]*$", "Capital letters and digits."
                            )
                        ],
                        verbose_name="short code",
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$", "A colour such as #24478f."
                            )
                        ],
                        verbose_name="colour",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("host", "host"), ("guest", "guest"), ("partner", "partner")],
                        max_length=8,
                        verbose_name="part",
                    ),
                ),
                (
                    "capital",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=60, verbose_name="capital"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64,
                        validators=[summit.zones.validate_zone],
                        verbose_name="time zone of the capital",
                    ),
                ),
                ("language", models.CharField(default="en", max_length=8, verbose_name="language")),
                (
                    "holiday_calendar",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("US", "United States, federal"),
                            ("JP", "Japan"),
                            ("PH", "Philippines"),
                            ("KR", "Republic of Korea"),
                            ("GB", "United Kingdom"),
                            ("FR", "France"),
                            ("DE", "Germany"),
                            ("IT", "Italy"),
                            ("CA", "Canada"),
                            ("AU", "Australia"),
                            ("IN", "India"),
                        ],
                        max_length=8,
                        verbose_name="holiday calendar",
                    ),
                ),
                (
                    "visit_rank",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        help_text="As this side calls it.",
                        max_length=100,
                        verbose_name="rank of the visit",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "delegation",
                "verbose_name_plural": "delegations",
                "ordering": ["summit", "position", "code"],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="email")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("ja", "日本語")],
                        default="en",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="UTC",
                        max_length=64,
                        validators=[summit.zones.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "is_platform",
                    models.BooleanField(
                        default=False,
                        help_text="Manages accounts, seats, summits and delegations; sees nothing of any side.",
                        verbose_name="platform administrator",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "ordering": ["email"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="summit_account_email_lower",
                        violation_error_message="Write the address in small letters.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                (
                    "about",
                    models.UUIDField(
                        help_text="For a reminder, the assignment.", verbose_name="object"
                    ),
                ),
                (
                    "rung",
                    models.SmallIntegerField(
                        blank=True,
                        help_text="Days before the deadline; negative after it.",
                        null=True,
                        verbose_name="rung",
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="due")),
                (
                    "send_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="wanted at"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "waiting"),
                            ("leased", "being prepared"),
                            ("transmitting", "being sent"),
                            ("sent", "sent"),
                            ("superseded", "superseded by a later reminder"),
                            ("cancelled", "no longer wanted"),
                            ("dead", "refused"),
                            ("unknown", "outcome unknown"),
                        ],
                        default="pending",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "next_try_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="next try"
                    ),
                ),
                ("lease", models.UUIDField(blank=True, editable=False, null=True)),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "doubts",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Times the connection was lost after DATA.",
                        verbose_name="ambiguous ends",
                    ),
                ),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="sent to")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="last answer")),
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
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ["-send_at", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MailEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                (
                    "about",
                    models.UUIDField(
                        help_text="For a reminder, the assignment.", verbose_name="object"
                    ),
                ),
                (
                    "rung",
                    models.SmallIntegerField(
                        blank=True,
                        help_text="Days before the deadline; negative after it.",
                        null=True,
                        verbose_name="rung",
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="due")),
                (
                    "send_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="wanted at"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "waiting"),
                            ("leased", "being prepared"),
                            ("transmitting", "being sent"),
                            ("sent", "sent"),
                            ("superseded", "superseded by a later reminder"),
                            ("cancelled", "no longer wanted"),
                            ("dead", "refused"),
                            ("unknown", "outcome unknown"),
                        ],
                        default="pending",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "doubts",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Times the connection was lost after DATA.",
                        verbose_name="ambiguous ends",
                    ),
                ),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="sent to")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="last answer")),
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
                        to="summit.mail",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Member",
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
                ("office", models.CharField(blank=True, max_length=200, verbose_name="office")),
                (
                    "native_office",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="office in native script"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("principal", "Principal"),
                            ("minister", "Minister"),
                            ("sherpa", "Sherpa"),
                            ("sous_sherpa", "Sous-sherpa"),
                            ("action_officer", "Action officer"),
                            ("legal", "Legal adviser"),
                            ("note_taker", "Note-taker"),
                            ("interpreter", "Interpreter"),
                            ("advance", "Advance"),
                            ("protocol", "Protocol"),
                            ("press", "Press"),
                            ("security", "Security"),
                            ("legislative", "Legislative affairs"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="1 is the principal; used to order and to seat.",
                        verbose_name="precedence",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        help_text="Reminders go to this account. Without one nobody is reminded.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
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
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ["precedence", "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MemberEvent",
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
                ("office", models.CharField(blank=True, max_length=200, verbose_name="office")),
                (
                    "native_office",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="office in native script"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("principal", "Principal"),
                            ("minister", "Minister"),
                            ("sherpa", "Sherpa"),
                            ("sous_sherpa", "Sous-sherpa"),
                            ("action_officer", "Action officer"),
                            ("legal", "Legal adviser"),
                            ("note_taker", "Note-taker"),
                            ("interpreter", "Interpreter"),
                            ("advance", "Advance"),
                            ("protocol", "Protocol"),
                            ("press", "Press"),
                            ("security", "Security"),
                            ("legislative", "Legislative affairs"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="1 is the principal; used to order and to seat.",
                        verbose_name="precedence",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Reminders go to this account. Without one nobody is reminded.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
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
                        to="summit.member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Summit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "title",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual, max_length=200, verbose_name="title"
                    ),
                ),
                (
                    "short_title",
                    summit.text.BilingualField(
                        default=summit.text.Bilingual,
                        help_text="For the menu.",
                        max_length=60,
                        verbose_name="short title",
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                (
                    "place",
                    summit.text.BilingualField(
                        blank=True,
                        default=summit.text.Bilingual,
                        max_length=100,
                        verbose_name="place",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                            django.core.validators.MaxValueValidator(datetime.date(2149, 12, 31)),
                        ],
                        verbose_name="starts",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                            django.core.validators.MaxValueValidator(datetime.date(2149, 12, 31)),
                        ],
                        verbose_name="ends",
                    ),
                ),
                (
                    "reference_date",
                    models.DateField(
                        help_text="The day that is T−0: the summit meeting itself.",
                        validators=[
                            django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                            django.core.validators.MaxValueValidator(datetime.date(2149, 12, 31)),
                        ],
                        verbose_name="reference date",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64,
                        validators=[summit.zones.validate_zone],
                        verbose_name="time zone of the venue",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(
                        default=summit.models.visit.default_languages, verbose_name="languages"
                    ),
                ),
                (
                    "ladder",
                    models.JSONField(
                        default=summit.ladder.default_ladder,
                        help_text="days_before: days before a deadline; at: hour of the recipient's own zone; eve_at: hour of the day before, for a deadline that falls due earlier than that; overdue_days: how many daily reminders follow.",
                        validators=[summit.ladder.validate_ladder],
                        verbose_name="reminder ladder",
                    ),
                ),
            ],
            options={
                "verbose_name": "summit",
                "verbose_name_plural": "summits",
                "ordering": ["-starts_on", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="summit_summit_ends_after_start",
                        violation_error_message="A summit cannot end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_on__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_on"),
                                    "+",
                                    models.Value(datetime.timedelta(days=60)),
                                ),
                            )
                        ),
                        name="summit_summit_length",
                        violation_error_message="A summit lasts 60 days at most.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reference_date__gte", models.F("starts_on")),
                            ("reference_date__lte", models.F("ends_on")),
                        ),
                        name="summit_summit_reference_date_within",
                        violation_error_message="The reference date is a day of the summit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "starts_on__range",
                                (datetime.date(1950, 1, 1), datetime.date(2149, 12, 31)),
                            ),
                            (
                                "ends_on__range",
                                (datetime.date(1950, 1, 1), datetime.date(2149, 12, 31)),
                            ),
                        ),
                        name="summit_summit_in_our_time",
                        violation_error_message="Choose a date between 1950 and 2149.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "access",
                    models.CharField(
                        choices=[("viewer", "Viewer"), ("aide", "Aide"), ("lead", "Lead")],
                        default="viewer",
                        max_length=8,
                        verbose_name="access",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="summit.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "verbose_name_plural": "seats",
                "ordering": ["summit", "delegation", "account"],
            },
        ),
        migrations.AddField(
            model_name="delegation",
            name="summit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations",
                to="summit.summit",
                verbose_name="summit",
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                models.F("next_try_at"),
                condition=models.Q(("state__in", ("pending", "leased", "transmitting"))),
                name="summit_mail_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["about"], name="summit_mail_about"),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(
                fields=("delegation", "kind", "about", "recipient", "rung", "due_at"),
                name="summit_mail_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "pending",
                            "leased",
                            "transmitting",
                            "sent",
                            "superseded",
                            "cancelled",
                            "dead",
                            "unknown",
                        ],
                    )
                ),
                name="summit_mail_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("leased", "transmitting")), _negated=True),
                    models.Q(("lease__isnull", False), ("lease_until__isnull", False)),
                    _connector="OR",
                ),
                name="summit_mail_lease",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="summit_mail_sent",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mail",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "summit_mailevent" ("about", "address", "attempts", "delegation_id", "doubts", "due_at", "error", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "rung", "send_at", "sent_at", "state") VALUES (NEW."about", NEW."address", NEW."attempts", NEW."delegation_id", NEW."doubts", NEW."due_at", NEW."error", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."recipient_id", NEW."rung", NEW."send_at", NEW."sent_at", NEW."state"); RETURN NULL;',
                    hash="16c095cb101edc96bf17d646e75ca193f0eae606",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_14ba0",
                    table="summit_mail",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mail",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."doubts" IS DISTINCT FROM (NEW."doubts") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."error" IS DISTINCT FROM (NEW."error") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."rung" IS DISTINCT FROM (NEW."rung") OR OLD."send_at" IS DISTINCT FROM (NEW."send_at") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                    func='INSERT INTO "summit_mailevent" ("about", "address", "attempts", "delegation_id", "doubts", "due_at", "error", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "rung", "send_at", "sent_at", "state") VALUES (NEW."about", NEW."address", NEW."attempts", NEW."delegation_id", NEW."doubts", NEW."due_at", NEW."error", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."recipient_id", NEW."rung", NEW."send_at", NEW."sent_at", NEW."state"); RETURN NULL;',
                    hash="3976beba651a4848f3c318f0560d4e19da18c5eb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e089",
                    table="summit_mail",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mail",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "summit_mailevent" ("about", "address", "attempts", "delegation_id", "doubts", "due_at", "error", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "rung", "send_at", "sent_at", "state") VALUES (OLD."about", OLD."address", OLD."attempts", OLD."delegation_id", OLD."doubts", OLD."due_at", OLD."error", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."recipient_id", OLD."rung", OLD."send_at", OLD."sent_at", OLD."state"); RETURN NULL;',
                    hash="4fea1c97687315395df3babc6f218ae32050a8e5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_71e8d",
                    table="summit_mail",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["internal", "shared"])),
                name="summit_member_visibility",
                violation_error_message="Choose internal or shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="summit_member_withdrawn",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                fields=("id", "delegation"), name="summit_member_id_delegation"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                fields=("delegation", "account"),
                name="summit_member_account",
                violation_error_message="Another member of this delegation has this account.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "summit_memberevent" ("account_id", "delegation_id", "id", "name", "native_name", "native_office", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "precedence", "role", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."account_id", NEW."delegation_id", NEW."id", NEW."name", NEW."native_name", NEW."native_office", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phone", NEW."precedence", NEW."role", NEW."title", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="8a7bf8909e2b345bc7498003d02b9dc972cb77b4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fcf60",
                    table="summit_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."delegation_id" IS DISTINCT FROM (NEW."delegation_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."native_name" IS DISTINCT FROM (NEW."native_name") OR OLD."native_office" IS DISTINCT FROM (NEW."native_office") OR OLD."office" IS DISTINCT FROM (NEW."office") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."precedence" IS DISTINCT FROM (NEW."precedence") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "summit_memberevent" ("account_id", "delegation_id", "id", "name", "native_name", "native_office", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "precedence", "role", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (NEW."account_id", NEW."delegation_id", NEW."id", NEW."name", NEW."native_name", NEW."native_office", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phone", NEW."precedence", NEW."role", NEW."title", NEW."visibility", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="aa72bb7b6bdf634ae848acbd81edf61aeda27677",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8455b",
                    table="summit_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "summit_memberevent" ("account_id", "delegation_id", "id", "name", "native_name", "native_office", "office", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "precedence", "role", "title", "visibility", "withdrawn_at", "withdrawn_reason") VALUES (OLD."account_id", OLD."delegation_id", OLD."id", OLD."name", OLD."native_name", OLD."native_office", OLD."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phone", OLD."precedence", OLD."role", OLD."title", OLD."visibility", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="e9b025346bc53ceaa5caf0eadca445e591893ade",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6997",
                    table="summit_member",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=("account", "summit"),
                name="summit_seat_one_side",
                violation_error_message="This account already has a seat at this summit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("access__in", ["viewer", "aide", "lead"])),
                name="summit_seat_access",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="summit_delegation_code",
                violation_error_message="Another delegation of this summit has this code.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(
                fields=("id", "summit"), name="summit_delegation_id_summit"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["host", "guest", "partner"])),
                name="summit_delegation_part",
            ),
        ),
        # --- The wall: docs/architecture.md says what each rule is for
        *rls.peers(),
        *rls.run_each(
            # Unscoped, but inside a scope one's own summit is all there is.
            f"""{rls.force("summit_summit")}
CREATE POLICY site ON summit_summit TO summit_app USING (true) WITH CHECK (true);
CREATE POLICY read ON summit_summit FOR SELECT TO summit_scoped
  USING (id = (SELECT summit.visit()));
GRANT SELECT, INSERT, UPDATE ON summit_summit TO summit_app;
GRANT SELECT ON summit_summit TO summit_scoped;""",
            f"""{rls.force("summit_delegation")}
CREATE POLICY site ON summit_delegation TO summit_app USING (true) WITH CHECK (true);
CREATE POLICY read ON summit_delegation FOR SELECT TO summit_scoped
  USING (summit_id = (SELECT summit.visit()));
GRANT SELECT, INSERT, UPDATE ON summit_delegation TO summit_app;
GRANT SELECT ON summit_delegation TO summit_scoped;""",
            f"""{rls.force("summit_seat")}
CREATE POLICY site ON summit_seat TO summit_app USING (true) WITH CHECK (true);
CREATE POLICY read ON summit_seat FOR SELECT TO summit_scoped
  USING (summit_id = (SELECT summit.visit()));
GRANT SELECT, INSERT, UPDATE, DELETE ON summit_seat TO summit_app;
GRANT SELECT ON summit_seat TO summit_scoped;""",
            # Of accounts a scope sees the own side's names, never a password.
            f"""{rls.force("summit_account")}
CREATE POLICY site ON summit_account TO summit_app USING (true) WITH CHECK (true);
CREATE POLICY read ON summit_account FOR SELECT TO summit_scoped USING (EXISTS (
  SELECT 1 FROM summit_seat seat
  WHERE seat.account_id = summit_account.id AND seat.delegation_id = {rls.SCOPE}));
GRANT SELECT, INSERT, UPDATE ON summit_account TO summit_app;
GRANT SELECT (id, email, name, language, time_zone, is_active) ON summit_account
  TO summit_scoped;""",
        ),
        *rls.one_side("summit_seat", "delegation_id", "summit_delegation", pair="summit_id"),
        *rls.wall("summit_member"),
        # A member's account sits on the member's side. Asked when the account is named, not at
        # every change: a seat may be taken away later, and the row must still be withdrawn then.
        *rls.run_each(
            """CREATE FUNCTION summit.account_has_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.account_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM public.summit_seat seat
    WHERE seat.account_id = NEW.account_id AND seat.delegation_id = NEW.delegation_id)
  THEN
    RAISE EXCEPTION 'this account has no seat on this side' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_has_seat BEFORE INSERT ON summit_member
  FOR EACH ROW EXECUTE FUNCTION summit.account_has_seat();
CREATE TRIGGER account_keeps_seat BEFORE UPDATE ON summit_member
  FOR EACH ROW WHEN (NEW.account_id IS DISTINCT FROM OLD.account_id)
  EXECUTE FUNCTION summit.account_has_seat();"""
        ),
        # A verb may order a mail for its own side; sending it is the scheduler's.
        *rls.run_each(
            f"""{rls.force("summit_mail")}
CREATE POLICY read ON summit_mail FOR SELECT TO summit_scoped
  USING (delegation_id = {rls.SCOPE});
CREATE POLICY add ON summit_mail FOR INSERT TO summit_scoped
  WITH CHECK (delegation_id = {rls.SCOPE} AND {rls.MAY_WRITE}
  AND state = 'pending' AND attempts = 0 AND doubts = 0 AND sent_at IS NULL AND EXISTS (
    SELECT 1 FROM summit_seat seat WHERE seat.account_id = summit_mail.recipient_id
    AND seat.delegation_id = summit_mail.delegation_id));
GRANT SELECT, INSERT ON summit_mail TO summit_scoped;
CREATE TRIGGER keep_owner BEFORE UPDATE ON summit_mail
  FOR EACH ROW EXECUTE FUNCTION summit.keep_owner();""",
        ),
        *rls.history("summit_mailevent", read=f"delegation_id = {rls.SCOPE}"),
        *rls.scheduler("summit_summit", select="id, ladder"),
        *rls.scheduler("summit_delegation", select="id, summit_id"),
        *rls.scheduler("summit_seat", select="id, account_id, delegation_id, summit_id"),
        *rls.scheduler("summit_account", select="id, time_zone, is_active"),
        *rls.scheduler("summit_member", select="id, delegation_id, account_id, withdrawn_at"),
        *rls.scheduler(
            "summit_mail",
            update="state, attempts, send_at, next_try_at, lease, lease_until, doubts, address, sent_at,"
            " error, updated_at",
            insert=True,
        ),
        *rls.run_each(
            """CREATE POLICY record_by_scheduler ON summit_mailevent FOR INSERT TO summit_scheduler
  WITH CHECK (pg_trigger_depth() > 0);
GRANT INSERT ON summit_mailevent TO summit_scheduler;"""
        ),
    ]
