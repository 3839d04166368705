"""The register of stakeholders: organisations, with what is known of their people and contacts."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stakeholders.choices import Kind
from stakeholders.forms.organisation import OrganisationForm
from stakeholders.models import Contact, Engagement, Organisation
from summit.forms.withdraw import WithdrawForm
from summit.http import SummitRequest
from summit.permissions import may_write
from summit.views.own import holders, own_or_error, posted, require_writer

PAGE = 100
LONGEST_SEARCH = 100


def organisation_url(request: SummitRequest, organisation: Organisation) -> str:
    """The address of the organisation's page."""
    return reverse("stakeholders:organisation_detail", args=[request.summit.slug, organisation.pk])


@require_safe
def organisation_list(request: SummitRequest) -> HttpResponse:
    """The register by kind; `q` searches the names, `kind` narrows it to one kind."""
    # PostgreSQL has no text with NUL
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    kind = request.GET.get("kind", "")
    organisations = Organisation.objects.matching(words)
    if kind in Kind.values:
        organisations = organisations.filter(kind=kind)
    listed = (
        organisations.with_activity(timezone.localdate())
        .select_related("delegation", "parent")
        .in_register_order()
    )
    context = {
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "words": words,
        "kind": kind,
        "kinds": Kind.choices,
        "is_narrowed": bool(words or kind in Kind.values),
    }
    return render(request, "stakeholders/organisation/list.html", context)


@require_safe
def organisation_detail(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Public facts, place among other organisations, people, and contacts made and planned."""
    organisations = (
        Organisation.objects.with_activity(timezone.localdate())
        .select_related("delegation", "parent__parent")
        .prefetch_related(
            Prefetch("children", Organisation.objects.standing().by_name()),
            Prefetch("contacts", Contact.objects.select_related("delegation")),
            Prefetch(
                "engagements",
                Engagement.objects.select_related(
                    "delegation", "contact__delegation", "lead__delegation"
                ).order_by("-on"),
            ),
        )
    )
    organisation = get_object_or_404(organisations, pk=pk)
    is_ours = organisation.delegation_id == request.delegation.pk
    context = {
        "organisation": organisation,
        "above": above(organisation),
        "may_change": is_ours and may_write(request.seat) and not organisation.is_withdrawn,
    }
    return render(request, "stakeholders/organisation/detail.html", context)


def above(organisation: Organisation) -> list[Organisation]:
    """What it is a part of, the outermost first; two levels at most."""
    parent = organisation.parent
    return [nearest for nearest in (parent and parent.parent, parent) if nearest]


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_create(request: SummitRequest) -> HttpResponse:
    """A new organisation of our register. `parent` in the address is what it is a part of."""
    require_writer(request)
    form = OrganisationForm(
        posted(request), request=request, initial={"parent": request.GET.get("parent")}
    )
    if organisation := form.saved():
        messages.success(
            request, _("“%(organisation)s” is in the register.") % {"organisation": organisation}
        )
        return redirect(organisation_url(request, organisation))
    context = {
        "form": form,
        "heading": _("New organisation"),
        "cancel_url": reverse("stakeholders:organisation_list", args=[request.summit.slug]),
    }
    return render(request, "stakeholders/organisation/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_update(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Change our own organisation."""
    organisation = own_or_error(request, Organisation.objects.all(), pk)
    if organisation.is_withdrawn:
        return _withdrawn_before(request, organisation)
    form = OrganisationForm(posted(request), request=request, instance=organisation)
    if form.saved():
        messages.success(request, _("Saved."))
        return redirect(organisation_url(request, organisation))
    context = {
        "form": form,
        "organisation": organisation,
        "heading": _("Edit organisation"),
        "cancel_url": organisation_url(request, organisation),
    }
    return render(request, "stakeholders/organisation/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_delete(request: SummitRequest, pk: UUID) -> HttpResponse:
    """Ask, then delete our internal organisation or withdraw our shared one with a reason."""
    organisation = own_or_error(request, Organisation.objects.all(), pk)
    if organisation.is_withdrawn:
        return _withdrawn_before(request, organisation)
    if organisation.is_shared:
        return _withdraw(request, organisation)
    return _delete(request, organisation)


def _withdrawn_before(request: SummitRequest, organisation: Organisation) -> HttpResponse:
    messages.info(request, _("This organisation was withdrawn; it can no longer be changed."))
    return redirect(organisation_url(request, organisation))


def _delete(request: SummitRequest, organisation: Organisation) -> HttpResponse:
    held_by: list[tuple[str, int]] = []
    if request.method == "POST":
        try:
            organisation.delete()
        except ProtectedError as error:
            held_by = holders(error)
        else:
            messages.success(
                request, _("“%(organisation)s” was deleted.") % {"organisation": organisation}
            )
            return redirect("stakeholders:organisation_list", request.summit.slug)
    context = {
        "held_by": held_by,
        "heading": _("Delete “%(organisation)s”?") % {"organisation": organisation},
        "submit_label": _("Delete"),
        "cancel_url": organisation_url(request, organisation),
        "danger": True,
    }
    return render(request, "stakeholders/organisation/delete.html", context)


def _withdraw(request: SummitRequest, organisation: Organisation) -> HttpResponse:
    form = WithdrawForm(posted(request))
    if form.is_valid():
        organisation.withdraw(form.cleaned_data["reason"])
        messages.success(
            request, _("“%(organisation)s” was withdrawn.") % {"organisation": organisation}
        )
        return redirect(organisation_url(request, organisation))
    context = {
        "form": form,
        "heading": _("Withdraw “%(organisation)s”?") % {"organisation": organisation},
        "submit_label": _("Withdraw"),
        "cancel_url": organisation_url(request, organisation),
        "danger": True,
    }
    return render(request, "stakeholders/organisation/withdraw.html", context)
