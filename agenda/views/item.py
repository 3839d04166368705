"""Pages of agenda items."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from agenda.forms.item import ItemForm, LeadForm
from agenda.items import by_theme, lines, set_lead, side_leads, standing_slots
from agenda.models import AgendaItem, Deadline, ItemLead, Position
from summit.forms.attempt import done
from summit.forms.withdraw import WithdrawForm
from summit.http import SummitRequest
from summit.views.own import holders, own_or_error, posted, require_writer


def item_url(request: SummitRequest, item: AgendaItem) -> str:
    """The address of the item's page."""
    return reverse("agenda:item_detail", args=[request.summit.slug, item.pk])


def withdrawn_before(request: SummitRequest, item: AgendaItem) -> HttpResponse:
    """Back to the page of an item that nobody may change any more."""
    messages.info(request, _("This item was withdrawn; it can no longer be changed."))
    return redirect(item_url(request, item))


@require_safe
def item_list(request: SummitRequest) -> HttpResponse:
    """All items by theme; `show` narrows it to the shared ones or to our drafts."""
    options = [
        ("all", pgettext("agenda items", "All")),
        ("shared", pgettext("agenda items", "Shared")),
        ("drafts", _("Our drafts")),
    ]
    show = request.GET.get("show", "all")
    if show not in dict(options):
        show = "all"
    items = AgendaItem.objects.in_order()
    if show == "shared":
        items = items.shared()
    elif show == "drafts":
        items = items.internal()
    listed = lines(items, request.delegations, request.summit.languages)
    context = {"themes": by_theme(listed), "options": options, "show": show}
    return render(request, "agenda/item/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_create(request: SummitRequest) -> HttpResponse:
    """A new item of our own, a draft or shared at once."""
    require_writer(request)
    form = ItemForm(posted(request), request=request)
    if item := form.saved():
        messages.success(request, _("“%(item)s” was added.") % {"item": item})
        return redirect(item_url(request, item))
    context = {
        "form": form,
        "heading": _("New agenda item"),
        "cancel_url": reverse("agenda:item_list", args=[request.summit.slug]),
    }
    return render(request, "agenda/item/form.html", context)


@require_safe
def item_detail(request: SummitRequest, pk: UUID) -> HttpResponse:
    """The item with what all see of it, and what only we do."""
    items = AgendaItem.objects.select_related("delegation").prefetch_related(
        standing_slots(),
        Prefetch("leads", ItemLead.objects.select_related("member__delegation")),
        Prefetch("deadlines", Deadline.objects.for_panel(request.delegation.pk)),
    )
    item = get_object_or_404(items, pk=pk)
    leads = side_leads(item, request.delegations)
    slots = list(item.slots.all())
    context = {
        "item": item,
        "is_ours": item.delegation_id == request.delegation.pk,
        "position": Position.objects.of_side(request.delegation.pk).filter(item=item).first(),
        "leads": leads,
        "our_lead": next(
            (side.lead for side in leads if side.delegation == request.delegation), None
        ),
        "slots": slots,
        "minutes": sum(slot.minutes for slot in slots),
    }
    return render(request, "agenda/item/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_update(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Change our own item."""
    item = own_or_error(request, AgendaItem.objects.all(), pk)
    if item.is_withdrawn:
        return withdrawn_before(request, item)
    form = ItemForm(posted(request), request=request, instance=item)
    if form.saved():
        messages.success(request, _("Saved."))
        return redirect(item_url(request, item))
    context = {
        "form": form,
        "item": item,
        "heading": _("Edit “%(item)s”") % {"item": item},
        "cancel_url": item_url(request, item),
    }
    return render(request, "agenda/item/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_lead(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Set our lead for an item, whoever's it is."""
    require_writer(request)
    item = get_object_or_404(AgendaItem, pk=pk)
    if item.is_withdrawn:
        return withdrawn_before(request, item)
    form = LeadForm(posted(request), request=request, item=item)
    if done(form, lambda: set_lead(item, request.delegation, form.cleaned_data["lead"])):
        messages.success(request, _("Saved."))
        return redirect(item_url(request, item))
    context = {
        "form": form,
        "item": item,
        "heading": _("Our lead"),
        "cancel_url": item_url(request, item),
    }
    return render(request, "agenda/item/lead.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_delete(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Ask, then delete our draft or withdraw our shared item with a reason."""
    item = own_or_error(request, AgendaItem.objects.all(), pk)
    if item.is_withdrawn:
        return withdrawn_before(request, item)
    return _withdraw(request, item) if item.is_shared else _delete(request, item)


def _delete(request: SummitRequest, item: AgendaItem) -> HttpResponse:
    held_by: list[tuple[str, int]] = []
    if request.method == "POST":
        try:
            item.delete()
        except ProtectedError as error:
            held_by = holders(error)
        else:
            messages.success(request, _("“%(item)s” was deleted.") % {"item": item})
            return redirect("agenda:item_list", request.summit.slug)
    context = {
        "held_by": held_by,
        "heading": _("Delete “%(item)s”?") % {"item": item},
        "submit_label": _("Delete"),
        "cancel_url": item_url(request, item),
        "danger": True,
    }
    return render(request, "agenda/item/delete.html", context)


def _withdraw(request: SummitRequest, item: AgendaItem) -> HttpResponse:
    form = WithdrawForm(posted(request))
    if form.is_valid():
        item.withdraw(form.cleaned_data["reason"])
        messages.success(request, _("“%(item)s” was withdrawn.") % {"item": item})
        return redirect(item_url(request, item))
    context = {
        "form": form,
        "heading": _("Withdraw “%(item)s”?") % {"item": item},
        "submit_label": _("Withdraw"),
        "cancel_url": item_url(request, item),
        "danger": True,
    }
    return render(request, "agenda/item/withdraw.html", context)
