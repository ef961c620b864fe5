"""Words for courses, attendance, results and recognition."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.training.codes import DROP_OUT, REVOKED, SHORTFALL, VOUCHER_CANCELLED

COURSE_KIND = {
    "technical": pgettext_lazy("course", "technical"),
    "language": pgettext_lazy("course", "language"),
    "soft_skills": pgettext_lazy("course", "soft skills"),
    "orientation": pgettext_lazy("course", "orientation"),
    "business": pgettext_lazy("course", "running a business"),
    "cooperative": pgettext_lazy("course", "working in a cooperative"),
    "entrepreneurship": pgettext_lazy("course", "founding a business"),
}
GROUP_STATE = {
    "planned": pgettext_lazy("group", "planned"),
    "open": pgettext_lazy("group", "open"),
    "running": pgettext_lazy("group", "running"),
    "closed": pgettext_lazy("group", "closed"),
}
ENROLMENT = {
    "waiting": pgettext_lazy("enrolment", "on the waiting list"),
    "enrolled": pgettext_lazy("enrolment", "enrolled"),
    "completed": pgettext_lazy("enrolment", "completed"),
    "not_completed": pgettext_lazy("enrolment", "not completed"),
    "left": pgettext_lazy("enrolment", "left"),
}
MARK = {
    "present": pgettext_lazy("attendance", "present"),
    "absent": pgettext_lazy("attendance", "absent"),
    "excused": pgettext_lazy("attendance", "excused"),
    "unknown": pgettext_lazy("attendance", "unknown"),
}
TEST_ANSWER = {
    "yes": pgettext_lazy("test", "passed"),
    "no": pgettext_lazy("test", "failed"),
    "maybe": pgettext_lazy("test", "result unknown"),
}
ATTESTED_BY = {
    "course": pgettext_lazy("method", "a completed course"),
    "test": pgettext_lazy("method", "a passed test"),
    "exam": pgettext_lazy("method", "an exam"),
    "recognition": pgettext_lazy("method", "recognition by an authority"),
    "experience": pgettext_lazy("method", "work during a stay"),
}
MEASURE_OF_TRAINING = {
    "enrolled": pgettext_lazy("count", "enrolled"),
    "attended": pgettext_lazy("count", "attended"),
    "completed": pgettext_lazy("count", "completed"),
    "dropped": pgettext_lazy("count", "left"),
}
VOUCHER = {
    "open": pgettext_lazy("voucher", "can be used"),
    "used": pgettext_lazy("voucher", "used"),
    "expired": pgettext_lazy("voucher", "ran out"),
    "cancelled": pgettext_lazy("voucher", "cancelled"),
}
RECOGNITION = {
    "full": pgettext_lazy("recognition", "recognised in full"),
    "partial": pgettext_lazy("recognition", "recognised in part"),
    "refused": pgettext_lazy("recognition", "refused"),
    "withdrawn": pgettext_lazy("recognition", "withdrawn"),
    "": pgettext_lazy("recognition", "no decision yet"),
}
APPEAL = {
    "": pgettext_lazy("appeal", "the appeal was lodged"),
    "upheld": pgettext_lazy("appeal", "upheld: recognised in full"),
    "dismissed": pgettext_lazy("appeal", "dismissed"),
}
MEASURE = {
    "course": pgettext_lazy("adaptation", "course"),
    "exam": pgettext_lazy("adaptation", "exam"),
    "practice": pgettext_lazy("adaptation", "supervised practice"),
}
VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "course_kind": COURSE_KIND,
    "group_state": GROUP_STATE,
    "group_state_tone": {"planned": "draft", "open": "info", "running": "good", "closed": "neutral"},
    "enrolment": ENROLMENT,
    "enrolment_tone": {
        "waiting": "waits", "enrolled": "info", "completed": "good", "not_completed": "late", "left": "neutral",
    },
    "mark": MARK,
    "test_answer": TEST_ANSWER,
    "drop_out": {code: _(text.template) for code, text in DROP_OUT.items()},
    "shortfall": {code: _(text.template) for code, text in SHORTFALL.items()},
    "revoked": {code: _(text.template) for code, text in REVOKED.items()},
    "attested_by": ATTESTED_BY,
    "measure_of_training": MEASURE_OF_TRAINING,
    "voucher": VOUCHER,
    "voucher_tone": {"open": "good", "used": "info", "expired": "late", "cancelled": "neutral"},
    "voucher_cancelled": {code: _(text.template) for code, text in VOUCHER_CANCELLED.items()},
    "recognition": RECOGNITION,
    "recognition_tone": {"full": "good", "partial": "waits", "refused": "late", "withdrawn": "neutral",
                         "": "info"},
    "measure": MEASURE,
    "appeal": APPEAL,
}  # fmt: skip
