"""A row of a partnership: what it says, what its file says, its history; changing it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.portfolio.edit import edit_row
from passerelle.domain.access.actor import NotPermitted
from passerelle.queries.programme.partnership_rows import row_page
from passerelle.web.partnerships import portfolio_forms as known
from passerelle.web.partnerships.asking import Asking, ask, posted
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.wording import word_for


class RemarkForm(forms.Form):
    """Remarks, which every row has."""

    note = forms.CharField(
        label=gettext_lazy("Remarks"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ObjectiveRow(known.ObjectiveForm, RemarkForm):
    """An objective."""


class RoundtableRow(known.RoundtableForm, RemarkForm):
    """A roundtable."""


class DecisionRow(known.DecisionForm, RemarkForm):
    """A decision."""


class FollowUpRow(RemarkForm):
    """What is to be done, and by whom; its state and day are changed on its own page."""

    text = forms.CharField(
        label=gettext_lazy("What is to be done"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.CharField(label=gettext_lazy("Owner: an organisation or an office"), max_length=200)


FORMS: Mapping[str, type[forms.Form]] = {
    "objective": ObjectiveRow,
    "action": known.ActionForm,
    "roundtable": RoundtableRow,
    "decision": DecisionRow,
    "follow_up": FollowUpRow,
    "party": known.PartyForm,
}
TITLES: Mapping[str, Promise] = {
    "objective": gettext_lazy("Objective"),
    "action": gettext_lazy("Action"),
    "roundtable": gettext_lazy("Roundtable"),
    "decision": gettext_lazy("Decision"),
    "follow_up": gettext_lazy("Follow-up"),
    "party": gettext_lazy("Party"),
}
LISTS = ("participants", "roles")  # typed as one entry on each line
VOCABULARY = {"area": "key_area", "level": "level", "status": "action_state", "fields": "policy_field"}


@require_safe
def show_row(request: ActorRequest, kind: str, number: str) -> HttpResponse:
    """What the row says, what its file says otherwise, and every change."""
    page = row_page(request.actor, kind, number)
    labels = {_field(name): field.label for name, field in FORMS[kind]().fields.items()}
    context = {
        "page": page,
        "row": page.row,
        "title": TITLES[kind],
        "pairs": [(label, _shown(name, getattr(page.row, name))) for name, label in labels.items()],
        "conflicts": [
            (labels.get(name, name), _shown(name, getattr(page.row, name)), _shown(name, said))
            for name, said in page.row.file_says.items()
        ],
        "changes": [
            (one, labels.get(one.field, one.field), _shown(one.field, one.before), _shown(one.field, one.after))
            for one in page.changes
        ],
        "trail": [
            (reverse("partnerships"), _("Partnerships")),
            (reverse("partnership", args=[page.code]), page.row.partnership.name),
        ],
    }
    return render(request, "partnerships/row.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_row(request: ActorRequest, kind: str, number: str) -> HttpResponse:
    """Change the row; each changed field stays in its history."""
    page = row_page(request.actor, kind, number)
    if not page.may_write:
        raise NotPermitted(number)
    form = FORMS[kind](posted(request), initial=_typed(kind, page.row))

    def deed(said: dict[str, Any]) -> None:
        values = {_field(name): _value(name, given) for name, given in said.items()}
        edit_row(request.actor, kind, number, values, version=version_of(request), key=key_of(request))

    back = reverse("partnership-row", args=[kind, number])
    lead = _("A later load of the file leaves what you change alone.") if page.row.key else ""
    asking = Asking(_("Change: %(what)s") % {"what": TITLES[kind]}, back, _("Kept."), lead, page.row.version)
    return ask(request, form, asking, deed)


def _field(name: str) -> str:
    return "fields" if name == "fields_joined" else name


def _typed(kind: str, row: Any) -> dict[str, Any]:
    values = {name: getattr(row, _field(name)) for name in FORMS[kind]().fields}
    return {name: "\n".join(value or ()) if name in LISTS else value for name, value in values.items()}


def _value(name: str, given: Any) -> Any:
    if name == "participants":
        return list(known.lines_of(given)) or None
    if name in LISTS:
        return list(known.lines_of(given))
    return given.upper() if name == "country" else given


def _shown(name: str, value: Any) -> str | None:
    """A value in words; ``None`` is unknown."""
    if value in (None, "", []):
        return None
    words = [word_for(one, VOCABULARY[name]) if name in VOCABULARY else str(one) for one in _each(value)]
    return ", ".join(words)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
