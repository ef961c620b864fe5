"""Addresses of visits, audits, incidents, ties and what is due for a welfare officer."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.shared.access import routes
from passerelle.web.visits import audit, finding, incident, plan, tie, welfare

urlpatterns = [
    path("visits/", plan.visits, name="visits"),
    path("visits/new/<str:scheme>/<str:host>/", plan.new, name="visit-new"),
    path("visits/<str:number>/", plan.visit, name="visit"),
    path("findings/<str:number>/", finding.finding, name="finding"),
    path("audits/", audit.audits, name="audits"),
    path("audits/new/", audit.new, name="audit-new"),
    path("audits/<str:number>/", audit.audit, name="audit"),
    path("audit-cases/<str:number>/", audit.case, name="audit-case"),
    path("incidents/", incident.incident_list, name="incidents"),
    path("incidents/new/", incident.new, name="incident-new"),
    path("incidents/<str:number>/", incident.incident, name="incident"),
    path("me/incidents/", incident.own, name="own-incidents"),
    path("welfare/", welfare.day, name="welfare-day"),
    path("season-alerts/", welfare.alerts, name="season-alerts"),
    path("season-alerts/<str:number>/", welfare.alert, name="season-alert"),
    path("ties/", tie.ties, name="ties"),
    path("ties/<int:tie>/end/", tie.end, name="tie-end"),
]

routes(
    {
        "visits": (Permission.VISIT_READ,),
        "visit-new": (Permission.VISIT_WRITE,),
        "visit": (Permission.VISIT_READ,),
        "finding": (Permission.VISIT_READ,),
        "audits": (Permission.VISIT_READ,),
        "audit-new": (Permission.VISIT_WRITE,),
        "audit": (Permission.VISIT_READ,),
        "audit-case": (Permission.VISIT_READ,),
        "incidents": (Permission.INCIDENT_READ,),
        "incident-new": (Permission.INCIDENT_WRITE,),
        "incident": (Permission.INCIDENT_READ,),
        "own-incidents": (Permission.OWN_READ,),
        "welfare-day": (Permission.WORK_FLAG,),
        "season-alerts": (Permission.WORK_FLAG,),
        "season-alert": (Permission.WORK_FLAG,),
        "ties": (Permission.EMPLOYER_REVIEW, Permission.PEOPLE_ADMIN),
        "tie-end": (Permission.EMPLOYER_REVIEW,),
    }
)
