"""Accounts that sign in, seats that let them in, members that make up a delegation."""

import uuid
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from summit.choices import Access, Role
from summit.history import tracked
from summit.querysets import ShareableQuerySet
from summit.zones import validate_zone

from .base import PersonName, Shareable
from .visit import Delegation, Summit


class AccountQuerySet(models.QuerySet["Account"]):
    """Accounts, as far as the asker's role may read them."""

    def names(self) -> Self:
        """Only the columns that a scope may read: whom it is, not how they sign in."""
        return self.only("id", "name", "email", "language", "time_zone", "is_active")


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the address is the sign-in."""

    def get_queryset(self) -> AccountQuerySet:
        return AccountQuerySet(self.model, using=self._db)

    def names(self) -> AccountQuerySet:
        """See `AccountQuerySet.names`."""
        return self.get_queryset().names()

    def get_by_natural_key(self, email: str | None) -> "Account":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """An account of an office; without a password nobody can sign in to it."""
        account = self.model(email=email.lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """A platform administrator, for `manage.py createsuperuser`."""
        return self.create_user(email, password, is_platform=True, **fields)


class Account(AbstractBaseUser):
    """Who signs in: an office or a person. What they see comes from their seats alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=8, default="en", choices=[("en", "English"), ("ja", "日本語")]
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_platform = models.BooleanField(
        _("platform administrator"),
        default=False,
        help_text=_("Manages accounts, seats, summits and delegations; sees nothing of any side."),
    )
    date_joined = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                name="summit_account_email_lower",
                condition=models.Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the address in small letters."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this account reads times."""
        return ZoneInfo(self.time_zone)

    # What Django admin asks of a user. Rights inside a summit come from the seat
    # (summit/permissions.py); here only the platform administrator has any.
    @property
    def is_staff(self) -> bool:
        return self.is_platform

    @property
    def is_superuser(self) -> bool:
        return self.is_platform

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_active and self.is_platform

    def has_perms(self, perm_list: Any, obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_platform


class Seat(models.Model):
    """The only source of a scope: an account's place on one side of one summit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="seats", verbose_name=_("account")
    )
    summit = models.ForeignKey(
        Summit, models.PROTECT, related_name="seats", verbose_name=_("summit")
    )
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="seats", verbose_name=_("delegation")
    )
    access = models.CharField(_("access"), max_length=8, choices=Access, default=Access.VIEWER)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["summit", "delegation", "account"]
        constraints = [
            models.UniqueConstraint(
                name="summit_seat_one_side",
                fields=["account", "summit"],
                violation_error_message=_("This account already has a seat at this summit."),
            ),
            models.CheckConstraint(
                name="summit_seat_access", condition=models.Q(access__in=Access.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.delegation}"

    def clean(self) -> None:
        from django.core.exceptions import ValidationError

        super().clean()
        if self.delegation_id and self.summit_id and self.delegation.summit_id != self.summit_id:
            raise ValidationError({"delegation": _("This delegation belongs to another summit.")})


class MemberQuerySet(ShareableQuerySet["Member"]):
    """People of delegations."""

    def with_account(self) -> Self:
        """Those whom a reminder can reach."""
        return self.filter(account__isnull=False)


@tracked()
class Member(PersonName, Shareable):
    """A person or an office in a delegation. Internal until the list is shared."""

    office = models.CharField(_("office"), max_length=200, blank=True)
    native_office = models.CharField(_("office in native script"), max_length=200, blank=True)
    title = models.CharField(pgettext_lazy("of a person", "title"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.OTHER)
    precedence = models.PositiveSmallIntegerField(
        _("precedence"), default=100, help_text=_("1 is the principal; used to order and to seat.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    account = models.ForeignKey(
        Account,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
        help_text=_("Reminders go to this account. Without one nobody is reminded."),
    )

    objects = MemberQuerySet.as_manager()

    class Meta(Shareable.Meta):
        abstract = False
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["precedence", "name"]
        constraints = [
            *Shareable.Meta.constraints,
            # Target of composite foreign keys: nobody can be named for the other side.
            models.UniqueConstraint(
                name="summit_member_id_delegation", fields=["id", "delegation"]
            ),
            models.UniqueConstraint(
                name="summit_member_account",
                fields=["delegation", "account"],
                violation_error_message=_("Another member of this delegation has this account."),
            ),
        ]

    @property
    def label(self) -> str:
        """Name, and the office where it adds something: for choices and lists."""
        words = {"name": self.reading_name, "office": self.reading_office}
        if words["office"] in ("", words["name"]):
            return words["name"]
        return pgettext("a member and their office", "%(name)s, %(office)s") % words

    @property
    def reading_office(self) -> str:
        """The office in the same way as `reading_name`."""
        return self.native_office if self.native_office and self._in_own_script else self.office

    @property
    def other_office(self) -> str:
        """The one of the two that `reading_office` is not; empty where there is only one."""
        return self.office if self.reading_office == self.native_office else self.native_office
