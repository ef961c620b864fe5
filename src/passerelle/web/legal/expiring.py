"""Documents of open cases that run out: by kind and days, with a reminder for those that are ticked."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.record_read import record_read
from passerelle.actions.permits.remind_expiring import RunsOut, remind_expiring
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.legal.expiring import HORIZONS, ExpiringRow, codes_of, expiring_documents
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_all
from passerelle.web.shared.wording import word_for

PER_PAGE = 100
USUAL = 60


class ExpiringForm(forms.Form):
    """Which documents are shown."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)
    code = forms.ChoiceField(label=gettext_lazy("Document"), required=False)
    days = forms.TypedChoiceField(label=gettext_lazy("Runs out within"), coerce=int, required=False)

    def __init__(self, schemes: list[str], codes: tuple[str, ...], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices: dict[str, list[tuple[object, object]]] = {
            "scheme": [("", _("all")), *((one, one.upper()) for one in schemes)],
            "code": [("", _("all")), *((one, word_for(one, "document")) for one in codes)],
            "days": [(one, ngettext("%(n)d day", "%(n)d days", one) % {"n": one}) for one in HORIZONS],
        }
        for name, values in choices.items():
            field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = values


@require_http_methods(["GET", "HEAD", "POST"])
def expiring(request: ActorRequest) -> HttpResponse:
    """The documents, soonest first; the form reminds the people of those that are ticked."""
    scheme, code = (request.GET.get(name, "")[:60] for name in ("scheme", "code"))
    days = request.GET.get("days", "")
    horizon = int(days) if days in map(str, HORIZONS) else USUAL
    every = expiring_documents(request.actor, today=today(), scheme=scheme, days=horizon)
    rows = [one for one in every if code in ("", one.code)]
    if request.method == "POST" and _reminded(request, rows):
        return HttpResponseRedirect(request.get_full_path())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    if shown:
        seen = [row.candidate for row in shown]
        record_read(request.actor, "expiring", seen, scheme_code=scheme, purpose=Purpose.JOURNEY)
    codes = codes_of(every) if code in ("", *codes_of(every)) else (*codes_of(every), code)
    form = ExpiringForm(
        scheme_codes(request.actor, Permission.PERMIT_READ),
        codes,
        initial={"scheme": scheme, "code": code, "days": horizon},
    )
    context = {
        "page": page,
        "rows": shown,
        "form": form,
        "chosen": request.POST.getlist("document"),
        "may_write": request.actor.may(Permission.PERMIT_WRITE),
    }
    return render(request, "legal/expiring.html", context, status=422 if request.method == "POST" else 200)


def _reminded(request: ActorRequest, rows: list[ExpiringRow]) -> bool:
    chosen = set(request.POST.getlist("document"))
    wanted = [RunsOut(one.journey, one.about, one.code, one.expires_on) for one in rows if one.key in chosen]
    try:
        told = remind_expiring(request.actor, wanted, key=key_of(request))
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
        return False
    messages.success(
        request,
        ngettext("Reminded of %(n)d document.", "Reminded of %(n)d documents.", told) % {"n": told},
    )
    return True
