"""A real browser for the tests in this directory.

    def test_sign_in(page, live_server): page.goto(live_server.url + "/accounts/login/")

- `browser`: one Chromium for the whole run.
- `page`: a fresh tab with cookies of its own, 1280 × 900, English; ends with the test. For two
  people in one test, or another size or language, call `browser.new_context(...)` yourself.
- The server is pytest-django's `live_server` (a thread of this process, on a free port). It
  commits, so these tests need the set-up of transactional tests in tests/conftest.py.

Playwright's synchronous interface runs an event loop in this thread, in which Django refuses to
query. A test that queries while a browser is open asks for `allow_queries` (the fixtures do).
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium


@pytest.fixture(scope="session")
def allow_queries() -> Iterator[None]:
    """Let Django query although Playwright's event loop runs in this thread: nothing awaits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def browser(allow_queries: None) -> Iterator[Browser]:
    """The system's Chromium. Skips without one, with the reason; under CI=true it fails."""
    path = chromium.executable()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(chromium.how_to_install())
        pytest.skip(chromium.how_to_install())
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, in English, in a window of 1280 × 900."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()
