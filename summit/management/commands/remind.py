"""Sending what is due without Celery and Redis."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from summit import outbox
from summit.choices import MailState


class Command(BaseCommand):
    """One tick, or with `--loop` one after the other. May run beside any number of workers."""

    help = "Plan and send the mails that are due, once, without Celery or Redis."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sweep", action="store_true", help="look at every deadline again")
        parser.add_argument("--loop", action="store_true", help="go on until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sweep"]:
            self.stdout.write(f"to look at again: {outbox.sweep()}")
        if not options["loop"]:
            self.report(outbox.tick())
            return
        while True:
            try:
                outbox.tick()
            except DatabaseError as error:
                self.stderr.write(f"the database is away: {type(error).__name__}")
                connection.close()
            time.sleep(settings.TICK_SECONDS)

    def report(self, tally: outbox.Tally) -> None:
        """Print what one tick did."""
        if tally.skew is not None:
            raise CommandError(
                f"Nothing was sent: the clocks of this machine and of the database differ by"
                f" {abs(tally.skew.total_seconds()):.0f} s."
            )
        counts = [f"{state.value} {tally.states[state]}" for state in MailState]
        wanted = [count for count in counts if not count.endswith(" 0")]
        self.stdout.write(f"looked at {tally.planned}; mails: {', '.join(wanted) or 'none'}")
