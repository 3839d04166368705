"""The outgoing mail, for the platform administrator: whom, when and with what result; not what."""

import datetime as dt
from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from summit.choices import MailState
from summit.models import Account, Mail
from summit.models.mail import UNFINISHED
from summit.outbox import KINDS, MOST_SKEW, clock_skew
from summit.scope import acting_as_scheduler

PAGE = 50
COLUMNS = (
    "id", "kind", "state", "attempts", "doubts", "recipient", "address",
    "send_at", "next_try_at", "sent_at", "error",
)  # fmt: skip


@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """Every mail of every side, newest first; `?state=` chooses. 404 for anybody else."""
    # Asked before the scope opens: the scheduler may not read who is signed in.
    if not (request.user.is_authenticated and request.user.is_staff):
        raise Http404
    state = request.GET.get("state", "")
    if state not in MailState.values:
        state = ""
    with acting_as_scheduler():
        mails = Mail.objects.order_by("-send_at", "id")
        if state:
            mails = mails.filter(state=state)
        page = Paginator(mails.values(*COLUMNS), PAGE).get_page(request.GET.get("page"))
        mails_shown = list(page.object_list)
        by_state = Counter(dict(Mail.objects.order_by().values_list("state").annotate(Count("pk"))))
        unsent = Mail.objects.filter(state__in=UNFINISHED).aggregate(at=Min("send_at"))["at"]
    # Addresses are not the scheduler's to read
    accounts = Account.objects.in_bulk({mail["recipient"] for mail in mails_shown})
    rows = [_row(mail, accounts[mail["recipient"]].email) for mail in mails_shown]
    skew = clock_skew()
    context = {
        "page_obj": page,
        "rows": rows,
        "state": state,
        "options": [("", gettext("All")), *((s.value, s.label) for s in MailState if by_state[s])],
        "waiting": sum(by_state[s] for s in UNFINISHED),
        "dead": by_state[MailState.DEAD],
        "unknown": by_state[MailState.UNKNOWN],
        "oldest_unsent": unsent,
        "skew": round(abs(skew.total_seconds())) if abs(skew) > MOST_SKEW else None,
    }
    response = render(request, "summit/outbox.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


TONES = {
    MailState.SENT: "chip-ok",
    MailState.DEAD: "chip-bad",
    MailState.UNKNOWN: "chip-bad",
    MailState.PENDING: "chip-warn",
}


def _row(mail: dict[str, Any], email: str) -> dict[str, Any]:
    """A mail as the table shows it; its last moment is when it went out, or when it is tried."""
    state = MailState(mail["state"])
    kind = KINDS.get(mail["kind"])
    retry: dt.datetime | None = mail["next_try_at"] if state == MailState.PENDING else None
    return {
        **mail,
        "recipient": mail["address"] or email,
        "kind": kind.label if kind else mail["kind"],
        "state": state.label,
        "tone": TONES.get(state, ""),
        "next_try_at": retry if retry and retry > timezone.now() else None,
    }
