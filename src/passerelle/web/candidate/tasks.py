"""The list of tasks in words: what is asked, by when, and one button for each."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from passerelle.actions.steps.papers.links import token_from
from passerelle.queries.own.asked import Task
from passerelle.web.shared.labels import day
from passerelle.web.shared.wording import word_for

# On these days something takes place; the others are the last days of a term.
TAKES_PLACE = frozenset({"attend", "slot", "course", "appointment"})
PAGES = {
    "choose": "own-interviews",
    "slot": "own-interviews",
    "attend": "own-interviews",
    "course": "own-courses",
    "appointment": "own-permits",
    "pay": "own-work",
    "inspectorate": "own-work",
    "kept_place": "own-results",
    "helper": "own-helpers",
    "plan_end": "own-end",
    "invitation": "own-alumni",
    "arrival": "own-stay",
    "start": "own-stay",
}
# Of several plans the one that is meant is opened.
OF_A_PLAN = frozenset({"agree_plan", "plan_step", "introduction"})
WITH_NUMBER = {"sign": "paper", "apply": "own-application", "contest": "own-contest"}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as the page shows it."""

    said: str
    about: str
    when: str
    late: bool
    button: str
    url: str


def task_line(task: Task, *, today: date) -> TaskLine:
    """A task in the person's language."""
    said = word_for(task.kind, "task")
    if task.kind == "step":
        said = _("Next step: %(step)s") % {"step": word_for(task.event, "event")}
    about = _papers(task) if task.kind == "hand_in" else task.about
    return TaskLine(
        said=said,
        about=" · ".join(part for part in (about, task.scheme) if part),
        when=_when(task),
        late=task.due is not None and task.due < today,
        button=word_for(task.kind, "task_button"),
        url=_address(task),
    )


def _papers(task: Task) -> str:
    labels = task.paper_labels or {}
    return ", ".join(labels.get(code) or word_for(code, "document") for code in task.papers)


def _when(task: Task) -> str:
    if task.at is not None:
        return _("on %(time)s") % {"time": date_format(localtime(task.at), "DATETIME_FORMAT")}
    if task.due is None:
        return _("no term is set")
    form = _("on %(day)s") if task.kind in TAKES_PLACE else _("until %(day)s")
    return form % {"day": day(task.due)}


def _address(task: Task) -> str:
    if task.kind in PAGES:
        return reverse(PAGES[task.kind])
    if task.kind in WITH_NUMBER:
        return reverse(WITH_NUMBER[task.kind], args=[task.number])
    if task.kind in OF_A_PLAN:
        return f"{reverse('own-plan')}?plan={task.number}"
    if task.kind == "wave":
        return reverse("link", args=[token_from(task.number)])
    if task.kind == "hand_in":
        return f"{reverse('own-documents')}#{task.number}"
    return f"#{task.number}"  # answered further down on the same page
