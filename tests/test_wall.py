"""The wall: what one side cannot do to the other, asked of the database itself."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from agenda.models import AgendaItem, Assignment, Deadline, Meeting, Position
from stakeholders.models import Organisation
from summit.choices import Access, Visibility
from summit.models import Account, Delegation, Mail, Member, Seat, Summit
from summit.scope import ScopeError, acting_as

from . import factories as make
from .conftest import World


def role() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        row: tuple[str, str] = cursor.fetchone()
        return row


def test_tests_run_as_the_application(db: None) -> None:
    assert role() == ("summit_app", "summit_app")


@pytest.mark.parametrize("model", [AgendaItem, Position, Meeting, Deadline, Organisation, Member])
def test_without_a_scope_a_query_fails_loudly(world: World, model: type[Member]) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        model.objects.count()


def test_each_side_sees_its_own_and_what_is_shared(world: World) -> None:
    with world.act(world.us):
        make.AgendaItemFactory.create(delegation=world.us, title=make.text("SECRET US"))
        make.AgendaItemFactory.create(
            delegation=world.us, title=make.text("Common"), visibility=Visibility.SHARED, number=1
        )
    with world.act(world.jp):
        assert [str(item) for item in AgendaItem.objects.all()] == ["Common"]
    with world.act(world.us):
        assert {str(item) for item in AgendaItem.objects.all()} == {"SECRET US", "Common"}
    with world.act(world.kr):
        assert not AgendaItem.objects.exists()
    assert role()[0] == "summit_app"


def test_a_scope_knows_its_own_summit_and_its_own_names(world: World) -> None:
    with world.act(world.us):
        assert Summit.objects.get() == world.summit
        assert set(Delegation.objects.all()) == {world.us, world.jp}
        assert not Seat.objects.filter(account=world.outsider.pk).exists()
        emails = {account.email for account in Account.objects.names()}
        assert emails == {"aide@us.example", "lead@us.example"}
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Account.objects.values_list("password").first()


def test_scopes_do_not_nest(world: World) -> None:
    with (
        world.act(world.us),
        pytest.raises(ScopeError),
        world.act(world.jp),
    ):
        pass


def test_a_shared_row_keeps_owner_and_stays_shared(world: World) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(
            delegation=world.us, visibility=Visibility.SHARED, number=1
        )
        for change in ({"visibility": "internal", "number": None}, {"delegation": world.jp}):
            with pytest.raises(DatabaseError), transaction.atomic():
                AgendaItem.objects.filter(pk=item.pk).update(**change)
        assert AgendaItem.objects.filter(pk=item.pk).delete()[0] == 0
    with world.act(world.jp):
        assert AgendaItem.objects.filter(pk=item.pk).update(title={"en": "taken"}) == 0
        item.title = make.text("taken")
        with pytest.raises(DatabaseError), transaction.atomic():
            item.save()


def test_nobody_can_point_at_a_hidden_row(world: World) -> None:
    with world.act(world.us):
        hidden = make.AgendaItemFactory.create(delegation=world.us)
    with world.act(world.jp):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            make.PositionFactory.create(delegation=world.jp, item_id=hidden.pk)


def test_a_shared_row_cannot_point_at_an_internal_one(world: World) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            make.DeadlineFactory.create(
                delegation=world.us, item=item, visibility=Visibility.SHARED
            )


def test_history_is_written_by_triggers_alone(world: World) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us, title=make.text("First"))
        AgendaItem.objects.filter(pk=item.pk).update(title={"en": "Second"})
        events = list(item.events.order_by("pgh_id"))
        assert [str(event.title) for event in events] == ["First", "Second"]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            item.events.update(title={"en": "Never"})
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            event = events[0]
            event.pk = None
            event.save(force_insert=True)
    with world.act(world.jp):
        assert not item.events.exists()


def test_a_viewer_writes_nothing(world: World) -> None:
    with world.act(world.jp):
        item = make.AgendaItemFactory.create(delegation=world.jp)
    with acting_as(world.jp.pk, access=Access.VIEWER):
        assert AgendaItem.objects.filter(pk=item.pk).update(title={"en": "x"}) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            make.AgendaItemFactory.create(delegation=world.jp)


def test_nobody_of_the_other_side_can_be_assigned(world: World) -> None:
    with world.act(world.jp):
        Member.objects.filter(pk=world.desk_jp.pk).update(visibility=Visibility.SHARED)
    with world.act(world.us):
        deadline = make.DeadlineFactory.create(delegation=world.us)
        with pytest.raises(DatabaseError), transaction.atomic():
            Assignment.objects.create(
                delegation=world.us, deadline=deadline, member_id=world.desk_jp.pk
            )
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_member_outlives_the_seat_of_their_account(world: World) -> None:
    with world.act(world.us):
        Member.objects.filter(pk=world.desk_us.pk).update(visibility=Visibility.SHARED)
    Seat.objects.filter(account=world.aide_us.pk).delete()
    with world.act(world.us):
        member = Member.objects.get(pk=world.desk_us.pk)
        member.withdraw("Has left the delegation")
        assert Member.objects.get(pk=member.pk).is_withdrawn
        # but nobody else may be given the account of somebody without a seat
        with pytest.raises(DatabaseError, match="no seat"), transaction.atomic():
            make.MemberFactory.create(delegation=world.us, account=world.aide_us)


def test_a_side_orders_mail_but_does_not_write_its_record(world: World) -> None:
    order = {
        "delegation": world.us,
        "recipient_id": world.aide_us.pk,
        "kind": "reminder",
        "about": world.us.pk,
    }
    with world.act(world.us):
        Mail.objects.create(**order, rung=1)
        for forged in ({"state": "sent", "sent_at": timezone.now()}, {"attempts": 3}):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                Mail.objects.create(**order, rung=0, **forged)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Mail.objects.create(**order | {"recipient_id": world.aide_jp.pk})
