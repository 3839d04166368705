"""What one side brings: its people, places, items, positions, events, stakeholders, deadlines."""

import datetime as dt
from zoneinfo import ZoneInfo

from agenda.choices import DueKind
from agenda.models import AgendaItem, Deadline, Meeting, Venue
from stakeholders.choices import Stage
from stakeholders.models import Contact, Engagement, Organisation
from summit.choices import Visibility
from summit.models import Account, Delegation, Member

from .base import Calendar, id_of, id_or_none
from .deadlines import CLOSE_OF_BUSINESS, DEADLINES, Due
from .items import INTERNAL, SHARED
from .people import MEMBERS, ZONES
from .programme import EVENTS, VENUES
from .stakeholders import CONTACTS, ENGAGEMENTS, ORGANISATIONS


def write(side: Delegation, calendar: Calendar) -> None:
    """Write the nouns of `side`, inside its scope."""
    key = side.code.lower()
    _members(side, key)
    if key == "us":  # the host knows the places
        _venues(side)
    _items(side, key)
    _stakeholders(side, key, calendar)
    _meetings(side, key, calendar)
    Deadline.objects.bulk_create(
        _deadline(due, side, calendar) for due in DEADLINES if due.side == key
    )


def visibility(shared: bool) -> str:
    """The choice for a yes or no."""
    return Visibility.SHARED if shared else Visibility.INTERNAL


def due_at(due: Due, calendar: Calendar) -> dt.datetime:
    """The instant of a deadline, by the clocks in the capital of its side."""
    return calendar.instant(due.when, due.at or CLOSE_OF_BUSINESS, ZONES[due.side])


def _deadline(due: Due, side: Delegation, calendar: Calendar) -> Deadline:
    concerns = id_or_none(due.concerns)
    return Deadline(
        id=id_of(due.key),
        delegation=side,
        visibility=visibility(due.shared),
        title=due.title,
        due_at=due_at(due, calendar),
        due_kind=DueKind.INSTANT if due.at else DueKind.CLOSE_OF_BUSINESS,
        capital=side,
        critical=due.critical,
        item_id=concerns if due.concerns.startswith("item-") else None,
        meeting_id=concerns if due.concerns.startswith("event-") else None,
        engagement_id=concerns if due.concerns.startswith("eng-") else None,
    )


def _members(side: Delegation, key: str) -> None:
    people = [person for person in MEMBERS if person.side == key]
    emails = [person.account for person in people if person.account]
    accounts = {
        account.email: account for account in Account.objects.names().filter(email__in=emails)
    }
    Member.objects.bulk_create(
        Member(
            id=id_of(person.key),
            delegation=side,
            visibility=visibility(person.shared),
            name=person.name,
            native_name=person.native_name,
            office=person.office,
            native_office=person.native_office,
            title=person.title,
            role=person.role,
            precedence=person.precedence,
            account=accounts.get(person.account),
        )
        for person in people
    )


def _venues(side: Delegation) -> None:
    Venue.objects.bulk_create(
        Venue(
            id=id_of(place.key),
            delegation=side,
            visibility=Visibility.SHARED,
            name=place.name,
            address=place.address,
            time_zone=place.time_zone,
        )
        for place in VENUES
    )


def _items(side: Delegation, key: str) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            id=id_of(item.key),
            delegation=side,
            summit_id=side.summit_id,
            visibility=visibility(item.number is not None),
            number=item.number,
            theme=item.theme,
            title=item.title,
            common_text=item.common_text,
            outcome_sought=item.outcome,
            status=item.status,
        )
        for item in SHARED + INTERNAL
        if item.side == key
    )


def _meetings(side: Delegation, key: str, calendar: Calendar) -> None:
    meetings = []
    for event in EVENTS:
        if event.side == key:
            starts_at = calendar.instant(event.when, event.at, ZoneInfo(event.zone))
            meetings.append(
                Meeting(
                    id=id_of(event.key),
                    delegation=side,
                    visibility=visibility(event.shared),
                    title=event.title,
                    format=event.format,
                    venue_id=id_or_none(event.venue),
                    room=event.room,
                    starts_at=starts_at,
                    ends_at=starts_at + dt.timedelta(minutes=event.minutes),
                    time_zone=event.zone,
                    remarks=event.remarks,
                )
            )
    Meeting.objects.bulk_create(meetings)


def _stakeholders(side: Delegation, key: str, calendar: Calendar) -> None:
    for body in ORGANISATIONS:
        # One by one: the wall looks for the parent, and does not see rows of the same statement
        if body.side == key:
            Organisation.objects.create(
                id=id_of(body.key),
                delegation=side,
                visibility=visibility(body.shared),
                name=body.name,
                kind=body.kind,
                parent_id=id_or_none(body.parent),
                about=body.about,
                website=body.website,
                country="United States" if body.shared else "",
            )
    Contact.objects.bulk_create(
        Contact(
            id=id_of(contact.key),
            delegation=side,
            visibility=visibility(contact.shared),
            organisation_id=id_of(contact.organisation),
            name=contact.name,
            native_name=contact.native_name,
            title=contact.title,
        )
        for contact in CONTACTS
        if contact.side == key
    )
    engagements = []
    for row in ENGAGEMENTS:
        if row.side == key:
            on = calendar.day(row.when, side.zone)
            held = calendar.is_past(on, side.zone)
            engagements.append(
                Engagement(
                    id=id_of(row.key),
                    delegation=side,
                    visibility=visibility(row.shared),
                    organisation_id=id_of(row.organisation),
                    contact_id=id_or_none(row.contact),
                    on=on,
                    channel=row.channel,
                    stage=Stage.HELD if held else Stage.PLANNED,
                    subject=row.subject,
                    objective=row.objective,
                    message=row.message,
                    lead_id=id_or_none(row.lead),
                    outcome=row.outcome if held else "",
                )
            )
    Engagement.objects.bulk_create(engagements)
