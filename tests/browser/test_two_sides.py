"""Two delegations prepare one summit, each in a browser of its own."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from agenda.models import AgendaItem, Assignment, Deadline, Meeting, Position
from stakeholders.models import Organisation
from summit.choices import Visibility
from summit.models import Account, Member
from tests.conftest import World
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "CANARY-OF-THE-UNITED-STATES"
LISTS = ("", "agenda/", "programme/", "stakeholders/", "deadlines/?show=all", "delegations/")


class Desk:
    """A signed-in person: a page, and the address of the summit."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.summit = f"{site}/s/visit/"
        self.complaints: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} at {self.page.url}")

    def sign_in(self, site: str, account: Account) -> None:
        self.page.goto(f"{site}/")
        self.page.fill("[name=login]", account.email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit], main form button:not([type])")
        expect(self.page).to_have_url(self.summit)

    def go(self, path: str) -> None:
        response = self.page.goto(self.summit + path)
        assert response is not None
        assert response.status == 200, path

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.fill(f"main [name={name}]", value)

    def share(self) -> None:
        self.page.check("main [name=visibility][value=shared]", force=True)

    def save(self) -> None:
        self.page.click("main form .form-actions button.btn-primary")
        assert self.page.locator("main .invalid-feedback").all_inner_texts() == []


@pytest.fixture
def desk_of(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Desk]]:
    """Open a browser of one's own for an account and sign in."""
    contexts = []

    def opened(account: Account, *, width: int = 1280, dark: bool = False) -> Desk:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="en-GB",
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        desk = Desk(context.new_page(), live_server.url)
        desk.sign_in(live_server.url, account)
        return desk

    yield opened
    for context in contexts:
        context.close()


def prepare_as_us(desk: Desk, world: World) -> None:
    """Make one of each noun that has a page: internal ones with the canary, and shared ones."""
    desk.go("agenda/new/")
    desk.fill(title_en=f"{SECRET} draft")
    desk.save()
    desk.go("agenda/new/")
    desk.fill(title_en="East and South China Seas", title_ja="東シナ海・南シナ海情勢")
    desk.fill(theme_en="Security", common_text_en="Oppose unilateral change by force.")
    desk.share()
    desk.save()
    expect(desk.page.locator("h1")).to_have_text("East and South China Seas")
    with world.act(world.us):
        item = AgendaItem.objects.get(visibility=Visibility.SHARED)
    desk.go(f"agenda/{item.pk}/position/")
    desk.fill(objective=SECRET, talking_points=f"{SECRET} one\n{SECRET} two")
    desk.save()

    desk.go("delegations/members/new/")
    desk.fill(name=f"{SECRET} Desk")
    desk.save()
    desk.go("delegations/members/new/")
    desk.fill(name="Office of Protocol", native_name="儀典局")
    desk.share()
    desk.save()

    desk.go("stakeholders/new/")
    desk.fill(name_en=f"{SECRET} Committee")
    desk.save()
    desk.go("stakeholders/new/")
    desk.fill(name_en="Senate Foreign Relations Committee", name_ja="上院外交委員会")
    desk.share()
    desk.save()

    for title, shared in ((f"{SECRET} pre-brief", False), ("Bilateral meeting", True)):
        desk.go("programme/new/")
        desk.fill(title_en=title, day="2024-04-10", starts="10:50", ends="11:20")
        if shared:
            desk.share()
        desk.save()

    for title, shared in ((f"{SECRET} talking points", False), ("Delegation list", True)):
        desk.go("deadlines/new/")
        tomorrow = timezone.localdate() + dt.timedelta(days=3)
        desk.fill(title_en=title, day=tomorrow.isoformat(), time="17:00")
        desk.page.check(f"main [name=responsible][value='{world.desk_us.pk}']")
        if shared:
            desk.share()
        desk.save()


def test_two_delegations_prepare_one_summit(
    real_world: World, desk_of: Callable[..., Desk]
) -> None:
    world = real_world
    us = desk_of(world.aide_us)
    prepare_as_us(us, world)
    for path in LISTS[1:]:
        us.go(path)
        if path != "programme/":
            assert SECRET in us.page.content(), path
    edit_each_as_us(us, world)

    jp = desk_of(world.aide_jp)
    expect(jp.page.locator("html")).to_have_attribute("lang", "ja")
    for path in LISTS:
        jp.go(path)
        assert SECRET not in jp.page.content(), path
    for path, seen in {
        "agenda/": "東シナ海・南シナ海情勢",
        "programme/?day=2024-04-10": "Bilateral meeting",
        "stakeholders/": "上院外交委員会",
        "deadlines/?show=all": "Delegation list",
        "delegations/": "Office of Protocol",
    }.items():
        jp.go(path)
        expect(jp.page.locator("main")).to_contain_text(seen)

    with world.act(world.us):
        deadline = Deadline.objects.get(visibility=Visibility.SHARED)
        hidden = [
            ("agenda", AgendaItem.objects.internal().first()),
            ("programme", Meeting.objects.internal().first()),
            ("deadlines", Deadline.objects.internal().first()),
            ("stakeholders", Organisation.objects.internal().first()),
            ("delegations/members", Member.objects.internal().first()),
        ]
        assert Position.objects.count() == 1
    for path, row in hidden:
        assert row is not None
        response = jp.page.goto(f"{jp.summit}{path}/{row.pk}/")
        assert response is not None
        assert response.status == 404

    us.go("deadlines/")
    listed = us.page.locator("tr", has_text="Delegation list")
    listed.locator("button", has_text="Done").click()
    with world.act(world.us):
        assert Assignment.objects.get(deadline=deadline).done_at is not None
    assert us.complaints == []
    # The pages that are not there say so on the console, and nothing else does.
    assert [text for text in jp.complaints if "404" not in text] == []


def edit_each_as_us(desk: Desk, world: World) -> None:
    """Change one of each, through its form."""
    with world.act(world.us):
        rows = [
            ("agenda", AgendaItem.objects.shared().get(), {"theme_en": "Maritime security"}),
            ("programme", Meeting.objects.shared().get(), {"room": "Oval Office"}),
            ("deadlines", Deadline.objects.shared().get(), {"details_en": "Names and titles."}),
            ("stakeholders", Organisation.objects.shared().get(), {"country": "United States"}),
            ("delegations/members", Member.objects.shared().get(), {"title": "Chief of Protocol"}),
        ]
    for path, row, change in rows:
        desk.go(f"{path}/{row.pk}/edit/")
        desk.fill(**change)
        desk.save()
        field, value = next(iter(change.items()))
        with world.act(world.us):
            row.refresh_from_db()
        stored = getattr(row, field.removesuffix("_en"))
        assert (stored["en"] if field.endswith("_en") else stored) == value


@pytest.mark.parametrize("dark", [False, True])
def test_every_page_is_accessible_and_fits(
    real_world: World, desk_of: Callable[..., Desk], dark: bool
) -> None:
    world = real_world
    prepare_as_us(desk_of(world.aide_us), world)
    with world.act(world.us):
        details = [
            f"agenda/{AgendaItem.objects.shared().get().pk}/",
            f"programme/{Meeting.objects.shared().get().pk}/",
            f"deadlines/{Deadline.objects.shared().get().pk}/",
            f"stakeholders/{Organisation.objects.shared().get().pk}/",
            f"delegations/members/{Member.objects.shared().get().pk}/",
        ]
    forms = ["agenda/new/", "programme/new/", "deadlines/new/", "stakeholders/new/"]
    desk = desk_of(world.aide_us, dark=dark)
    narrow = desk_of(world.aide_us, width=360, dark=dark)
    for path in (*LISTS, *details, *forms, "delegations/members/new/"):
        desk.go(path)
        found = Axe().run(desk.page)
        assert found.response["violations"] == [], (path, found.generate_report())
        narrow.go(path)
        overflow = narrow.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, path
    assert desk.complaints == []
