"""The columns of the list of groups."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from passerelle.web.shared.lists import ListColumn
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
