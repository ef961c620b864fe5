"""Certificates of experience: whose stay has one; read, printed, revoked."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.returns.certificates import revoke_certificate
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.stays.certificates import certificate_page, stays_to_certify
from passerelle.web.returns.forms import RevokeForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import version_of
from passerelle.web.shared.naming import names_for

PER_PAGE = 50


@require_safe
def experience_list(request: ActorRequest) -> HttpResponse:
    """Stays with their certificate, or the way to issue one."""
    page = Paginator(stays_to_certify(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    seen = [one.journey.candidate.person.number for one in page]
    if seen:
        record_read(request.actor, "certificates", seen, scheme_code="", purpose=Purpose.JOURNEY)
    return render(request, "returns/experience.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: ActorRequest, number: str) -> HttpResponse:
    """A certificate to read and print in the language of the page; staff may revoke it."""
    page = certificate_page(request.actor, number)
    form = RevokeForm(request.POST or None) if page.may_revoke and page.row.revoked_on is None else None
    if (
        request.method == "POST"
        and form is not None
        and done(request, form, lambda: _revoke(request, number, form), _("Revoked. The person is told."))
    ):
        return HttpResponseRedirect(reverse("certificate", args=[number]))
    candidate = page.row.stay.journey.candidate
    person = candidate.person
    if person.number not in {grant.person for grant in request.actor.grants}:
        record_read(
            request.actor,
            "certificates",
            [person.number],
            scheme_code=candidate.scheme.code,
            purpose=Purpose.JOURNEY,
        )
    context = {
        "page": page,
        "row": page.row,
        "person": person,
        "form": form,
        "names": names_for("", [page.row.occupation, *(one.uri for one in page.skills)]),
    }
    failed = form is not None and bool(form.errors)
    return render(request, "returns/certificate.html", context, status=422 if failed else 200)


def _revoke(request: ActorRequest, number: str, form: RevokeForm) -> None:
    known = form.cleaned_data
    revoke_certificate(
        request.actor, number, code=known["code"], because=known["because"], version=version_of(request)
    )
