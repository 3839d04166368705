"""Collects the texts of the interface for the catalogue of translations.

Python files are read by Babel. Templates are read by Django's own parser, so that what is found
here is what is looked up when a page is rendered. Needs Babel, a development dependency.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from django.template import engines
from django.template.base import FilterExpression, Node, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise

PACKAGES = ("summit", "stakeholders", "agenda")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
MessageId = str | tuple[str, str]
Found = tuple[MessageId, str | None]


def collect(root: Path) -> Catalog:
    """Every text of the interface below `root`, with the files where it stands."""
    catalog = Catalog()
    for path in sorted(_python_files(root)):
        where = path.relative_to(root).as_posix()
        for _line, message, _comments, context in extract_from_file("python", path, KEYWORDS):
            catalog.add(message, locations=[(where, 0)], context=context)
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            where = path.relative_to(root).as_posix()
            for message, context in in_template(path.read_text(encoding="utf-8")):
                catalog.add(message, locations=[(where, 0)], context=context)
    return catalog


def _python_files(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in (root / package).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def in_template(source: str) -> list[Found]:
    """The (msgid, context) pairs of a template's source; a plural's msgid is a pair itself."""
    template = engines["django"].from_string(source)
    found: list[Found] = []
    _walk(template.template.nodelist, found, set())  # type: ignore[attr-defined]
    return found


def _walk(thing: Any, found: list[Found], seen: set[int]) -> None:
    """Add the texts in a part of a parsed template, and in all that it consists of."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    text = _text(thing)
    if text is not None:
        found.append(text)
    for part in _parts(thing):
        _walk(part, found, seen)


def _text(thing: Any) -> Found | None:
    """The text that this very part marks for translation, if it is one that does."""
    if isinstance(thing, BlockTranslateNode):
        return _block(thing)
    if isinstance(thing, TranslateNode):
        message = thing.filter_expression.var
        literal = message.literal if isinstance(message, Variable) else message
        return str(literal), _constant(thing.message_context)
    if isinstance(thing, Variable) and thing.translate:
        return str(thing.literal), thing.message_context
    if isinstance(thing, Promise):
        # `_("…")` as a constant: the parser has made it a lazy gettext or pgettext call by now
        *before, text = (str(part) for part in thing._args)  # type: ignore[attr-defined]
        return text, before[0] if before else None
    return None


def _parts(thing: Any) -> list[Any]:
    """What a part of a parsed template consists of. A text to translate is found as a whole."""
    if isinstance(thing, TranslateNode):
        return []
    if isinstance(thing, Node):
        return list(vars(thing).values())
    if isinstance(thing, FilterExpression):
        return [thing.var, *thing.filters]
    if isinstance(thing, dict):
        return list(thing.values())
    return list(thing) if isinstance(thing, list | tuple) else []


def _block(node: BlockTranslateNode) -> Found:
    singular, _variables = node.render_token_list(node.singular)
    context = _constant(node.message_context)
    if node.plural and node.countervar:
        plural, _variables = node.render_token_list(node.plural)
        return (singular, plural), context
    return singular, context


def _constant(expression: FilterExpression | None) -> str | None:
    return None if expression is None else str(expression.resolve({}))  # type: ignore[arg-type]
