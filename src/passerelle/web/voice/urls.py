"""Addresses of the confidential channel."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.shared.access import OPEN, routes
from passerelle.web.voice import hearing, own, paper

urlpatterns = [
    path("me/voice/", own.own_voice, name="own-voice"),
    path("me/voice/<str:number>/", own.own_deed, name="own-voice-deed"),
    path("voice/paper/", paper.form, name="voice-paper"),
    path("grievances/", hearing.grievances, name="grievances"),
    path("grievances/new/", hearing.write_down, name="grievance-new"),
    path("grievances/<str:number>/", hearing.grievance, name="grievance"),
]

routes(
    {
        "own-voice": (Permission.OWN_READ,),
        "own-voice-deed": (Permission.OWN_ACT,),
        "voice-paper": OPEN,
        "grievances": (Permission.GRIEVANCE_READ,),
        "grievance-new": (Permission.GRIEVANCE_ACT,),
        "grievance": (Permission.GRIEVANCE_READ,),
    }
)
