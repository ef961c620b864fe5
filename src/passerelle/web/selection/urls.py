"""Addresses of the selection pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.selection import calls, contests, rounds
from passerelle.web.shared.access import routes

urlpatterns = [
    path("selection/calls/", calls.calls, name="calls-kept"),
    path("selection/calls/new/", calls.new, name="call-new"),
    path("selection/calls/<str:number>/", calls.call, name="call-kept"),
    path("selection/calls/<str:number>/screen/", calls.screened, name="call-screen"),
    path("selection/calls/<str:number>/publish/", calls.publish, name="call-publish"),
    path("selection/calls/<str:number>/close/", calls.close, name="call-close"),
    path("selection/calls/<str:number>/interviews/", rounds.new, name="round-new"),
    path("selection/vacancies/<str:number>/interviews/", rounds.new, name="round-new-vacancy"),
    path("selection/groups/<str:number>/interviews/", rounds.new, name="round-new-group"),
    path("selection/rounds/", rounds.rounds, name="rounds"),
    path("selection/rounds/<str:number>/", rounds.one, name="round"),
    path("selection/rounds/<str:number>/invite/", rounds.invite, name="round-invite"),
    path("selection/rounds/<str:number>/declare/", rounds.declared, name="round-declare"),
    path("selection/rounds/<str:number>/rank/", rounds.rank, name="round-rank"),
    path("selection/interviews/<str:number>/", rounds.sheet, name="interview-sheet"),
    path("selection/interviews/<str:number>/absent/", rounds.absent, name="interview-absent"),
    path("selection/contests/", contests.contests, name="contests-kept"),
    path("selection/contests/<str:number>/", contests.contest, name="contest-kept"),
    path("selection/contests/<str:number>/replay/", contests.replayed, name="contest-replay"),
    path("selection/contests/<str:number>/decide/", contests.decided, name="contest-decide"),
    path("selection/contests/<str:number>/lapse/", contests.lapsed, name="contest-lapse"),
]

routes(
    {
        "calls-kept": (Permission.SELECTION_READ,),
        "call-new": (Permission.SELECTION_WRITE,),
        "call-kept": (Permission.SELECTION_READ,),
        "call-screen": (Permission.SELECTION_WRITE,),
        "call-publish": (Permission.SELECTION_WRITE,),
        "call-close": (Permission.SELECTION_WRITE,),
        "round-new": (Permission.SELECTION_WRITE,),
        "round-new-vacancy": (Permission.SELECTION_WRITE,),
        "round-new-group": (Permission.SELECTION_WRITE,),
        "rounds": (Permission.SELECTION_READ,),
        "round": (Permission.SELECTION_READ,),
        "round-invite": (Permission.SELECTION_WRITE,),
        "round-declare": (Permission.SELECTION_READ,),
        "round-rank": (Permission.SELECTION_WRITE,),
        "interview-sheet": (Permission.SELECTION_READ,),
        "interview-absent": (Permission.SELECTION_WRITE,),
        "contests-kept": (Permission.SELECTION_READ,),
        "contest-kept": (Permission.SELECTION_READ,),
        "contest-replay": (Permission.CONTEST_DECIDE,),
        "contest-decide": (Permission.CONTEST_DECIDE,),
        "contest-lapse": (Permission.CONTEST_DECIDE,),
    }
)
