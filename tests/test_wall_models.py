"""The wall, noun by noun: rows of both sides that would leak, and do not."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from agenda.models import AgendaItem, Assignment, Position
from summit.choices import Access, Visibility
from summit.models import Delegation, DelegationOwned, Mail, Member
from summit.scope import acting_as

from . import factories as make
from .conftest import World, disconnect

Maker = Callable[[World, Delegation], DelegationOwned]
NOON = dt.datetime(2024, 3, 27, 16, 0, tzinfo=dt.UTC)


def item(world: World, side: Delegation) -> AgendaItem:
    made: AgendaItem = make.AgendaItemFactory.create(delegation=side)
    return made


def desk(world: World, side: Delegation) -> Member:
    return world.desk_us if side == world.us else world.desk_jp


def mail(world: World, side: Delegation) -> Mail:
    recipient = world.aide_us if side == world.us else world.aide_jp
    return Mail.objects.create(
        delegation=side, recipient_id=recipient.pk, kind="reminder", about=side.pk, due_at=NOON
    )


def position(world: World, side: Delegation) -> Position:
    made: Position = make.PositionFactory.create(delegation=side, item=item(world, side))
    return made


def assignment(world: World, side: Delegation) -> Assignment:
    made: Assignment = make.AssignmentFactory.create(
        delegation=side,
        deadline=make.DeadlineFactory.create(delegation=side),
        member=desk(world, side),
    )
    return made


def engagement(world: World, side: Delegation) -> Any:
    organisation = make.OrganisationFactory.create(delegation=side)
    return make.EngagementFactory.create(delegation=side, organisation=organisation)


def contact(world: World, side: Delegation) -> Any:
    organisation = make.OrganisationFactory.create(delegation=side)
    return make.ContactFactory.create(delegation=side, organisation=organisation)


def of_meeting(factory: Any, **more: Callable[[World, Delegation], Any]) -> Maker:
    def maker(world: World, side: Delegation) -> Any:
        fields = {name: build(world, side) for name, build in more.items()}
        meeting = make.MeetingFactory.create(delegation=side)
        return factory.create(delegation=side, meeting=meeting, **fields)

    return maker


def plain(factory: Any) -> Maker:
    return lambda world, side: factory.create(delegation=side)


MAKERS: dict[str, Maker] = {
    "summit.Member": plain(make.MemberFactory),
    "summit.Mail": mail,
    "stakeholders.Organisation": plain(make.OrganisationFactory),
    "stakeholders.Contact": contact,
    "stakeholders.Engagement": engagement,
    "agenda.AgendaItem": item,
    "agenda.ItemLead": lambda world, side: make.ItemLeadFactory.create(
        delegation=side, item=item(world, side), member=desk(world, side)
    ),
    "agenda.Position": position,
    "agenda.Venue": plain(make.VenueFactory),
    "agenda.Meeting": plain(make.MeetingFactory),
    "agenda.MeetingItem": of_meeting(make.MeetingItemFactory, item=item),
    "agenda.Participation": of_meeting(make.ParticipationFactory, member=desk),
    "agenda.Deadline": plain(make.DeadlineFactory),
    "agenda.Assignment": assignment,
}
# Only the scheduler changes mail; an aide may order it.
UNCHANGEABLE = {"summit.Mail"}


def test_every_scoped_model_is_here() -> None:
    scoped = {m._meta.label for m in apps.get_models() if issubclass(m, DelegationOwned)}
    assert set(MAKERS) == scoped


@pytest.mark.parametrize("label", MAKERS)
def test_internal_rows_stay_on_their_side(world: World, label: str) -> None:
    model = apps.get_model(label)
    rows = {}
    for side in (world.us, world.jp):
        with world.act(side):
            rows[side] = MAKERS[label](world, side)
    for side, other in ((world.us, world.jp), (world.jp, world.us)):
        with world.act(side):
            assert model.objects.filter(pk=rows[side].pk).exists()
            hidden = model.objects.filter(pk=rows[other].pk)
            assert not hidden.exists()
            assert not model.objects.filter(delegation=other.pk).exists()
            assert not rows[other].events.exists()
            assert rows[side].events.exists()
            if label not in UNCHANGEABLE:
                assert hidden.update(created_at=NOON) == 0
                assert hidden._raw_delete(hidden.db) == 0
    with world.act(world.kr):
        assert not model.objects.filter(delegation__in=[world.us.pk, world.jp.pk]).exists()


@pytest.mark.parametrize("label", MAKERS)
def test_nobody_writes_in_the_name_of_the_other_side(world: World, label: str) -> None:
    model = apps.get_model(label)
    with world.act(world.us):
        row = MAKERS[label](world, world.us)
    with world.act(world.jp):
        row.pk = "00000000-0000-4000-8000-000000000000"
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            model.objects.bulk_create([row])


@pytest.mark.parametrize(
    "label", [m for m in MAKERS if m not in ("summit.Mail", "agenda.Position")]
)
def test_shared_rows_are_read_by_both_and_written_by_their_own(world: World, label: str) -> None:
    model = apps.get_model(label)
    with world.act(world.us):
        row = share(model.objects.get(pk=MAKERS[label](world, world.us).pk))
    with world.act(world.jp):
        theirs = model.objects.filter(pk=row.pk)
        assert theirs.get().is_shared
        assert theirs.update(withdrawn_reason="taken over") == 0
        assert theirs._raw_delete(theirs.db) == 0
    with world.act(world.us):
        with pytest.raises(DatabaseError, match="stays shared"), transaction.atomic():
            model.objects.filter(pk=row.pk).update(visibility=Visibility.INTERNAL)
        assert model.objects.filter(pk=row.pk)._raw_delete(connection.alias) == 0
    with world.act(world.kr):
        assert not model.objects.filter(pk=row.pk).exists()


def share(row: Any) -> Any:
    """Share a row, and before it whatever it points at."""
    for field in row._meta.concrete_fields:
        if field.is_relation and issubclass(field.related_model, DelegationOwned):
            parent = getattr(row, field.name)
            if parent is not None and not parent.is_shared:
                share(parent)
    changes: dict[str, Any] = {"visibility": Visibility.SHARED}
    if isinstance(row, AgendaItem):
        changes["number"] = 1
    assert type(row).objects.filter(pk=row.pk).update(**changes) == 1
    return row


@pytest.mark.django_db(transaction=True)
def test_control_a_session_level_setting_leaks(real_world: World) -> None:
    """What the transaction-local setting prevents: this test shows that it can happen."""
    world = real_world
    with acting_as(world.us.pk, access=Access.AIDE):
        make.AgendaItemFactory.create(delegation=world.us, title=make.text("SECRET US"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('summit.delegation', %s, false),"
            " set_config('summit.visit', %s, false), set_config('role', 'summit_scoped', false)",
            [str(world.us.pk), str(world.summit.pk)],
        )
    try:
        # The next user of this connection forgot to open a scope, and reads the other side.
        leaked = [str(row) for row in AgendaItem.objects.all()]
    finally:
        disconnect()
    assert leaked == ["SECRET US"]
    with pytest.raises(DatabaseError, match="permission denied"):
        AgendaItem.objects.count()
