"""`manage.py load_demo`: the visit of April 2024, as something to try Summit with."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agenda.demo.load import load
from agenda.demo.people import LOGINS, SLUG
from summit.env import env


class Command(BaseCommand):
    """Load it once; a second run changes nothing."""

    help = (
        "Load the demonstration: the Prime Minister of Japan's visit to the United States, moved "
        "so that it starts in about 30 days. Password: SUMMIT_DEMO_PASSWORD, or a random one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--actual-dates", action="store_true", help="keep the dates of April 2024"
        )

    def handle(self, *args: Any, actual_dates: bool, verbosity: int, **options: Any) -> None:
        given = env("SUMMIT_DEMO_PASSWORD")
        password = given or secrets.token_urlsafe(9)
        try:
            written = load(password=password, now=timezone.now(), actual_dates=actual_dates)
        except LookupError:
            raise CommandError(f"There is another summit with the address {SLUG}.") from None
        if verbosity == 0:
            return
        if not written:
            self.stdout.write(f"/s/{SLUG}/ is loaded already; nothing was changed.")
            return
        self.stdout.write(f"Loaded /s/{SLUG}/. Sign in as:")
        for login in LOGINS:
            side = login.side.upper() or "platform"
            self.stdout.write(f"  {login.email:<36}{side:<10}{login.access if login.side else ''}")
        shown = "from SUMMIT_DEMO_PASSWORD" if given else password
        self.stdout.write(f"Password of new accounts: {shown}")
