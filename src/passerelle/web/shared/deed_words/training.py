"""Deeds of courses and of the recognition of qualifications."""

from django.utils.translation import gettext_lazy as _

TRAINING = {
    "course.plan": _("a course was planned"),
    "group.plan": _("a group of a course was planned"),
    "group.open": _("a group was opened for enrolment"),
    "group.enrol": _("people were enrolled in a group"),
    "group.begin": _("a group began"),
    "group.attend": _("attendance in a group was recorded"),
    "group.results": _("results of a group were recorded"),
    "group.leave": _("a group was left"),
    "group.close": _("a group was closed"),
    "recognition.open": _("a file of a recognition was begun"),
    "recognition.change": _("a file of a recognition was changed"),
    "recognition.start": _("the authority got the complete file"),
    "recognition.stop": _("the authority asked for a paper and stopped its clock"),
    "recognition.resume": _("the clock of the authority runs again"),
    "recognition.decide": _("the outcome of a recognition was recorded"),
    "recognition.appeal": _("an appeal about a recognition was recorded"),
    "recognition.deficits": _("what the authority found missing was recorded"),
    "recognition.measure": _("a measure to make up for what is missing was added"),
    "recognition.measure_done": _("a measure to make up for what is missing was done"),
    "attestation.revoke": _("an attestation was revoked"),
    "voucher.issue": _("a voucher was given"),
    "voucher.use": _("a voucher was used"),
    "voucher.cancel": _("a voucher was cancelled"),
}
