"""Pages of the deadlines: what is due, who has it, who was reminded."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.deadlines.history import history
from agenda.deadlines.parts import mark_done, reopen
from agenda.deadlines.rows import rows
from agenda.deadlines.timeline import timeline
from agenda.forms.deadline import CONCERNS, DeadlineForm, ResponsibleForm
from agenda.models import Assignment, Deadline
from agenda.models.deadline import DeadlineQuerySet
from summit.forms.attempt import done
from summit.forms.side import moved_message
from summit.forms.withdraw import WithdrawForm
from summit.http import SummitRequest
from summit.models import Member
from summit.permissions import may_write
from summit.views.own import has_moved, own_or_error, posted, require_writer

PAGE = 50


def own_member(request: SummitRequest) -> Member | None:
    """Whom the reader is in their delegation, if listed."""
    members = Member.objects.of_side(request.delegation.pk).standing()
    return members.filter(account=request.user.pk).first()


def deadline_url(request: SummitRequest, deadline: Deadline) -> str:
    """The address of the deadline's page."""
    return reverse("agenda:deadline_detail", args=[request.summit.slug, deadline.pk])


def _segment(request: SummitRequest, show: str) -> DeadlineQuerySet:
    """The deadlines of one segment of the list, with what is settled for it."""
    own = request.delegation.pk
    found = Deadline.objects.all()
    if show == "mine":
        account = request.user.pk
        return found.assigned_to_account(account).with_settled(own, account)
    if show == "side":
        found = found.of_interest_to(own)
    elif show == "shared":
        found = found.shared()
    return found.with_settled(own)


@require_safe
def deadline_list(request: SummitRequest) -> HttpResponse:
    """`show`: mine, side, shared or all. `state`: open, or all with the settled ones at the end."""
    options = [
        ("mine", pgettext("deadlines", "Mine")),
        ("side", pgettext("deadlines", "Our side")),
        ("shared", pgettext("deadlines", "Shared")),
        ("all", pgettext("deadlines", "All")),
    ]
    show = request.GET.get("show", "")
    if show not in dict(options):
        show = "mine" if own_member(request) else "all"
    with_settled = request.GET.get("state") == "all"
    segment = _segment(request, show)
    listed = segment if with_settled else segment.filter(Q(settled=False))
    page = Paginator(listed.for_list().order_by("settled", "due_at", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    drawn = segment.standing().select_related("delegation").defer("details")
    context = {
        "options": options,
        "show": show,
        "with_settled": with_settled,
        "page": page,
        "rows": rows(list(page), request.delegations, request.user.pk),
        "timeline": timeline(drawn, request.summit),
    }
    return render(request, "agenda/deadline/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deadline_create(request: SummitRequest) -> HttpResponse:
    """A new deadline of our own; `?item=`, `?meeting=` or `?engagement=` says what it concerns."""
    require_writer(request)
    member = own_member(request)
    initial: dict[str, Any] = {name: request.GET[name] for name in CONCERNS if name in request.GET}
    initial["responsible"] = [member.pk] if member else []
    form = DeadlineForm(posted(request), request=request, initial=initial)
    if deadline := form.saved():
        messages.success(request, _("“%(deadline)s” is set.") % {"deadline": deadline})
        return redirect(deadline_url(request, deadline))
    context = {
        "form": form,
        "heading": _("New deadline"),
        "cancel_url": reverse("agenda:deadline_list", args=[request.summit.slug]),
    }
    return render(request, "agenda/deadline/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deadline_detail(request: SummitRequest, pk: UUID) -> HttpResponse:
    """The deadline. A POST says who on our side is responsible for one that another side set."""
    deadline = get_object_or_404(Deadline.objects.for_list(), pk=pk)
    is_theirs = deadline.delegation_id != request.delegation.pk
    form = None
    if may_write(request.seat) and is_theirs and not deadline.is_withdrawn:
        form = ResponsibleForm(posted(request), deadline=deadline, side=request.delegation)
    if request.method == "POST":
        require_writer(request)
        if deadline.is_withdrawn:
            return _withdrawn_before(request, deadline)
        if form is None:
            raise PermissionDenied
        responsible = form
        if done(form, lambda: responsible.set_responsible(deadline, request.delegation)):
            messages.success(request, _("Saved."))
            return redirect(deadline_url(request, deadline))
    [row] = rows([deadline], request.delegations, request.user.pk)
    context = {
        "row": row,
        "deadline": deadline,
        "form": form,
        "waived": [part for part in row.deadline.assignments.all() if part.waived_at],
        "history": history(deadline, request.delegation),
    }
    return render(request, "agenda/deadline/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deadline_update(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Change our own deadline. If it moves, its reminders are planned anew by themselves."""
    deadline = own_or_error(request, Deadline.objects.select_related("capital"), pk)
    if deadline.is_withdrawn:
        return _withdrawn_before(request, deadline)
    heading = _("Edit “%(deadline)s”") % {"deadline": deadline}
    form = DeadlineForm(posted(request), request=request, instance=deadline)
    if form.saved():
        messages.success(request, _("Saved."))
        return redirect(deadline_url(request, deadline))
    context = {
        "form": form,
        "heading": heading,
        "deadline": deadline,
        "cancel_url": deadline_url(request, deadline),
    }
    return render(request, "agenda/deadline/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deadline_delete(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Ask, then delete our internal deadline or withdraw our shared one with a reason."""
    deadline = own_or_error(request, Deadline.objects.select_related("capital"), pk)
    if deadline.is_withdrawn:
        return _withdrawn_before(request, deadline)
    return _withdraw(request, deadline) if deadline.is_shared else _delete(request, deadline)


def _withdrawn_before(request: SummitRequest, deadline: Deadline) -> HttpResponse:
    messages.info(request, _("This deadline was withdrawn; it can no longer be changed."))
    return redirect(deadline_url(request, deadline))


def _delete(request: SummitRequest, deadline: Deadline) -> HttpResponse:
    if request.method == "POST":
        deadline.delete()
        messages.success(request, _("“%(deadline)s” was deleted.") % {"deadline": deadline})
        return redirect("agenda:deadline_list", request.summit.slug)
    context = {
        "heading": _("Delete “%(deadline)s”?") % {"deadline": deadline},
        "submit_label": _("Delete"),
        "cancel_url": deadline_url(request, deadline),
        "danger": True,
    }
    return render(request, "agenda/deadline/delete.html", context)


def _withdraw(request: SummitRequest, deadline: Deadline) -> HttpResponse:
    form = WithdrawForm(posted(request))
    if form.is_valid():
        deadline.withdraw(form.cleaned_data["reason"])
        messages.success(request, _("“%(deadline)s” was withdrawn.") % {"deadline": deadline})
        return redirect(deadline_url(request, deadline))
    context = {
        "form": form,
        "heading": _("Withdraw “%(deadline)s”?") % {"deadline": deadline},
        "submit_label": _("Withdraw"),
        "cancel_url": deadline_url(request, deadline),
        "danger": True,
    }
    return render(request, "agenda/deadline/withdraw.html", context)


@require_POST
def deadline_done(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Mark a part of our side done, or with `undo` open again; the reader's own if none is named.

    `assignment` names a colleague's part, `next` the page to come back to.
    """
    require_writer(request)
    deadline = get_object_or_404(Deadline, pk=pk)
    if deadline.is_withdrawn:
        return _withdrawn_before(request, deadline)
    if has_moved(request):
        messages.error(request, moved_message(request.delegation))
        return redirect(deadline_url(request, deadline))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = deadline_url(request, deadline)
    part = _named_part(request, deadline)
    if part is None:
        words = {"deadline": str(deadline)}
        messages.info(
            request, _("You have no part in “%(deadline)s”. Choose whose part is done.") % words
        )
        return redirect(deadline_url(request, deadline))
    words = {"deadline": str(deadline), "member": str(part.member)}
    if part.waived_at:
        messages.info(request, _("%(member)s no longer has a part in “%(deadline)s”.") % words)
    elif "undo" in request.POST:
        reopen(part)
        messages.success(request, _("“%(deadline)s” is open again for %(member)s.") % words)
    else:
        mark_done(part)
        messages.success(request, _("“%(deadline)s” is done for %(member)s.") % words)
    return redirect(back)


def _named_part(request: SummitRequest, deadline: Deadline) -> Assignment | None:
    """The part that the form names (404 unless it is our side's), or the reader's own."""
    parts = deadline.assignments.of_side(request.delegation.pk).select_related("member")
    if "assignment" not in request.POST:
        return parts.filter(member__account=request.user.pk).first()
    try:
        named = UUID(request.POST["assignment"])
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(parts, pk=named)
