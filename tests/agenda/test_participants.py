"""Who takes part in a meeting: each side names its own, and shows them if they are shared."""

from typing import Any

from agenda.choices import Function
from agenda.models import Meeting, Participation
from summit.choices import Visibility
from tests import factories as make
from tests.conftest import World

from .test_meeting import entered, errors, url

SHARED = Visibility.SHARED


def staff(client: Any, meeting: Meeting, functions: dict[Any, str], **fields: str) -> Any:
    """Send the page of participants as it was shown, with these functions by member."""
    page = url(meeting, "participants/")
    data: dict[str, Any] = dict(fields)
    for line in client.get(page).context["form"].lines():
        name, shown = line.field.html_name, line.field.initial
        data |= {f"initial-{name}": shown, name: functions.get(line.member.pk, shown)}
    return client.post(page, data)


def test_participants_are_shared_if_meeting_and_member_are(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
        sherpa = make.MemberFactory.create(
            delegation=world.us, name="Deputy Adviser", visibility=SHARED
        )
    client = sign_in(world.aide_us)
    staff(client, meeting, {sherpa.pk: Function.PRINCIPAL, world.desk_us.pk: Function.NOTE_TAKER})
    with world.act(world.us):
        assert Participation.objects.count() == 2
    ours = client.get(url(meeting)).content.decode()
    assert "Deputy Adviser" in ours
    assert "NSC East Asia desk" in ours
    theirs = sign_in(world.aide_jp).get(url(meeting)).content.decode()
    assert "Deputy Adviser" in theirs
    assert "NSC East Asia desk" not in theirs


def test_we_staff_the_other_sides_meeting_but_do_not_change_it(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
    client = sign_in(world.aide_jp)
    staff(client, meeting, {world.desk_jp.pk: Function.NOTE_TAKER})
    with world.act(world.jp):
        part = Participation.objects.get()
    assert (part.member_id, part.visibility) == (world.desk_jp.pk, Visibility.INTERNAL)
    page = client.get(url(meeting)).content.decode()
    assert url(meeting, "participants/") in page
    assert url(meeting, "edit/") not in page
    for action in ("edit/", "delete/"):
        assert client.get(url(meeting, action)).status_code == 403
        assert client.post(url(meeting, action), entered()).status_code == 403


def test_a_shared_participant_goes_with_a_reason(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
        sherpa = make.MemberFactory.create(delegation=world.us, visibility=SHARED)
    client = sign_in(world.aide_us)
    staff(client, meeting, {sherpa.pk: Function.PRINCIPAL, world.desk_us.pk: Function.STAFF})
    response = staff(client, meeting, {sherpa.pk: ""})
    assert "reason" in errors(response)
    staff(client, meeting, {sherpa.pk: "", world.desk_us.pk: ""}, reason="Ill")
    with world.act(world.us):
        (left,) = Participation.objects.all()
    assert (left.member_id, left.withdrawn_reason) == (sherpa.pk, "Ill")


def test_two_colleagues_do_not_undo_each_other(world: World, sign_in: Any) -> None:
    """A page that was opened before the colleague's change leaves that change alone."""
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us)
        other = make.MemberFactory.create(delegation=world.us)
    client = sign_in(world.aide_us)
    name, mine = f"member_{world.desk_us.pk.hex}", f"member_{other.pk.hex}"
    stale = {f"initial-{name}": "", name: "", f"initial-{mine}": "", mine: Function.STAFF}
    staff(client, meeting, {world.desk_us.pk: Function.PRINCIPAL})
    client.post(url(meeting, "participants/"), stale)
    with world.act(world.us):
        assert {part.member for part in Participation.objects.all()} == {world.desk_us, other}


def test_somebody_of_the_other_side_cannot_be_named(world: World, sign_in: Any) -> None:
    with world.act(world.us):
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
    name = f"member_{world.desk_jp.pk.hex}"
    client = sign_in(world.aide_us)
    client.post(url(meeting, "participants/"), {name: Function.STAFF, f"initial-{name}": ""})
    with world.act(world.us):
        assert not Participation.objects.exists()
    ours = f"member_{world.desk_us.pk.hex}"
    response = client.post(url(meeting, "participants/"), {ours: "king", f"initial-{ours}": ""})
    assert ours in errors(response)
