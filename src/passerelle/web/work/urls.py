"""Addresses of pay, flags and the worker's own page on work."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.shared.access import routes
from passerelle.web.work import flags, months, own, upload

urlpatterns = [
    path("pay/", months.pay, name="pay"),
    path("pay/file/", upload.pay_file, name="pay-file"),
    path("pay/file/keep/", upload.keep, name="pay-keep"),
    path("pay/template/", upload.template, name="pay-template"),
    path("pay/<str:month>/", months.month, name="pay-month"),
    path("work-flags/", flags.flags, name="work-flags"),
    path("work-flags/<str:number>/", flags.flag, name="work-flag"),
    path("me/work/", own.own_work_page, name="own-work"),
    path("me/work/<str:number>/choice/", own.choose, name="own-work-choice"),
]

routes(
    {
        "pay": (Permission.WORK_READ,),
        "pay-file": (Permission.WORK_WRITE,),
        "pay-keep": (Permission.WORK_WRITE,),
        "pay-template": (Permission.WORK_WRITE,),
        "pay-month": (Permission.WORK_READ,),
        "work-flags": (Permission.WORK_FLAG,),
        "work-flag": (Permission.WORK_FLAG,),
        "own-work": (Permission.OWN_READ,),
        "own-work-choice": (Permission.OWN_ACT,),
    }
)
