"""Bilingual text: one JSONB column `{"en": …, "ja": …}`, read with a visible fallback."""

import unicodedata
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)

# Embedding, overriding and isolating: they turn the direction of what stands beside the text
TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def validate_readable(value: str) -> None:
    """ValidationError for characters that nobody sees and that change how the rest is read.

    Those are control characters, except line breaks and tabs, characters that turn the direction
    of writing, and halves of surrogate pairs, which no database takes.
    """
    for character in value:
        hidden = unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t"
        if hidden or ord(character) in TURNING:
            raise ValidationError(
                _("Remove the invisible character %(code)s: it changes how the text is read."),
                code="unreadable",
                params={"code": f"U+{ord(character):04X}"},
            )


class Reading(NamedTuple):
    """What a reader gets: the text, the language that it is in, and whether that is a fallback."""

    text: str
    language: str
    is_fallback: bool


class Bilingual(dict[str, str]):
    """A text by language. `str()` gives the reader's language, or the first one that has text."""

    def read(self, language: str | None = None) -> Reading:
        """The text for `language` (default: the active one), else the first that is not empty."""
        wanted = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
        if self.get(wanted):
            return Reading(self[wanted], wanted, False)
        for code in (*LANGUAGES, *self):
            if self.get(code):
                return Reading(self[code], code, True)
        return Reading("", wanted, False)

    def others(self, language: str | None = None) -> list[Reading]:
        """The remaining languages that have text, for a subtitle beneath the main one."""
        shown = self.read(language).language
        codes = dict.fromkeys((*LANGUAGES, *self))
        return [
            Reading(self[code], code, False) for code in codes if code != shown and self.get(code)
        ]

    def __str__(self) -> str:
        return self.read().text

    def __bool__(self) -> bool:
        return any(self.values())


class BilingualField(models.JSONField):
    """A `Bilingual` in JSONB. `max_length` counts characters of each language.

    `blank=False` asks for text in at least one language; a missing translation is no error, it
    is shown as missing.
    """

    def __init__(self, *args: Any, max_length: int = 20_000, **kwargs: Any) -> None:
        kwargs.setdefault("default", Bilingual)
        super().__init__(*args, **kwargs)
        self.max_length = max_length

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["max_length"] = self.max_length
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        value = super().from_db_value(value, expression, connection)
        return Bilingual(value) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict) and not isinstance(value, Bilingual):
            return Bilingual(value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        # An empty language is no text: `{"en": "", "ja": ""}` and `{}` are the same thing.
        if isinstance(value, dict):
            value = {code: text for code, text in value.items() if text}
        return super().get_prep_value(value)

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        # A form asks the languages of its summit; text in others is none of its business
        kept = getattr(instance, self.name) or {}
        merged = {**kept, **(data or {})}
        super().save_form_data(
            instance, Bilingual({code: text for code, text in merged.items() if text})
        )

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        for code, text in value.items():
            if code not in LANGUAGES or not isinstance(text, str):
                raise ValidationError(_("Not a text by language."), code="bilingual")
            if self.max_length is not None and len(text) > self.max_length:
                raise ValidationError(
                    _("At most %(limit)d characters (there are %(count)d)."),
                    code="max_length",
                    params={"limit": self.max_length, "count": len(text)},
                )

    def formfield(self, **kwargs: Any) -> forms.Field | None:  # type: ignore[override]
        from .forms.bilingual import BilingualFormField

        defaults = {"form_class": BilingualFormField, "max_length": self.max_length, **kwargs}
        # JSONField would add its encoder and decoder, which the form field does not take
        return models.Field.formfield(self, **defaults)
