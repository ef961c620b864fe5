"""All pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("passerelle.web.shared.urls")),
    path("", include("passerelle.web.public.urls")),
    path("", include("passerelle.web.programme.urls")),
    path("", include("passerelle.web.casework.urls")),
    path("", include("passerelle.web.matching.urls")),
    path("", include("passerelle.web.candidate.urls")),
    path("", include("passerelle.web.employer.urls")),
    path("", include("passerelle.web.pathways.urls")),
    path("", include("passerelle.web.partnerships.urls")),
    path("", include("passerelle.web.cases.urls")),
    path("", include("passerelle.web.demand.urls")),
    path("", include("passerelle.web.training.urls")),
    path("", include("passerelle.web.selection.urls")),
    path("", include("passerelle.web.legal.urls")),
    path("", include("passerelle.web.links.urls")),
    path("", include("passerelle.web.service.urls")),
    path("", include("passerelle.web.visits.urls")),
    path("", include("passerelle.web.work.urls")),
    path("", include("passerelle.web.voice.urls")),
    path("", include("passerelle.web.returns.urls")),
    path("", include("passerelle.web.mentor.urls")),
    path("", include("passerelle.web.stay.urls")),
    path("", include("passerelle.web.followup.urls")),
    path("", include("passerelle.web.reintegration.urls")),
    path("", include("passerelle.web.diaspora.urls")),
    path("", include("passerelle.web.card.urls")),
    path("", include("passerelle.web.retention.urls")),
    path("", include("passerelle.web.alumni.urls")),
]

handler400 = "passerelle.web.shared.errors.bad_request"
handler403 = "passerelle.web.shared.errors.forbidden"
handler404 = "passerelle.web.shared.errors.not_found"
handler500 = "passerelle.web.shared.errors.broken"
