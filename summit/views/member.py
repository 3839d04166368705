"""The delegations and their people."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from summit import clocks
from summit.choices import Role
from summit.duties import open_duties
from summit.forms.member import MemberForm
from summit.forms.withdraw import WithdrawForm
from summit.http import SummitRequest
from summit.models import Account, Delegation, Member
from summit.permissions import may_write

from .own import holders, own_or_error, posted, require_writer


class Side(NamedTuple):
    """A delegation as the page of the delegations shows it."""

    delegation: Delegation
    # What the clock of its capital shows now; a list, as the clocks' template takes it
    clock: list[clocks.Reading]
    members: list[Member]
    is_ours: bool
    internal_count: int


def member_url(request: SummitRequest, member: Member) -> str:
    """The address of the member's page."""
    return reverse("summit:member_detail", args=[request.summit.slug, member.pk])


@require_safe
def delegation_list(request: SummitRequest) -> HttpResponse:
    """Every delegation with those of its people whom the reader may see, the own one first."""
    members = sorted(Member.objects.select_related("delegation"), key=standing_order)
    sides = [side(request, delegation, members) for delegation in request.delegations]
    return render(request, "summit/delegation/list.html", {"sides": sides})


def standing_order(member: Member) -> tuple[bool, bool, int, str]:
    """Principals first, then by precedence; at the end whoever was withdrawn."""
    return member.is_withdrawn, member.role != Role.PRINCIPAL, member.precedence, member.name


def side(request: SummitRequest, delegation: Delegation, members: list[Member]) -> Side:
    """One delegation, with its own among the visible `members`."""
    place = clocks.Place(str(delegation.capital), delegation.zone, delegation.pk)
    own = [member for member in members if member.delegation_id == delegation.pk]
    return Side(
        delegation=delegation,
        clock=clocks.readings(timezone.now(), [place]),
        members=own,
        is_ours=delegation == request.delegation,
        internal_count=sum(not member.is_shared for member in own),
    )


@require_safe
def member_detail(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Who somebody is; of our own, whom the reminders reach."""
    # A join would ask for columns of the account that no scope may read
    members = Member.objects.select_related("delegation").prefetch_related(
        Prefetch("account", Account.objects.names())
    )
    member = get_object_or_404(members, pk=pk)
    is_ours = member.delegation_id == request.delegation.pk
    context = {
        "member": member,
        "is_ours": is_ours,
        "may_change": is_ours and may_write(request.seat) and not member.is_withdrawn,
    }
    return render(request, "summit/member/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_create(request: SummitRequest) -> HttpResponse:
    """A new member of our delegation."""
    require_writer(request)
    form = MemberForm(posted(request), request=request)
    if member := form.saved():
        messages.success(request, _("%(member)s is in your delegation.") % {"member": member})
        return redirect(member_url(request, member))
    context = {
        "form": form,
        "heading": _("New member"),
        "cancel_url": reverse("summit:delegation_list", args=[request.summit.slug]),
    }
    return render(request, "summit/member/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_update(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Change a member of our delegation."""
    member = own_or_error(request, Member.objects.all(), pk)
    if member.is_withdrawn:
        return _withdrawn_before(request, member)
    form = MemberForm(posted(request), request=request, instance=member)
    if form.saved():
        messages.success(request, _("Saved."))
        return redirect(member_url(request, member))
    context = {
        "form": form,
        "member": member,
        "heading": _("Edit member"),
        "cancel_url": member_url(request, member),
    }
    return render(request, "summit/member/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_delete(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Ask, then delete our internal member or withdraw our shared one with a reason."""
    member = own_or_error(request, Member.objects.all(), pk)
    if member.is_withdrawn:
        return _withdrawn_before(request, member)
    return _withdraw(request, member) if member.is_shared else _delete(request, member)


def _withdrawn_before(request: SummitRequest, member: Member) -> HttpResponse:
    messages.info(request, _("This member was withdrawn; the entry can no longer be changed."))
    return redirect(member_url(request, member))


def _delete(request: SummitRequest, member: Member) -> HttpResponse:
    held_by: list[tuple[str, int]] = []
    if request.method == "POST":
        try:
            member.delete()
        except ProtectedError as error:
            held_by = holders(error)
        else:
            messages.success(request, _("“%(member)s” was deleted.") % {"member": member})
            return redirect("summit:delegation_list", request.summit.slug)
    context = {
        "held_by": held_by,
        "heading": _("Delete “%(member)s”?") % {"member": member},
        "submit_label": _("Delete"),
        "cancel_url": member_url(request, member),
        "danger": True,
    }
    return render(request, "summit/member/delete.html", context)


def _withdraw(request: SummitRequest, member: Member) -> HttpResponse:
    form = WithdrawForm(posted(request))
    if form.is_valid():
        member.withdraw(form.cleaned_data["reason"])
        messages.success(request, _("“%(member)s” was withdrawn.") % {"member": member})
        return redirect(member_url(request, member))
    context = {
        "form": form,
        "duties": open_duties(member),
        "heading": _("Withdraw “%(member)s”?") % {"member": member},
        "submit_label": _("Withdraw"),
        "cancel_url": member_url(request, member),
        "danger": True,
    }
    return render(request, "summit/member/withdraw.html", context)
