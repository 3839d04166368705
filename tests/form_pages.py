"""What a browser would send of a page with a form."""

from typing import Any

from django.forms import BaseForm
from django.test import Client

from summit.forms.bilingual import BilingualWidget


def filled(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """The entries of the page as it opens, hidden ones included, with some changed."""
    context = client.get(url).context
    data = sent_by(context["form"])
    for form in (context["items"].management_form, *context["items"]) if "items" in context else ():
        data |= sent_by(form)
    return data | changes


def sent_by(form: BaseForm) -> dict[str, Any]:
    """The entries of one form."""
    data: dict[str, Any] = {}
    for bound in form:
        value, widget = bound.value(), bound.field.widget
        if isinstance(widget, BilingualWidget):
            texts = zip(widget.languages, widget.decompress(value), strict=True)
            data |= {f"{bound.html_name}_{code}": text for code, text in texts}
        elif value is not False:
            data[bound.html_name] = "" if value is None else value
    return data
