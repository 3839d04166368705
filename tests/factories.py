"""Rows for tests. Scoped ones are made inside a scope, as their own side would."""

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from agenda.models import (
    AgendaItem,
    Assignment,
    Deadline,
    ItemLead,
    Meeting,
    MeetingItem,
    Participation,
    Position,
    Venue,
)
from stakeholders.models import Contact, Engagement, Organisation
from summit.choices import Access, Part, Role
from summit.models import Account, Delegation, Member, Seat, Summit
from summit.text import Bilingual

PASSWORD = "correct horse battery staple"


def text(en: str, ja: str = "") -> Bilingual:
    """A bilingual text, as short as tests want it."""
    return Bilingual({"en": en, "ja": ja} if ja else {"en": en})


class SummitFactory(DjangoModelFactory[Summit]):
    class Meta:
        model = Summit

    title = factory.LazyFunction(
        lambda: text("Prime Minister of Japan to the United States", "総理訪米")
    )
    short_title = factory.LazyFunction(lambda: text("Japan–U.S. visit", "日米首脳会談"))
    slug = factory.Sequence(lambda n: f"visit-{n}")
    starts_on = dt.date(2024, 4, 8)
    ends_on = dt.date(2024, 4, 14)
    reference_date = dt.date(2024, 4, 10)
    time_zone = "America/New_York"


class DelegationFactory(DjangoModelFactory[Delegation]):
    class Meta:
        model = Delegation

    summit = factory.SubFactory(SummitFactory)
    name = factory.LazyFunction(lambda: text("United States", "米国"))
    code = "US"
    colour = "#24478f"
    part = Part.HOST
    capital = factory.LazyFunction(lambda: text("Washington", "ワシントン"))
    time_zone = "America/New_York"
    language = "en"
    holiday_calendar = "US"


class AccountFactory(DjangoModelFactory[Account]):
    class Meta:
        model = Account
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"office-{n}@us.example")
    name = factory.LazyAttribute(lambda account: account.email.split("@")[0])
    time_zone = "America/New_York"
    password = factory.PostGenerationMethodCall("set_password", PASSWORD)

    @classmethod
    def _after_postgeneration(
        cls, instance: Account, create: bool, results: dict[str, Any] | None = None
    ) -> None:
        if create:
            instance.save()


class SeatFactory(DjangoModelFactory[Seat]):
    class Meta:
        model = Seat

    account = factory.SubFactory(AccountFactory)
    delegation = factory.SubFactory(DelegationFactory)
    summit = factory.SelfAttribute("delegation.summit")
    access = Access.AIDE


class MemberFactory(DjangoModelFactory[Member]):
    class Meta:
        model = Member

    delegation = factory.SubFactory(DelegationFactory)
    name = factory.Sequence(lambda n: f"Desk {n}")
    office = "National Security Council"
    role = Role.ACTION_OFFICER


class AgendaItemFactory(DjangoModelFactory[AgendaItem]):
    class Meta:
        model = AgendaItem

    delegation = factory.SubFactory(DelegationFactory)
    summit = factory.SelfAttribute("delegation.summit")
    title = factory.Sequence(lambda n: text(f"Item {n}", f"議題{n}"))


class ItemLeadFactory(DjangoModelFactory[ItemLead]):
    class Meta:
        model = ItemLead


class PositionFactory(DjangoModelFactory[Position]):
    class Meta:
        model = Position

    objective = "Objective"


class VenueFactory(DjangoModelFactory[Venue]):
    class Meta:
        model = Venue

    name = factory.LazyFunction(lambda: text("White House", "ホワイトハウス"))
    time_zone = "America/New_York"


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    delegation = factory.SubFactory(DelegationFactory)
    title = factory.Sequence(lambda n: text(f"Meeting {n}", f"会合{n}"))
    starts_at = dt.datetime(2024, 4, 10, 14, 50, tzinfo=dt.UTC)
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + dt.timedelta(minutes=30))
    time_zone = "America/New_York"


class MeetingItemFactory(DjangoModelFactory[MeetingItem]):
    class Meta:
        model = MeetingItem


class ParticipationFactory(DjangoModelFactory[Participation]):
    class Meta:
        model = Participation


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    delegation = factory.SubFactory(DelegationFactory)
    name = factory.Sequence(lambda n: text(f"Committee {n}", f"委員会{n}"))


class ContactFactory(DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    name = factory.Sequence(lambda n: f"Staff Director {n}")


class EngagementFactory(DjangoModelFactory[Engagement]):
    class Meta:
        model = Engagement

    on = dt.date(2024, 3, 20)
    subject = factory.LazyFunction(lambda: text("Staff briefing", "スタッフへの説明"))


class DeadlineFactory(DjangoModelFactory[Deadline]):
    class Meta:
        model = Deadline

    delegation = factory.SubFactory(DelegationFactory)
    capital = factory.SelfAttribute("delegation")
    title = factory.Sequence(lambda n: text(f"Deadline {n}", f"期限{n}"))
    due_at = dt.datetime(2024, 3, 27, 21, 0, tzinfo=dt.UTC)


class AssignmentFactory(DjangoModelFactory[Assignment]):
    class Meta:
        model = Assignment
