"""A job at home with its employer: from the case, or from the list of jobs at home."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.record_read import record_read
from passerelle.actions.stays.home_job import HomeJob, record_home_job
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.cases.case_page import case_page
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of
from passerelle.web.stay.forms import HomeJobForm


@require_http_methods(["GET", "HEAD", "POST"])
def home_job(request: ActorRequest, number: str) -> HttpResponse:
    """Say who the employer is and since when; the case goes on and a stay at home is opened."""
    page = case_page(request.actor, number)
    candidate = page.journey.candidate
    initial = {"vacancy": request.GET.get("vacancy", ""), "country": candidate.origin, "started_on": today()}
    form = HomeJobForm(request.POST or None, initial=initial)

    def keep() -> None:
        record_home_job(request.actor, number, HomeJob(**form.cleaned_data), key=key_of(request))

    if request.method == "POST" and done(request, form, keep, _("Kept. A stay at home is opened.")):
        return HttpResponseRedirect(reverse("case", args=[number]))
    record_read(
        request.actor, "home_job", [candidate.person.number], scheme_code=candidate.scheme.code,
        purpose=Purpose.JOURNEY,
    )  # fmt: skip
    trail = [(reverse("caseload"), _("Cases")), (reverse("case", args=[number]), number)]
    context = {"form": form, "person": candidate.person, "trail": trail}
    return render(request, "stay/at_home.html", context, status=422 if form.errors else 200)
