"""What a reminder says: in the reader's language and zone, and nothing of the other side's."""

import datetime as dt
import email
import email.policy
import re
from email.utils import quote

import pytest
import time_machine
from django.conf import settings
from django.utils import translation

from agenda.models import Assignment, Deadline
from agenda.reminders import composing
from summit.choices import Access, Visibility
from summit.letters import POLICY, Letter, Reader, message_id, one_line, post
from summit.models import Account, Delegation, Mail
from summit.scope import acting_as
from tests import factories as make
from tests.conftest import World

# 17:00 on Wed 27 March 2024 in Washington, 06:00 of the 28th in Tokyo.
DUE = dt.datetime(2024, 3, 27, 21, 0, tzinfo=dt.UTC)
MORNING = dt.datetime(2024, 3, 24, 13, 0, tzinfo=dt.UTC)
SHARED = {"visibility": Visibility.SHARED}


def shared_deadline(world: World, **fields: object) -> Deadline:
    title = make.text("Delegation list to Protocol", "代表団名簿を儀典へ提出")
    with world.act(world.us):
        made: Deadline = make.DeadlineFactory.create(
            delegation=world.us, **{"due_at": DUE, "title": title, **SHARED, **fields}
        )
    return made


def part(world: World, side: Delegation, due: Deadline, **member: object) -> Assignment:
    """A shared part of a shared member of this side."""
    with world.act(side):
        who = make.MemberFactory.create(delegation=side, **{**SHARED, **member})
        made: Assignment = make.AssignmentFactory.create(
            delegation=side, deadline=due, member=who, **SHARED
        )
    return made


def write(world: World, assignment: Assignment, account: Account) -> Letter:
    """The letter to this account about its part, as the outbox would have it composed."""
    mail = Mail(about=assignment.pk, recipient=account, delegation_id=assignment.delegation_id)
    with acting_as(assignment.delegation_id, access=Access.VIEWER):
        sides = sorted(
            Delegation.objects.select_related("summit"),
            key=lambda side: side.pk != assignment.delegation_id,
        )
        reader = Reader(account, sides[0].summit, sides[0], sides)
        found = composing.fetch([mail])[assignment.pk]
        with translation.override(account.language):
            return composing.compose(mail, found, reader)


def own_part(world: World, side: Delegation, due: Deadline) -> Assignment:
    desk = world.desk_us if side == world.us else world.desk_jp
    with world.act(side):
        made: Assignment = make.AssignmentFactory.create(delegation=side, deadline=due, member=desk)
    return made


@pytest.mark.parametrize(
    ("now", "headline", "subject"),
    [
        ("2024-03-24T13:00Z", "due in 3 days", "Summit: a deadline in 3 days"),
        ("2024-03-26T13:00Z", "due tomorrow", "Summit: a deadline tomorrow"),
        ("2024-03-27T13:00Z", "due today", "Summit: a deadline today"),
        ("2024-03-27T22:00Z", "overdue since today", "Summit: a deadline has passed today"),
        ("2024-03-28T13:00Z", "1 day overdue", "Summit: a deadline is 1 day overdue"),
        ("2024-03-29T13:00Z", "2 days overdue", "Summit: a deadline is 2 days overdue"),
    ],
)
def test_it_says_how_far_off_the_deadline_is(
    world: World, now: str, headline: str, subject: str
) -> None:
    due = shared_deadline(world)
    with time_machine.travel(now, tick=False):
        letter = write(world, own_part(world, world.us, due), world.aide_us)
    assert f"Reminder · {headline}" in letter.text
    assert f"Reminder · {headline}" in letter.html
    # Nothing else stands in a subject, which relays log and locked screens show.
    assert letter.subject.strip() == subject


@time_machine.travel(MORNING, tick=False)
def test_it_has_everything_that_one_needs_to_act(world: World) -> None:
    due = shared_deadline(world)
    part(world, world.us, due, name="Protocol")
    part(world, world.jp, due, name="MOFA Protocol", native_name="外務省儀典")
    letter = write(world, own_part(world, world.us, due), world.aide_us)
    for body in (letter.text, letter.html):
        assert "United States delegation" in body
        assert "Delegation list to Protocol" in body
        assert "Prime Minister of Japan to the United States, T−14" in body
        assert "Protocol; MOFA Protocol (Japan)" in body
        assert f"{settings.BASE_URL}/s/visit/deadlines/{due.pk}/" in body
        assert re.search(
            r"because you are responsible\.\s+Next reminder: Tue 26 March, 09:00", body
        )
    lines = letter.text.splitlines()
    at = lines.index("  Wed 27 March, 17:00 Washington")
    assert lines[at + 1] == "  Thu 28 March, 06:00 Tokyo (+1)"


@time_machine.travel(MORNING, tick=False)
def test_the_other_side_reads_it_in_its_own_language_zone_and_colour(world: World) -> None:
    due = shared_deadline(world)
    part(world, world.jp, due, name="MOFA Protocol", native_name="外務省儀典")
    letter = write(world, own_part(world, world.jp, due), world.aide_jp)
    assert letter.text.index("東京") < letter.text.index("ワシントン")
    assert "代表団名簿を儀典へ提出" in letter.html
    assert "外務省儀典" in letter.text
    assert 'lang="ja"' in letter.html
    assert world.jp.colour in letter.html
    assert world.us.colour not in letter.html


@time_machine.travel(MORNING, tick=False)
def test_it_names_nobody_whom_the_reader_may_not_see(world: World) -> None:
    due = shared_deadline(world)
    own_part(world, world.jp, due)
    letter = write(world, own_part(world, world.us, due), world.aide_us)
    assert "First North America" not in letter.text + letter.html
    assert "With you" not in letter.text


@time_machine.travel(MORNING, tick=False)
def test_a_title_without_a_translation_says_so(world: World) -> None:
    due = shared_deadline(world, title=make.text("English only"))
    letter = write(world, own_part(world, world.jp, due), world.aide_jp)
    with translation.override("ja"):
        language = str(translation.get_language_info("en")["name_translated"])
    assert "English only" in letter.text
    assert language in letter.text
    assert '<h1 lang="en"' in letter.html


@time_machine.travel(MORNING, tick=False)
def test_close_of_business_is_named_by_the_capital_that_set_it(world: World) -> None:
    due = shared_deadline(world, due_kind="cob")
    letter = write(world, own_part(world, world.us, due), world.aide_us)
    assert "Wed 27 March, close of business Washington" in letter.text
    assert "Thu 28 March, 06:00 Tokyo (+1)" in letter.text


@time_machine.travel(MORNING, tick=False)
def test_text_is_text_and_markup_is_escaped(world: World) -> None:
    due = shared_deadline(world, title=make.text("A & B <script>alert(1)</script>"))
    letter = write(world, own_part(world, world.us, due), world.aide_us)
    assert "A & B <script>alert(1)</script>" in letter.text
    assert "<script" not in letter.html
    assert "A &amp; B &lt;script&gt;" in letter.html


@time_machine.travel(MORNING, tick=False)
def test_the_html_part_asks_nobody_else_and_carries_its_own_styles(world: World) -> None:
    letter = write(world, own_part(world, world.us, shared_deadline(world)), world.aide_us)
    assert not re.search(r"<(img|link|script|style|iframe)", letter.html)
    assert set(re.findall(r'https?://[^/"]+', letter.html)) == {settings.BASE_URL}
    assert f"background: {world.us.colour}" in letter.html


def test_no_name_can_add_a_header(world: World) -> None:
    account = Account(
        email="na1@mofa.example", name="外務省\r\nBcc: spy@example.org\x00", language="ja"
    )
    mail = Mail(send_at=MORNING)
    content = post(
        mail, account, Letter("Summit：期限まで3日\nX: y", "本文", "<p>本文</p>", mail.pk)
    )
    headers = content.content.partition(b"\r\n\r\n")[0].decode("ascii")
    assert not re.search(r"^(Bcc|X):", headers, re.MULTILINE)
    assert "Subject: =?utf-8?" in headers
    assert "Date: Sun, 24 Mar 2024 13:00:00 +0000" in headers
    assert one_line(" a\r\nb\tc ") == "a b c"


def test_a_long_domain_leaves_ids_whole(world: World, settings: object) -> None:
    settings.MESSAGE_ID_DOMAIN = "preparation.summit.example." + "x" * 60  # type: ignore[attr-defined]
    mail = Mail(send_at=MORNING)
    content = post(mail, world.aide_us, Letter("s", "t", "<p>h</p>", mail.pk)).content
    assert POLICY.max_line_length == 78
    for name in ("Message-ID", "References", "In-Reply-To"):
        what = "mail" if name == "Message-ID" else "thread"
        assert f"{name}: {message_id(mail.pk, what)}\r\n".encode() in content


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Ministry of Foreign Affairs, North American Affairs Bureau, First North America Div.",
            "Ministry of Foreign Affairs North American Affairs Bureau First North America Div",
        ),
        ("外務省, 北米局; 北米第一課 <要人>", "外務省 北米局 北米第一課 要人"),
        ("外務省北米局北米第一課（日米首脳会談準備室）" * 3, None),
        ('The "Desk" \\ (acting): a@b.example [x], ' + "long " * 20, None),
        ("Büro für Protokoll, Auswärtiges; Referat " * 3, None),
        ('",;:"', ""),
        ("=?utf-8?q?Ministry=2C_Bureau=2C_Division?= " * 3, None),
    ],
)
def test_whatever_a_name_holds_it_is_one_address(
    world: World, settings: object, name: str, expected: str | None
) -> None:
    settings.DEFAULT_FROM_EMAIL = f'"{quote(name)}" <noreply@summit.example>'  # type: ignore[attr-defined]
    account = Account(email="na1@mofa.example", name=name, language="ja")
    content = post(Mail(send_at=MORNING), account, Letter("s", "t", "<p>h</p>")).content
    message = email.message_from_bytes(content, policy=email.policy.default)
    for header, address in (("To", "na1@mofa.example"), ("From", "noreply@summit.example")):
        [found] = message[header].addresses
        assert (found.addr_spec, message[header].defects) == (address, ())
        if expected is not None:
            assert found.display_name == expected
        # A strict server reads it as simply as this.
        [raw] = re.findall(rf"(?ms)^{header}: *(.*?)\r\n(?! )", content.decode("ascii"))
        assert re.fullmatch(rf"(?s)({address}|[^,;:.@()\"]+ <{address}>)", raw)
