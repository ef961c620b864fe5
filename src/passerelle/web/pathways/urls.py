"""Addresses of the pathways pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.pathways import facts, views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("routes/", views.pathways, name="pathways"),
    path("routes/values/<slug:code>/", views.parameter, name="pathway-value"),
    path("routes/values/<slug:code>/cases/", views.cases_of_value, name="pathway-cases"),
    path("candidates/<str:candidate>/routes/<str:vacancy>/", views.routes_of_person, name="person-routes"),
    path("candidates/<str:candidate>/history/", facts.history, name="person-history"),
    path("vacancies/<str:vacancy>/terms/", facts.terms, name="vacancy-terms"),
    path("candidates/<str:candidate>/conditions/", facts.candidacy_facts, name="candidacy-law-facts"),
    path("me/conditions/<str:candidate>/", facts.candidacy_facts, name="own-law-facts"),
    path("vacancies/<str:vacancy>/conditions/", facts.job_facts, name="vacancy-law-facts"),
]

routes(
    {
        "pathways": (Permission.PATHWAY_READ,),
        "pathway-value": (Permission.PATHWAY_READ,),
        "pathway-cases": (Permission.PATHWAY_READ,),
        "person-routes": (Permission.PATHWAY_READ,),
        "person-history": (Permission.CANDIDATE_WRITE,),
        "vacancy-terms": (Permission.VACANCY_WRITE,),
        "candidacy-law-facts": (Permission.CANDIDATE_WRITE,),
        "own-law-facts": (Permission.OWN_ACT,),
        "vacancy-law-facts": (Permission.VACANCY_WRITE, Permission.EMPLOYER_WRITE),
    }
)
