"""The collection of translatable texts: every way in which a template can hold one."""

import pytest

from summit.messages import in_template

LOAD = "{% load i18n %}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Plain" %}', ("Plain", None)),
        ('{% translate "Plain" context "mail" %}', ("Plain", "mail")),
        ('{% translate "Kept" as kept %}', ("Kept", None)),
        ("{% blocktranslate %}Block {{ x }}{% endblocktranslate %}", ("Block %(x)s", None)),
        (
            "{% blocktranslate trimmed %}\n  Over\n  lines\n{% endblocktranslate %}",
            ("Over lines", None),
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} d{% plural %}{{ n }} ds{% endblocktranslate %}",
            (("%(n)s d", "%(n)s ds"), None),
        ),
        ('{% include "components/icon.html" with alt=_("More") %}', ("More", None)),
        ('{% firstof label _("Save") %}', ("Save", None)),
        ('{{ name|default:_("nobody") }}', ("nobody", None)),
        ('{% if x %}{% for y in z %}{% translate "Deep" %}{% endfor %}{% endif %}', ("Deep", None)),
    ],
)
def test_texts_of_templates(source: str, expected: tuple[object, str | None]) -> None:
    assert in_template(LOAD + source) == [expected]


def test_what_is_not_marked_is_not_collected() -> None:
    assert in_template(LOAD + 'Text {{ variable }} {% include "404.html" with x="y" %}') == []
