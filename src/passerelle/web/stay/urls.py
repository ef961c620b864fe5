"""Addresses of placements and of the person's own page on them."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.shared.access import routes
from passerelle.web.stay import at_home, own, page, placements

urlpatterns = [
    path("stays/", placements.stays, name="stays"),
    path("stays/<str:number>/", page.stay, name="stay"),
    path("cases/<str:number>/job-at-home/", at_home.home_job, name="home-job"),
    path("me/stay/", own.own_stay, name="own-stay"),
]

routes(
    {
        "stays": (Permission.STAY_READ,),
        "stay": (Permission.STAY_READ,),
        "home-job": (Permission.JOURNEY_MOVE,),
        "own-stay": (Permission.OWN_READ,),
    }
)
