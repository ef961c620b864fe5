"""Addresses of the training pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.shared.access import SIGNED_IN, routes
from passerelle.web.training import (
    dossiers,
    figures,
    groups,
    planning,
    recognition,
    records,
    revoking,
    vouchers,
)

urlpatterns = [
    path("dossiers/<str:number>/", dossiers.dossier, name="dossier"),
    path("documents/<str:number>/", dossiers.document, name="document"),
    path("documents/<str:number>/hand-in/", dossiers.hand_in_document, name="document-hand-in"),
    path("documents/<str:number>/review/", dossiers.review, name="document-review"),
    path("training/figures/", figures.training_figures_page, name="training-figures"),
    path("courses/", planning.course_list, name="courses"),
    path("courses/new/", planning.course_new, name="course-new"),
    path("courses/<str:number>/groups/new/", planning.group_new, name="group-new"),
    path("courses/<str:number>/vouchers/new/", vouchers.issue, name="voucher-issue"),
    path("vouchers/", vouchers.voucher_list, name="vouchers"),
    path("vouchers/<str:number>/cancel/", vouchers.cancel, name="voucher-cancel"),
    path("groups/<str:number>/vouchers/use/", vouchers.use, name="voucher-use"),
    path("attestations/<str:number>/revoke/", revoking.revoke, name="attestation-revoke"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<str:number>/", groups.group, name="group"),
    path("groups/<str:number>/open/", groups.open_, name="group-open"),
    path("groups/<str:number>/begin/", groups.begin, name="group-begin"),
    path("groups/<str:number>/close/", groups.close, name="group-close"),
    path("groups/<str:number>/enrol/", groups.enrol_people, name="group-enrol"),
    path("groups/<str:number>/attendance/", records.attendance, name="group-attendance"),
    path("groups/<str:number>/attendance/sheet/", records.attendance_sheet, name="group-attendance-sheet"),
    path("groups/<str:number>/results/", records.results, name="group-results"),
    path("groups/<str:number>/results/sheet/", records.result_sheet, name="group-result-sheet"),
    path("groups/<str:number>/sheets/<slug:code>/", records.sheet, name="group-sheet"),
    path("recognition/", recognition.files, name="recognitions"),
    path("recognition/<str:number>/", recognition.file, name="recognition"),
    path("recognition/<str:number>/edit/", recognition.file_edit, name="recognition-edit"),
    path("recognition/<str:number>/start/", recognition.start, name="recognition-start"),
    path("recognition/<str:number>/stop/", recognition.stop, name="recognition-stop"),
    path("recognition/<str:number>/resume/", recognition.resume, name="recognition-resume"),
    path("recognition/<str:number>/deficits/", recognition.deficits, name="recognition-deficits"),
    path("recognition/<str:number>/measure/", recognition.measure_new, name="recognition-measure"),
    path("recognition/<str:number>/decision/", recognition.decision, name="recognition-decision"),
    path("recognition/<str:number>/appeal/", recognition.appeal_file, name="recognition-appeal"),
    path("measures/<str:number>/", recognition.measure, name="measure-done"),
    path("candidates/<str:number>/recognition/", recognition.file_new, name="recognition-new"),
    path("enrolments/<str:number>/leave/", groups.leave_group, name="enrolment-leave"),
]

FILES = (Permission.RECOGNITION_READ,)
CHANGE = (Permission.RECOGNITION_WRITE,)
READ, WRITE = (Permission.TRAINING_READ,), (Permission.TRAINING_WRITE,)
# Which dossiers one sees follows from the records they are about.
routes(
    {
        "dossier": SIGNED_IN,
        "document": SIGNED_IN,
        "document-hand-in": SIGNED_IN,
        "document-review": SIGNED_IN,
        "courses": READ,
        "course-new": WRITE,
        "group-new": WRITE,
        "training-figures": (Permission.AGGREGATE_READ,),
        "voucher-issue": WRITE,
        "vouchers": READ,
        "voucher-cancel": WRITE,
        "voucher-use": WRITE,
        "attestation-revoke": WRITE,
        "groups": READ,
        "group": READ,
        "group-open": WRITE,
        "group-begin": WRITE,
        "group-close": WRITE,
        "group-enrol": WRITE,
        "group-attendance": WRITE,
        "group-attendance-sheet": WRITE,
        "group-results": WRITE,
        "group-result-sheet": WRITE,
        "group-sheet": WRITE,
        "recognitions": FILES,
        "recognition": FILES,
        "recognition-edit": CHANGE,
        "recognition-start": CHANGE,
        "recognition-stop": CHANGE,
        "recognition-resume": CHANGE,
        "recognition-deficits": CHANGE,
        "recognition-measure": CHANGE,
        "recognition-decision": CHANGE,
        "recognition-appeal": CHANGE,
        "measure-done": CHANGE,
        "recognition-new": CHANGE,
        "enrolment-leave": (Permission.TRAINING_WRITE, Permission.OWN_ACT),
    }
)
