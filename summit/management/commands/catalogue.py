"""The Japanese catalogue: collect the texts, compile it, or check that it is complete."""

import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from summit.messages import collect

HEADER = "# Summit in Japanese."


class Command(BaseCommand):
    """`manage.py catalogue` updates and compiles; `--check` only says what is wrong."""

    help = "Collect translatable texts into the Japanese catalogue and compile it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail on gaps")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        po = Path(settings.LOCALE_PATHS[0]) / "ja" / "LC_MESSAGES" / "django.po"
        catalog = read(po)
        before = {(message.id, message.context) for message in catalog if message.id}
        wanted = collect(settings.BASE_DIR)
        # Not the time of this run: the catalogue changes only where its texts do
        created = catalog.creation_date
        catalog.update(wanted, no_fuzzy_matching=True)
        catalog.creation_date = created
        catalog.obsolete.clear()
        compiled = compile_mo(catalog)
        mo = po.with_suffix(".mo")
        if check:
            gaps = [text_of(message) for message in catalog if is_gap(message)]
            now = {(message.id, message.context) for message in catalog if message.id}
            stale = [str(identity[0]) for identity in before - now]
            if gaps or stale or not mo.exists() or mo.read_bytes() != compiled:
                raise CommandError(report(gaps, stale))
            self.stdout.write(f"catalogue: {len(now)} texts, all in Japanese")
            return
        with po.open("wb") as file:
            write_po(
                file, catalog, width=100, include_lineno=False, sort_output=True, omit_header=False
            )
        mo.write_bytes(compiled)
        gaps = [text_of(message) for message in catalog if is_gap(message)]
        self.stdout.write(report(gaps, []))


def read(po: Path) -> Catalog:
    """The catalogue as it is; an empty one where there is none yet."""
    if po.exists():
        with po.open("rb") as file:
            return read_po(file, locale="ja")
    return Catalog(locale="ja", header_comment=HEADER, charset="utf-8")


def compile_mo(catalog: Catalog) -> bytes:
    """The compiled form, which Django reads. Committed, so that running needs no gettext."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def is_gap(message: Message) -> bool:
    """Whether a text has no, or no certain, Japanese."""
    if not message.id:
        return False
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return message.fuzzy or not all(texts)


def text_of(message: Message) -> str:
    """A message's English, for a report."""
    return message.id if isinstance(message.id, str) else message.id[0]


def report(gaps: list[str], stale: list[str]) -> str:
    """What is missing, one text a line; how to go on."""
    lines = [f"missing or fuzzy: {text!r}" for text in gaps]
    lines += [f"no longer used: {text!r}" for text in stale]
    lines.append(f"{len(gaps)} without Japanese, {len(stale)} unused; `make messages` collects")
    return "\n".join(lines)
