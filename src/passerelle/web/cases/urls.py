"""Addresses of the cases pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.cases.case import case
from passerelle.web.cases.caseload import caseload
from passerelle.web.cases.changes import changes
from passerelle.web.cases.cohort import cohort
from passerelle.web.cases.handed import end_handover, handed, handover
from passerelle.web.cases.handing import hand
from passerelle.web.cases.letters import letter, letters
from passerelle.web.cases.passing import go_on
from passerelle.web.cases.plan import plan
from passerelle.web.cases.record import record
from passerelle.web.cases.remind_many import remind_many
from passerelle.web.cases.reminding import remind_person
from passerelle.web.cases.versions import versions
from passerelle.web.shared.access import routes

urlpatterns = [
    path("cases/", caseload, name="caseload"),
    path("cases/record/", record, name="cases-record"),
    path("cases/hand-over/", hand, name="cases-hand-over"),
    path("cases/plan/", cohort, name="cases-plan"),
    path("cases/handed-over/", handed, name="handovers"),
    path("cases/handed-over/<str:number>/", handover, name="handover"),
    path("cases/handed-over/<str:number>/end/", end_handover, name="handover-end"),
    path("cases/remind/", remind_many, name="cases-remind"),
    path("cases/changes/", changes, name="case-changes"),
    path("cases/<str:number>/", case, name="case"),
    path("cases/<str:number>/plan/", plan, name="case-plan"),
    path("cases/<str:number>/remind/", remind_person, name="case-remind"),
    path("cases/<str:number>/go-on/", go_on, name="case-go-on"),
    path("messages/", letters, name="letters"),
    path("messages/<slug:template>/<slug:code>/<slug:language>/", letter, name="letter"),
    path("schemes/<slug:code>/versions/", versions, name="scheme-versions"),
]

routes(
    {
        "caseload": (Permission.JOURNEY_READ,),
        "cases-record": (Permission.JOURNEY_MOVE,),
        "cases-hand-over": (Permission.CASE_HAND_OVER,),
        "cases-plan": (Permission.JOURNEY_READ,),
        "handovers": (Permission.CASE_HAND_OVER,),
        "handover": (Permission.CASE_HAND_OVER,),
        "handover-end": (Permission.CASE_HAND_OVER,),
        "cases-remind": (Permission.JOURNEY_MOVE,),
        "letters": (Permission.JOURNEY_MOVE,),
        "letter": (Permission.JOURNEY_MOVE,),
        "case-changes": (Permission.JOURNEY_READ,),
        "case": (Permission.JOURNEY_READ,),
        "case-plan": (Permission.JOURNEY_READ,),
        "case-remind": (Permission.JOURNEY_MOVE,),
        "scheme-versions": (Permission.JOURNEY_MOVE,),
        "case-go-on": (Permission.CANDIDATE_WRITE,),
    }
)
