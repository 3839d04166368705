"""The page on which we write our position on an item."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agenda.forms.position import PositionForm
from agenda.models import AgendaItem, Position
from summit.http import SummitRequest
from summit.views.own import posted, require_writer

from .item import item_url, withdrawn_before


def our_position(request: SummitRequest, item: AgendaItem) -> Position:
    """What is written so far, locked against a colleague who saves at the same moment; or new."""
    ours = Position.objects.of_side(request.delegation.pk).filter(item=item)
    if request.method == "POST":
        ours = ours.select_for_update()
    return ours.first() or Position(delegation=request.delegation, item=item)


@require_http_methods(["GET", "HEAD", "POST"])
def position_edit(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Write or change our position; there is one a side and item."""
    require_writer(request)
    item = get_object_or_404(AgendaItem, pk=pk)
    if item.is_withdrawn:
        return withdrawn_before(request, item)
    form = PositionForm(posted(request), request=request, instance=our_position(request, item))
    if form.saved():
        messages.success(request, _("Our position is saved."))
        return redirect(item_url(request, item))
    context = {
        "form": form,
        "item": item,
        "heading": _("Our position"),
        "cancel_url": item_url(request, item),
    }
    return render(request, "agenda/position/form.html", context)
