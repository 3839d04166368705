"""What stands in the database, for a form that a colleague has overtaken."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from summit.text import Bilingual


class Standing(NamedTuple):
    """A field as somebody else saved it."""

    label: str
    texts: list[str]


def fingerprint(fields: Iterable[BoundField]) -> str:
    """Changes if, and only if, one of the stored values does."""
    values = [(field.name, _plain(field.initial)) for field in fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((code, text) for code, text in value.items() if text)
    if isinstance(value, list | tuple | models.QuerySet):
        return sorted(str(_plain(each)) for each in value)
    if isinstance(value, models.Model):
        return str(value.pk)
    # Django reads an absent text as "" and an absent row as None
    return "" if value is None else str(value)


def standing(field: BoundField) -> Standing:
    """The stored value in words."""
    texts = _words(field.field, field.initial)
    return Standing(str(field.label), texts or [_("(empty)")])


def _words(field: forms.Field, value: Any) -> list[str]:
    if value in (None, "", []):
        return []
    if isinstance(value, dict):
        return [text for text in Bilingual(value).values() if text]
    if isinstance(field, forms.ModelMultipleChoiceField):
        members: Any = field.queryset
        rows = members.filter(pk__in=value)
        return [pgettext("between names", "; ").join(map(field.label_from_instance, rows))]
    if isinstance(field, forms.ModelChoiceField):
        choices: Any = field.queryset
        row = choices.filter(pk=value).first()
        return [field.label_from_instance(row)] if row else []
    if isinstance(field, forms.ChoiceField):
        return [_label(field.choices, value)]
    if isinstance(value, bool):
        return [_("yes") if value else _("no")]
    if isinstance(value, dt.time):
        return [time_format(value, "H:i")]
    if isinstance(value, dt.date):
        return [date_format(value, pgettext("date format, full", "l j F"))]
    return [str(value)]


def _label(choices: Any, value: Any) -> str:
    for key, label in choices:
        if isinstance(label, list | tuple):
            found = _label(label, value)
            if found:
                return found
        elif str(key) == str(value):
            return str(label)
    return ""
