"""Addresses of the demand pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.demand import (
    allotment_pages,
    check_papers,
    employer_pages,
    quota_pages,
    seat_pages,
    vacancy_pages,
)
from passerelle.web.shared.access import routes

urlpatterns = [
    path("employers/", employer_pages.employers, name="employers"),
    path("employers/open/", employer_pages.employer_open, name="employer-open"),
    path("employers/<str:number>/", employer_pages.employer_file, name="employer-file"),
    path("employers/<str:number>/documents/", check_papers.papers, name="employer-papers"),
    path("employers/<str:number>/documents/open/", check_papers.open_, name="employer-papers-open"),
    path("employers/<str:number>/checks/<slug:check>/", check_papers.papers, name="employer-check-papers"),
    path("employers/<str:number>/timeline/", employer_pages.employer_timeline, name="employer-timeline"),
    path("vacancies/<str:number>/demand/", vacancy_pages.vacancy_demand, name="vacancy-demand"),
    path("plans/<str:number>/", vacancy_pages.plan, name="plan"),
    path("seats/", seat_pages.seats, name="seats-opened"),
    path("quotas/", quota_pages.quotas, name="quotas"),
    path("quotas/<str:number>/", quota_pages.quota, name="quota"),
    path("quotas/<str:number>/<str:what>/", quota_pages.lines, name="quota-lines"),
    path("allotments/<str:number>/", allotment_pages.allotment, name="allotment"),
    path("allotments/<str:number>/sheet/", allotment_pages.sheet, name="allotment-sheet"),
    path("my-results/", allotment_pages.own_results, name="own-results"),
]

routes(
    {
        "employers": (Permission.EMPLOYER_READ,),
        "employer-open": (Permission.EMPLOYER_WRITE,),
        "employer-file": (Permission.EMPLOYER_READ,),
        "employer-papers": (Permission.EMPLOYER_READ,),
        "employer-papers-open": (Permission.EMPLOYER_WRITE,),
        "employer-check-papers": (Permission.EMPLOYER_READ,),
        "employer-timeline": (Permission.EMPLOYER_READ,),
        "vacancy-demand": (Permission.EMPLOYER_READ,),
        "plan": (Permission.EMPLOYER_READ,),
        "seats-opened": (Permission.AGGREGATE_READ, Permission.AUDIT_READ),
        "quotas": (Permission.QUOTA_READ,),
        "quota": (Permission.QUOTA_READ,),
        "quota-lines": (Permission.CANDIDATE_READ,),
        "allotment": (Permission.QUOTA_READ,),
        "allotment-sheet": (Permission.QUOTA_READ,),
        "own-results": (Permission.OWN_READ,),
    }
)
