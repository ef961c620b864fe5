"""Addresses of alumni."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.alumni import views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("me/later/", views.own, name="own-alumni"),
    path("me/later/<str:number>/no/", views.say_no, name="own-invitation-no"),
    path("alumni/", views.pool, name="alumni"),
    path("alumni/calls/<str:number>/", views.call_pool, name="alumni-call"),
]

routes(
    {
        "own-alumni": (Permission.OWN_ACT,),
        "own-invitation-no": (Permission.OWN_ACT,),
        "alumni": (Permission.ALUMNI_READ,),
        "alumni-call": (Permission.SELECTION_WRITE,),
    }
)
