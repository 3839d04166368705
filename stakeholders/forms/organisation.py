"""Form of an organisation."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Organisation
from summit.forms.scoped import ScopedModelForm
from summit.http import SummitRequest


class ParentField(forms.ModelChoiceField[Organisation]):
    """A visible organisation; says which of them the other delegations do not know."""

    def label_from_instance(self, obj: Organisation) -> str:
        if obj.is_shared:
            return str(obj)
        return str(_("%(organisation)s (internal)") % {"organisation": obj})


class OrganisationForm(ScopedModelForm[Organisation]):
    """What is publicly known of an organisation: fit to be shared."""

    page = "stakeholders:organisation_detail"

    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )

    class Meta:
        model = Organisation
        fields = ["visibility", "name", "kind", "country", "parent", "website", "about"]

    def __init__(self, *args: Any, request: SummitRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        possible = Organisation.objects.possible_parents(self.instance).filter(
            Q(withdrawn_at__isnull=True) | Q(pk=self.instance.parent_id)
        )
        self.fields["parent"] = ParentField(
            possible.by_name(),
            label=_("Part of"),
            required=False,
            empty_label=_("no other organisation"),
        )
        visibility = ["visibility"] if "visibility" in self.fields else []
        self.helper.layout = Layout(
            *visibility,
            "name",
            Row(Column("kind"), Column("country")),
            "parent",
            "website",
            "about",
        )
