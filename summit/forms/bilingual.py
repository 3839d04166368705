"""Form field of a `BilingualField`: one input a language, side by side."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from summit.text import Bilingual, validate_readable

LONG_TEXT = 400


class BilingualWidget(forms.MultiWidget):
    """Inputs named `<field>_en`, `<field>_ja`; a textarea where the text may be long."""

    template_name = "components/bilingual_widget.html"

    def __init__(self, *, max_length: int, languages: Sequence[str] | None = None) -> None:
        self.languages = tuple(languages or (code for code, _name in settings.LANGUAGES))
        self.max_length = max_length
        super().__init__({code: self._input(code) for code in self.languages})

    def _input(self, code: str) -> forms.Widget:
        attrs = {"lang": code, "maxlength": self.max_length, "class": "form-control"}
        if self.max_length > LONG_TEXT:
            return forms.Textarea({**attrs, "rows": 4})
        return forms.TextInput(attrs)

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, dict) else {}
        return [texts.get(code, "") for code in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        names = dict(settings.LANGUAGES)
        for code, sub in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            sub["language_name"] = names.get(code, code)
            sub["attrs"]["aria-label"] = f"{names.get(code, code)}"
        return context


class BilingualFormField(forms.MultiValueField):
    """Gives a `Bilingual` with the languages that were asked, be they empty.

    Required means: text in at least one of them. Saving a form leaves the other languages of the
    stored text as they are, see `BilingualField.save_form_data`.
    """

    def __init__(self, *, max_length: int = 20_000, **kwargs: Any) -> None:
        self.max_length = max_length
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        # Django's way with callable defaults; here it would take every stored text for changed
        kwargs.pop("show_hidden_initial", None)
        initial = kwargs.pop("initial", None)
        if callable(initial):
            initial = initial()
        widget = kwargs.pop("widget", None)
        if not isinstance(widget, BilingualWidget):
            widget = BilingualWidget(max_length=max_length)
        fields = [
            forms.CharField(required=False, max_length=max_length, validators=[validate_readable])
            for _code in widget.languages
        ]
        super().__init__(fields, widget=widget, require_all_fields=False, initial=initial, **kwargs)

    def use_languages(self, languages: Sequence[str]) -> None:
        """Ask for these languages only: those of the summit."""
        widget = BilingualWidget(max_length=self.max_length, languages=languages)
        widget.is_required = self.required
        self.widget = widget
        self.fields = self.fields[: len(widget.languages)]

    def compress(self, data_list: Any) -> Bilingual:
        codes = self.widget.languages
        return Bilingual(dict.fromkeys(codes, "") | dict(zip(codes, data_list, strict=False)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial or Bilingual(), data)

    def clean(self, value: Any) -> Any:
        if isinstance(value, list) and any("\x00" in (text or "") for text in value):
            raise ValidationError(_("Null characters are not allowed."), code="null_characters")
        return super().clean(value)
