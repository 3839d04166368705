"""Meetings in the hour that comes twice when clocks go back."""

import datetime as dt
from collections.abc import Callable

from django.test import Client

from agenda.models import Meeting
from summit.models import Account
from tests import factories as make
from tests.conftest import World
from tests.form_pages import filled

SignIn = Callable[[Account], Client]
# 01:45 in Washington before clocks go back on 1 November 2026, and 01:30 after it
FIRST_PASS = dt.datetime(2026, 11, 1, 5, 45, tzinfo=dt.UTC)
SECOND_PASS = dt.datetime(2026, 11, 1, 6, 30, tzinfo=dt.UTC)


def test_an_edit_of_the_room_moves_neither_start_nor_end(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        spans = [(SECOND_PASS, dt.timedelta(hours=1)), (FIRST_PASS, dt.timedelta(minutes=30))]
        meetings = [
            make.MeetingFactory.create(delegation=world.us, starts_at=at, ends_at=at + length)
            for at, length in spans
        ]
    client = sign_in(world.aide_us)
    for meeting in meetings:
        url = f"/s/visit/programme/{meeting.pk}/edit/"
        assert client.post(url, filled(client, url, room="Oval Office")).status_code == 302
        with world.act(world.us):
            kept = Meeting.objects.get(pk=meeting.pk)
        assert (kept.room, kept.starts_at, kept.ends_at) == (
            "Oval Office", meeting.starts_at, meeting.ends_at,
        )  # fmt: skip
