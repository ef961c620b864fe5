"""The columns of the lists of groups and vouchers."""

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from passerelle.records.training.models import Voucher
from passerelle.web.shared.access import today
from passerelle.web.shared.lists import ListColumn, Words
from passerelle.web.shared.wording import word_for

GROUP_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Group"), lambda row, words: row.name, link=lambda row: reverse("group", args=[row.number])
    ),
    ListColumn(gettext_lazy("Course"), lambda row, words: row.course.title),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.course.scheme.code.upper()),
    ListColumn(gettext_lazy("State"), lambda row, words: word_for(row.state, "group_state")),
    ListColumn(gettext_lazy("Start"), lambda row, words: row.starts_on),
    ListColumn(gettext_lazy("Seats"), lambda row, words: row.seats, number=True),
    ListColumn(gettext_lazy("Committed posts"), lambda row, words: row.committed, number=True),
    ListColumn(gettext_lazy("Enrolled"), lambda row, words: row.seated, number=True),
    ListColumn(gettext_lazy("Waiting"), lambda row, words: row.waiting, number=True),
    ListColumn(gettext_lazy("Completed"), lambda row, words: row.completed, number=True),
)


def _person(row: Voucher, words: Words) -> str:
    person = row.candidate.person
    return f"{person.family_name.upper()} {person.given_name}".strip()


def _state(row: Voucher, words: Words) -> str:
    return word_for(row.state(today()), "voucher")


def _cancel_word(row: Voucher, words: Words) -> str:
    return gettext("Cancel…") if row.state(today()) == "open" else ""


def _cancel(row: Voucher) -> str:
    return reverse("voucher-cancel", args=[row.number]) if row.state(today()) == "open" else ""


VOUCHER_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(gettext_lazy("Code"), lambda row, words: row.code, code=True),
    ListColumn(gettext_lazy("Person"), _person),
    ListColumn(gettext_lazy("Course"), lambda row, words: row.course.title if row.course else None),
    ListColumn(gettext_lazy("State"), _state),
    ListColumn(gettext_lazy("Worth"), lambda row, words: row.value, number=True),
    ListColumn(gettext_lazy("Currency"), lambda row, words: row.currency or None),
    ListColumn(gettext_lazy("Who pays"), lambda row, words: row.payer or None),
    ListColumn(gettext_lazy("Given on"), lambda row, words: row.issued_on),
    ListColumn(gettext_lazy("Last day"), lambda row, words: row.expires_on),
    ListColumn(gettext_lazy("Used on"), lambda row, words: row.used_on),
    ListColumn(gettext_lazy("Used in"), lambda row, words: row.used_for.group.name if row.used_for else None),
)
CANCEL_COLUMN = ListColumn(gettext_lazy("What to do"), _cancel_word, link=_cancel)
