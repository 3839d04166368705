"""Deadlines in the browser: each side has its own part, and sees no more than it may."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda.choices import DueKind
from agenda.models import Assignment, Deadline
from summit.choices import MailState, Visibility
from summit.models import Account, Mail, Member
from summit.scope import acting_as_scheduler

from ..conftest import World
from ..factories import AgendaItemFactory
from .deadline_pages import (
    IN_3_DAYS,
    LIST,
    SignIn,
    colleague,
    give,
    make,
    now_of,
    page,
    read,
)

# --- Done: each side its own part


def test_done_of_the_other_side_does_not_silence_ours(world: World, sign_in: SignIn) -> None:
    deadline = make(world, world.jp, visibility=Visibility.SHARED)
    theirs = give(world, deadline, world.desk_jp)
    ours = give(world, deadline, world.desk_us)

    response = sign_in(world.aide_jp).post(page(deadline, "done/"))

    assert response.status_code == 302
    assert now_of(world, theirs).done_at is not None
    assert now_of(world, ours).is_open
    assert "Scene setter" in read(sign_in(world.aide_us), LIST)
    assert "Scene setter" not in read(sign_in(world.aide_jp), LIST)


def test_done_twice_keeps_the_first_time_and_undo_opens_again(
    world: World, sign_in: SignIn
) -> None:
    deadline = make(world, world.us)
    part = give(world, deadline, world.desk_us)
    client = sign_in(world.aide_us)

    client.post(page(deadline, "done/"))
    first = now_of(world, part).done_at
    client.post(page(deadline, "done/"))
    assert first is not None
    assert now_of(world, part).done_at == first

    with acting_as_scheduler():
        Assignment.objects.filter(pk=part.pk).update(next_rung_at=None)
    response = client.post(page(deadline, "done/"), {"undo": "1"}, follow=True)
    part = now_of(world, part)
    assert part.is_open
    assert part.next_rung_at is not None, "planned anew"
    assert "is open again for NSC East Asia desk" in response.content.decode()


def test_two_aides_of_a_side_each_have_their_own_part(world: World, sign_in: SignIn) -> None:
    second = colleague(world, world.us, name="Commerce, Japan desk")
    deadline = make(world, world.us)
    mine = give(world, deadline, world.desk_us)
    other = give(world, deadline, second)

    sign_in(world.aide_us).post(page(deadline, "done/"))
    assert now_of(world, mine).done_at
    assert now_of(world, other).is_open
    assert "Scene setter" not in read(sign_in(world.aide_us), LIST, show="mine")
    assert "Scene setter" in read(sign_in(world.aide_us), LIST, show="side")
    assert second.account is not None
    assert "Scene setter" in read(sign_in(second.account), LIST)

    # An aide may also mark a colleague's part, by name
    sign_in(world.aide_us).post(page(deadline, "done/"), {"assignment": str(other.pk)})
    assert now_of(world, other).done_at
    assert "Scene setter" not in read(sign_in(world.aide_us), LIST, show="side")
    assert "Scene setter" in read(sign_in(world.aide_us), LIST, show="side", state="all")


def test_without_a_part_the_page_asks_whose_is_done(world: World, sign_in: SignIn) -> None:
    deadline = make(world, world.us)
    part = give(world, deadline, world.desk_us)

    response = sign_in(world.lead_us).post(page(deadline, "done/"), follow=True)

    assert now_of(world, part).is_open
    body = response.content.decode()
    assert "Choose whose part is done" in body
    assert f'value="{part.pk}"' in body


def test_a_part_of_the_other_side_cannot_be_marked(world: World, sign_in: SignIn) -> None:
    with world.act(world.jp):
        Member.objects.update(visibility=Visibility.SHARED)
    deadline = make(world, world.jp, visibility=Visibility.SHARED)
    seen = give(world, deadline, world.desk_jp, visibility=Visibility.SHARED)
    client = sign_in(world.aide_us)
    for named in (seen.pk, uuid.uuid4(), "no id", "\x00"):
        response = client.post(page(deadline, "done/"), {"assignment": str(named)})
        assert response.status_code == 404
    assert now_of(world, seen).is_open


def test_done_comes_back_to_where_it_was_but_never_to_another_site(
    world: World, sign_in: SignIn
) -> None:
    deadline = make(world, world.us)
    give(world, deadline, world.desk_us)
    client = sign_in(world.aide_us)
    back = f"{LIST}?show=side"
    assert client.post(page(deadline, "done/"), {"next": back})["Location"] == back
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        response = client.post(page(deadline, "done/"), {"next": elsewhere})
        assert response["Location"] == page(deadline)


def test_a_viewer_reads_and_changes_nothing(world: World, sign_in: SignIn) -> None:
    deadline = make(world, world.jp)
    part = give(world, deadline, world.desk_jp)
    viewer = sign_in(world.viewer_jp)
    for url in (LIST, page(deadline)):
        body = read(viewer, url)
        assert "Scene setter" in body
        assert "/done/" not in body
        assert "/edit/" not in body
        assert "/new/" not in body
    for act in ("edit/", "delete/"):
        assert viewer.get(page(deadline, act)).status_code == 403
        assert viewer.post(page(deadline, act), {}).status_code == 403
    assert viewer.get(f"{LIST}new/").status_code == 403
    assert viewer.post(page(deadline, "done/"), {"assignment": part.pk}).status_code == 403
    assert viewer.post(page(deadline), {}).status_code == 403
    assert now_of(world, part).is_open


# --- What is seen


def test_internal_deadlines_and_hidden_members_stay_on_their_side(
    world: World, sign_in: SignIn
) -> None:
    secret = make(world, world.jp, "Fallback paper")
    give(world, secret, world.desk_jp)
    shared = make(world, world.jp, "Delegation list", visibility=Visibility.SHARED)
    give(world, shared, world.desk_jp)
    client = sign_in(world.aide_us)

    body = read(client, LIST, show="all", state="all")
    assert "Delegation list" in body
    assert "Fallback paper" not in body
    assert "First North America Division" not in body
    assert "Japan: nobody named" in body
    assert "United States: nobody named" in body
    detail = read(client, page(shared))
    assert "Japan: nobody named" in detail
    assert "First North America Division" not in detail
    for act in ("", "edit/", "delete/"):
        assert client.get(page(secret, act)).status_code == 404
        assert client.get(f"{LIST}{uuid.uuid4()}/{act}").status_code == 404
    assert client.post(page(secret, "done/")).status_code == 404
    assert client.get(page(shared, "edit/")).status_code == 403
    assert client.post(page(shared, "delete/"), {"reason": "x"}).status_code == 403


def test_the_list_puts_what_is_late_first_and_what_is_done_last(
    world: World, sign_in: SignIn
) -> None:
    noon = timezone.localtime(timezone=world.us.zone).replace(hour=12)
    give(world, make(world, world.us, "Third", due_at=noon + IN_3_DAYS), world.desk_us)
    give(world, make(world, world.us, "Late", due_at=noon - 2 * IN_3_DAYS), world.desk_us)
    over = make(world, world.us, "Over", due_at=noon - 3 * IN_3_DAYS)
    give(world, over, world.desk_us, done_at=timezone.now())
    body = read(sign_in(world.aide_us), LIST, state="all")
    table = body[body.index("<tbody>") :]
    assert table.index("Late") < table.index("Third") < table.index("Over")
    assert "6 days late" in table
    assert "in 3 days" in table
    assert 'class="row-done"' in table
    assert "Over" not in read(sign_in(world.aide_us), LIST).split("<tbody>")[1]


def test_both_capitals_times_and_close_of_business_where_it_was_set_so(
    world: World, sign_in: SignIn
) -> None:
    make(
        world,
        world.us,
        due_at=dt.datetime(2024, 3, 27, 21, 0, tzinfo=dt.UTC),
        due_kind=DueKind.CLOSE_OF_BUSINESS,
    )
    body = read(sign_in(world.aide_us), LIST, show="side")
    assert "Wed 27 Mar close of business" in body
    assert "Thu 28 Mar 06:00" in body


def test_reminders_of_the_own_side_show_their_rungs_and_the_next_one(
    world: World, sign_in: SignIn
) -> None:
    deadline = make(world, world.us, visibility=Visibility.SHARED)
    part = give(world, deadline, world.desk_us)
    theirs = give(world, deadline, world.desk_jp)

    def mail(part: Assignment, recipient: Account, rung: int, **fields: Any) -> None:
        fields = {"state": MailState.SENT, "sent_at": timezone.now(), **fields}
        with acting_as_scheduler():
            Mail.objects.create(
                delegation=part.delegation, recipient=recipient, kind="reminder", about=part.pk,
                rung=rung, **{"due_at": deadline.due_at, **fields},
            )  # fmt: skip

    with acting_as_scheduler():
        Assignment.objects.update(next_rung_at=timezone.now() + dt.timedelta(minutes=-1))
    body = read(sign_in(world.aide_us), LIST)
    assert "first reminder within minutes" in body

    mail(part, world.aide_us, 7)
    mail(part, world.aide_us, 3)
    mail(part, world.aide_us, 14, state=MailState.SUPERSEDED, sent_at=None)
    mail(part, world.aide_us, 1, state=MailState.DEAD, sent_at=None)
    mail(part, world.aide_us, -2, due_at=deadline.due_at - IN_3_DAYS)
    mail(theirs, world.aide_jp, 0)
    body = read(sign_in(world.aide_us), LIST)
    assert "T−7, T−3<" in body
    assert "next within minutes" in body
    assert "T−1 refused" in body
    assert "T−14" not in body.split("<tbody>")[1]
    detail = read(sign_in(world.aide_us), page(deadline))
    assert "+2" in detail
    assert "for the earlier date" in detail
    theirs_page = read(sign_in(world.aide_jp), page(deadline))
    assert "T−7" not in theirs_page
    assert "T−3" not in theirs_page


def test_a_member_without_account_is_said_to_get_no_reminders(
    world: World, sign_in: SignIn
) -> None:
    silent = colleague(world, world.us, name="Motor pool", account=None)
    deadline = make(world, world.us)
    give(world, deadline, silent)
    client = sign_in(world.aide_us)
    assert "no reminders: no account" in read(client, LIST, show="side")
    assert "no reminders: no account" in read(client, page(deadline, "edit/"))


def test_history_tells_what_became_of_our_part_and_nothing_of_theirs(
    world: World, sign_in: SignIn
) -> None:
    with world.act(world.jp):
        Member.objects.update(visibility=Visibility.SHARED)
    deadline = make(world, world.us, visibility=Visibility.SHARED)
    give(world, deadline, world.desk_us)
    give(world, deadline, world.desk_jp, visibility=Visibility.SHARED)
    client = sign_in(world.aide_us)
    client.post(page(deadline, "done/"))
    client.post(page(deadline, "done/"), {"undo": "1"})
    sign_in(world.aide_jp).post(page(deadline, "done/"))
    with world.act(world.us):
        Deadline.objects.update(due_at=deadline.due_at + IN_3_DAYS)
    body = read(client, page(deadline)).split("History")[1]
    assert "NSC East Asia desk made responsible" in body
    assert "NSC East Asia desk: done" in body
    assert "NSC East Asia desk: open again" in body
    assert "Date moved" in body
    assert str(world.aide_us.name) in body, "who did it"
    assert "First North America Division" not in body


def test_lists_take_the_same_number_of_queries_however_long(world: World, sign_in: SignIn) -> None:
    second = colleague(world, world.us)
    with world.act(world.us):
        item = AgendaItemFactory.create(delegation=world.us)
    client = sign_in(world.aide_us)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, LIST, show="all", state="all")
        return len(captured)

    def more(count: int) -> None:
        for _each in range(count):
            deadline = make(world, world.us, item=item)
            give(world, deadline, world.desk_us)
            give(world, deadline, second)

    more(1)
    few = queries()
    more(6)
    assert queries() == few
    assert few < 20


def test_undo_does_not_claim_to_open_a_part_that_was_waived(world: World, sign_in: SignIn) -> None:
    deadline = make(world, world.us)
    part = give(world, deadline, world.desk_us)
    with world.act(world.us):
        Assignment.objects.filter(pk=part.pk).update(
            waived_at=timezone.now(), waived_reason="Overtaken"
        )
    undone = {"undo": "1", "assignment": str(part.pk)}
    response = sign_in(world.aide_us).post(page(deadline, "done/"), undone, follow=True)
    assert "is open again" not in response.content.decode()
    assert "no longer has a part" in response.content.decode()
    assert now_of(world, part).waived_at is not None
