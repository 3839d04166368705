"""What points at a member or an item that was shared later: named again, the other sides see it."""

import pytest
from django.utils import timezone

from agenda.choices import Function
from agenda.deadlines.parts import assign, set_responsible
from agenda.meetings import PartChange, SlotChange, change_participants, change_slots
from agenda.models import AgendaItem, Assignment, MeetingItem, Participation
from summit.choices import Visibility
from summit.models import Member
from tests import factories as make
from tests.conftest import World

INTERNAL, SHARED = Visibility.INTERNAL, Visibility.SHARED


def share(member: Member) -> Member:
    Member.objects.filter(pk=member.pk).update(visibility=SHARED)
    return Member.objects.get(pk=member.pk)


def test_a_part_is_seen_once_the_member_is(world: World) -> None:
    with world.act(world.us):
        deadline = make.DeadlineFactory.create(delegation=world.us, visibility=SHARED)
        assert assign(deadline, world.desk_us).visibility == INTERNAL
    with world.act(world.jp):
        assert not Assignment.objects.exists()
    with world.act(world.us):
        Assignment.objects.update(done_at=timezone.now())
        set_responsible(deadline, world.us, [share(world.desk_us)])
    with world.act(world.jp):
        part = Assignment.objects.get()
        assert (part.member_id, part.done_at is not None) == (world.desk_us.pk, True)


@pytest.mark.parametrize(("deadline", "member"), [(SHARED, INTERNAL), (INTERNAL, SHARED)])
def test_a_part_stays_internal_while_one_of_the_two_is(
    world: World, deadline: Visibility, member: Visibility
) -> None:
    with world.act(world.us):
        due = make.DeadlineFactory.create(delegation=world.us, visibility=deadline)
        desk = make.MemberFactory.create(delegation=world.us, visibility=member)
        assign(due, desk)
        assert assign(due, desk).visibility == INTERNAL
    with world.act(world.jp):
        assert not Assignment.objects.exists()


def test_a_waived_part_that_is_given_again_stays_shared(world: World) -> None:
    with world.act(world.us):
        deadline = make.DeadlineFactory.create(delegation=world.us, visibility=SHARED)
        desk = share(world.desk_us)
        assign(deadline, desk)
        set_responsible(deadline, world.us, [], reason="On leave")
        part = assign(deadline, desk)
    assert (part.visibility, part.is_open) == (SHARED, True)


def test_a_participant_is_seen_once_the_member_is(world: World) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
        for member, seen in [(world.desk_us, INTERNAL), (share(world.desk_us), SHARED)]:
            change_participants(meeting, world.us, [PartChange(member, Function.STAFF)])
            assert Participation.objects.get().visibility == seen
    with world.act(world.jp):
        assert Participation.objects.get().member_id == world.desk_us.pk


def test_a_participant_stays_unannounced_in_an_internal_meeting(world: World) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us)
        member = share(world.desk_us)
        for function in (Function.STAFF, Function.NOTE_TAKER):
            change_participants(meeting, world.us, [PartChange(member, function)])
        assert Participation.objects.get().visibility == INTERNAL


def test_an_item_of_a_meeting_is_seen_once_the_item_is(world: World) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
        item = make.AgendaItemFactory.create(delegation=world.us)
        change_slots(meeting, [SlotChange(item, 10, None, is_new=True)])
        AgendaItem.objects.update(visibility=SHARED, number=1)
        item.refresh_from_db()
        change_slots(meeting, [SlotChange(item, 15, 1, is_new=False)])
    with world.act(world.jp):
        assert MeetingItem.objects.get().minutes == 15
