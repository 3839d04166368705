"""Forms beside colleagues: overtaken, sent twice, of another side, of rows that are gone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from agenda import items
from agenda.models import AgendaItem, Assignment, Deadline, ItemLead, Meeting, Participation
from stakeholders.models import Organisation
from summit.choices import Visibility
from summit.models import Account, Member, Seat
from tests import factories as make
from tests.conftest import World
from tests.factories import text
from tests.form_pages import filled, sent_by

SignIn = Callable[[Account], Client]
SHARED = Visibility.SHARED


@dataclass
class Noun:
    """Where a kind of row is made and changed, and the entry that names it."""

    model: Any
    maker: Any
    path: str
    name: str
    needed: dict[str, str]

    @property
    def stored(self) -> str:
        """The field of the row."""
        return self.name.removesuffix("_en")

    def said(self, row: Any) -> str:
        """How the row is named in English."""
        value = getattr(row, self.stored)
        return str(value["en"] if isinstance(value, dict) else value)


WHEN = {"day": "2024-04-09", "starts": "10:00", "ends": "11:00"}
NOUNS = {
    "item": Noun(AgendaItem, make.AgendaItemFactory, "agenda", "title_en", {}),
    "deadline": Noun(
        Deadline,
        make.DeadlineFactory,
        "deadlines",
        "title_en",
        {"day": "2024-03-27", "time": "12:00", "due_kind": "instant"},
    ),
    "meeting": Noun(Meeting, make.MeetingFactory, "programme", "title_en", WHEN),
    "organisation": Noun(
        Organisation, make.OrganisationFactory, "stakeholders", "name_en", {"kind": "committee"}
    ),
    "member": Noun(Member, make.MemberFactory, "delegations", "name", {}),
}


@pytest.fixture(params=NOUNS)
def noun(request: pytest.FixtureRequest) -> Noun:
    """Each kind of row that has a form."""
    return NOUNS[request.param]


def new_page(noun: Noun) -> str:
    return {
        "programme": "/s/visit/programme/new/",
        "delegations": "/s/visit/delegations/members/new/",
    }.get(noun.path, f"/s/visit/{noun.path}/new/")


def edit_page(client: Client, noun: Noun, row: Any) -> str:
    members = "members/" if noun.path == "delegations" else ""
    return f"/s/visit/{noun.path}/{members}{row.pk}/edit/"


def named(world: World, noun: Noun, name: str) -> int:
    """How many rows of this name there are."""
    with world.act(world.us):
        return sum(noun.said(row) == name for row in noun.model.objects.all())


def codes(response: Any) -> list[str]:
    """The codes of the errors that stand above the form."""
    errors = response.context["form"].non_field_errors()
    return [error.code for error in errors.as_data()]


# --- Two who edit the same


def test_whoever_saves_later_sees_what_stands_there_and_decides(
    world: World, sign_in: SignIn, noun: Noun
) -> None:
    with world.act(world.us):
        row = noun.maker.create(delegation=world.us)
    aide, lead = sign_in(world.aide_us), sign_in(world.lead_us)
    url = edit_page(aide, noun, row)
    first, second = (
        filled(client, url, **{noun.name: name}) for client, name in ((lead, "Hers"), (aide, "His"))
    )
    assert lead.post(url, first).status_code == 302
    response = aide.post(url, second)
    assert codes(response) == ["overtaken"]
    body = response.content.decode()
    assert "Hers</bdi>" in body
    assert 'value="His"' in body
    assert (named(world, noun, "Hers"), named(world, noun, "His")) == (1, 0)
    again = second | {"seen": response.context["form"]["seen"].value()}
    assert aide.post(url, again).status_code == 302
    assert (named(world, noun, "Hers"), named(world, noun, "His")) == (0, 1)


def test_a_colleague_who_named_somebody_responsible_is_not_undone_unseen(
    world: World, sign_in: SignIn
) -> None:
    with world.act(world.us):
        deadline = make.DeadlineFactory.create(delegation=world.us)
        make.MemberFactory.create(delegation=world.us, name="Legal adviser")
        legal = Member.objects.get(name="Legal adviser")
    aide, lead = sign_in(world.aide_us), sign_in(world.lead_us)
    url = f"/s/visit/deadlines/{deadline.pk}/edit/"
    mine = filled(aide, url, details_en="More")
    lead.post(url, filled(lead, url, responsible=[legal.pk]))
    response = aide.post(url, mine)
    assert codes(response) == ["overtaken"]
    assert "<bdi>Legal adviser" in response.content.decode()
    with world.act(world.us):
        assert Assignment.objects.get().member_id == legal.pk


def test_saving_what_stands_there_anyway_is_no_conflict(world: World, sign_in: SignIn) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us)
    client = sign_in(world.aide_us)
    url = f"/s/visit/agenda/{item.pk}/edit/"
    sent = filled(client, url, title_en="Ours")
    assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]


# --- Sent twice


def test_sent_twice_it_is_one_row_and_other_entries_are_not_lost(
    world: World, sign_in: SignIn, noun: Noun
) -> None:
    client = sign_in(world.aide_us)
    url = new_page(noun)
    sent = filled(client, url, **noun.needed, **{noun.name: "First"})
    addresses = [client.post(url, sent).headers["Location"] for _ in range(2)]
    assert addresses[0] == addresses[1]
    response = client.post(url, sent | {noun.name: "Second"})
    assert codes(response) == ["sent_before"]
    assert f'href="{addresses[0]}"' in response.content.decode()
    assert 'value="Second"' in response.content.decode()
    assert (named(world, noun, "First"), named(world, noun, "Second")) == (1, 0)


def test_sent_twice_with_another_lead_is_not_answered_with_success(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(world.aide_us)
    sent = filled(client, "/s/visit/agenda/new/", title_en="Seas")
    client.post("/s/visit/agenda/new/", sent)
    response = client.post("/s/visit/agenda/new/", sent | {"lead": world.desk_us.pk})
    assert codes(response) == ["sent_before"]


def test_a_member_with_an_account_is_not_in_its_own_way_the_second_time(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(world.lead_us)
    url = "/s/visit/delegations/members/new/"
    sent = filled(client, url, name="Sherpa's office", account=world.lead_us.pk)
    assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]


# --- A page of the other side


def test_a_page_that_was_opened_for_the_other_side_writes_nothing(
    world: World, sign_in: SignIn, noun: Noun
) -> None:
    client = sign_in(world.aide_us)
    url = new_page(noun)
    sent = filled(client, url, **noun.needed, **{noun.name: "Meant for Washington"})
    Seat.objects.filter(account=world.aide_us).update(delegation=world.jp)
    response = client.post(url, sent)
    assert "side" in response.context["form"].errors
    assert "Meant for Washington" in response.content.decode()
    # The page that came back is as old as it was
    assert sent_by(response.context["form"])["side"] == str(world.us.pk)
    with world.act(world.jp):
        assert not [row for row in noun.model.objects.all() if "Meant" in noun.said(row)]


def test_lead_participants_and_done_stay_with_the_side_they_were_opened_for(
    world: World, sign_in: SignIn
) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us, visibility=SHARED, number=1)
        meeting = make.MeetingFactory.create(delegation=world.us, visibility=SHARED)
        deadline = make.DeadlineFactory.create(delegation=world.us, visibility=SHARED)
    with world.act(world.jp):
        part = Assignment.objects.create(
            deadline=deadline, member=world.desk_jp, delegation=world.jp
        )
    client, old = sign_in(world.aide_jp), str(world.us.pk)
    for url, entry in (
        (f"/s/visit/agenda/{item.pk}/lead/", {"lead": world.desk_jp.pk}),
        (
            f"/s/visit/programme/{meeting.pk}/participants/",
            {f"member_{world.desk_jp.pk.hex}": "staff"},
        ),
        (f"/s/visit/deadlines/{deadline.pk}/", {"responsible": []}),
    ):
        response = client.post(url, filled(client, url, **entry, side=old))
        assert list(response.context["form"].errors) == ["side"]
    page = client.get(f"/s/visit/deadlines/{deadline.pk}/").content.decode()
    assert f'name="side" value="{world.jp.pk}"' in page
    client.post(f"/s/visit/deadlines/{deadline.pk}/done/", {"side": old})
    with world.act(world.jp):
        assert not ItemLead.objects.exists()
        assert not Participation.objects.exists()
        assert Assignment.objects.get(pk=part.pk).is_open
    client.post(f"/s/visit/deadlines/{deadline.pk}/done/", {"side": str(world.jp.pk)})
    with world.act(world.jp):
        assert not Assignment.objects.get(pk=part.pk).is_open


# --- Rows that are gone


def test_what_an_entry_refers_to_is_deleted_at_the_last_moment(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.act(world.us):
        gone = make.MemberFactory.create(delegation=world.us)
        item = make.AgendaItemFactory.create(delegation=world.us, title=text("Before"))

    def too_late(*args: Any) -> None:
        items.set_lead(*args)
        # As if the colleague had been a moment faster: the foreign key is checked at the end
        Member.objects.filter(pk=gone.pk)._raw_delete("default")

    monkeypatch.setattr("agenda.forms.item.set_lead", too_late)
    monkeypatch.setattr("agenda.views.item.set_lead", too_late)
    client = sign_in(world.aide_us)
    for url in ("/s/visit/agenda/new/", f"/s/visit/agenda/{item.pk}/edit/"):
        response = client.post(url, filled(client, url, title_en="Typed", lead=gone.pk))
        assert response.status_code == 200
        assert codes(response) == ["meanwhile"]
        assert 'value="Typed"' in response.content.decode()
    url = f"/s/visit/agenda/{item.pk}/lead/"
    assert codes(client.post(url, filled(client, url, lead=gone.pk))) == ["meanwhile"]
    with world.act(world.us):
        assert [str(item) for item in AgendaItem.objects.all()] == ["Before"]
        assert Member.objects.filter(pk=gone.pk).exists()


def test_a_row_that_is_being_deleted_is_waited_for_and_then_absent(
    real_world: World, sign_in: SignIn
) -> None:
    with real_world.act(real_world.us):
        item = make.AgendaItemFactory.create(delegation=real_world.us)
    client = sign_in(real_world.aide_us)
    url = f"/s/visit/agenda/{item.pk}/edit/"
    sent = filled(client, url, title_en="Typed")
    deleting = Event()

    def delete() -> None:
        try:
            with real_world.act(real_world.us):
                AgendaItem.objects.get(pk=item.pk).delete()
                deleting.set()
                sleep(0.3)  # the edit arrives before this commits
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        deletion = thread.submit(delete)
        assert deleting.wait(10)
        assert client.post(url, sent).status_code == 404
        deletion.result()


# --- What may be written


def test_languages_that_the_summit_no_longer_uses_keep_their_text(
    world: World, sign_in: SignIn
) -> None:
    with world.act(world.us):
        item = make.AgendaItemFactory.create(delegation=world.us, title=text("Seas", "海"))
    type(world.summit).objects.filter(pk=world.summit.pk).update(languages=["en"])
    client = sign_in(world.aide_us)
    url = f"/s/visit/agenda/{item.pk}/edit/"
    sent = filled(client, url, title_en="Straits", theme_en="")
    assert "title_ja" not in sent
    assert client.post(url, sent).status_code == 302
    with world.act(world.us):
        changed = AgendaItem.objects.get()
    assert changed.title == {"en": "Straits", "ja": "海"}
    assert "en" not in changed.theme


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u2066", "\u2069", "\x1b", "\x85"])
def test_characters_that_hide_or_turn_text_are_refused_at_the_field(
    world: World, sign_in: SignIn, noun: Noun, character: str
) -> None:
    client = sign_in(world.aide_us)
    name = f"Agreed {character} text"
    sent = filled(client, new_page(noun), **noun.needed, **{noun.name: name})
    response = client.post(new_page(noun), sent)
    assert list(response.context["form"].errors) == [noun.stored]
    assert f"U+{ord(character):04X}" in response.content.decode()
    assert not named(world, noun, name)


def test_a_text_that_is_far_too_long_comes_back_whole(
    world: World, sign_in: SignIn, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
    client, long = sign_in(world.aide_us), "長" * 300_000
    url = "/s/visit/agenda/new/"
    assert 'maxlength="20000"' in client.get(url).content.decode()
    response = client.post(url, filled(client, url, title_en="Seas", common_text_ja=long))
    assert list(response.context["form"].errors) == ["common_text"]
    assert long in response.content.decode()
