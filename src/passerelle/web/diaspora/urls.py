"""Addresses of the diaspora register."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.diaspora import views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("diaspora/", views.register, name="diaspora"),
    path("diaspora/<str:number>/", views.supporter, name="supporter"),
    path("diaspora/<str:number>/act/", views.act, name="supporter-act"),
    path("me/plan/introductions/<str:number>/", views.own_answer, name="own-introduction"),
]

routes(
    {
        "diaspora": (Permission.DIASPORA_READ,),
        "supporter": (Permission.DIASPORA_READ,),
        "supporter-act": (Permission.DIASPORA_WRITE,),
        "own-introduction": (Permission.OWN_ACT,),
    }
)
