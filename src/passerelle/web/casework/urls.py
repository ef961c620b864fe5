"""Addresses of the lists, of adding to them, and of imports."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.casework import candidate_page, concepts, entries, imports, lists, vacancy_page
from passerelle.web.shared.access import routes

urlpatterns = [
    path("candidates/", lists.candidates, name="candidates"),
    path("candidates/new/", entries.candidate_new, name="candidate-new"),
    path("candidates/<str:number>/", candidate_page.candidate, name="candidate"),
    path("candidates/<str:number>/change/", entries.candidate_edit, name="candidate-edit"),
    path("vacancies/", lists.vacancies, name="vacancies"),
    path("vacancies/new/", entries.vacancy_new, name="vacancy-new"),
    path("vacancies/<str:number>/", vacancy_page.vacancy, name="vacancy"),
    path("vacancies/<str:number>/change/", entries.vacancy_edit, name="vacancy-edit"),
    path("occupations/", concepts.concepts, name="concepts"),
    path("data-quality/", lists.quality, name="data-quality"),
    path("import/", imports.imports, name="imports"),
    path("import/keep/", imports.keep_list, name="import-keep"),
    path("import/problems/", imports.returned_list, name="import-returned"),
    path("import/template/<str:kind>/", imports.template, name="import-template"),
]

routes(
    {
        "candidates": (Permission.CANDIDATE_READ,),
        "candidate": (Permission.CANDIDATE_READ,),
        "candidate-new": (Permission.CANDIDATE_WRITE,),
        "candidate-edit": (Permission.CANDIDATE_WRITE,),
        "vacancies": (Permission.VACANCY_READ,),
        "vacancy": (Permission.VACANCY_READ,),
        "vacancy-new": (Permission.VACANCY_WRITE,),
        "vacancy-edit": (Permission.VACANCY_WRITE,),
        "concepts": (Permission.LIST_IMPORT,),
        "data-quality": (Permission.VACANCY_READ, Permission.CANDIDATE_READ),
        "imports": (Permission.LIST_IMPORT,),
        "import-keep": (Permission.LIST_IMPORT,),
        "import-returned": (Permission.LIST_IMPORT,),
        "import-template": (Permission.LIST_IMPORT,),
    }
)
