"""Planning courses and their groups."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.domain.classifications.cefr import LEVELS
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.queries.training.training import course_in_scope, courses
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.wording import VOCABULARIES
from passerelle.web.training.form_page import Asking, DoorForm, ask, day_box

DAY = day_box()


@require_safe
def course_list(request: ActorRequest) -> HttpResponse:
    """Courses in scope; each leads to planning a group."""
    staffed = request.actor.schemes(Permission.TRAINING_WRITE, reach=[Reach.SCHEME])
    may_plan = staffed is None or bool(staffed)
    return render(request, "training/courses.html", {"courses": courses(request.actor), "may_plan": may_plan})


class CourseForm(DoorForm):
    """What a course teaches and what completes it."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    skills = forms.CharField(
        label=gettext_lazy("Skills taught (ESCO addresses)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line; they enter the profile of whoever completes the course."),
    )
    language = forms.CharField(label=gettext_lazy("Language taught (code)"), required=False, max_length=3)
    level = forms.ChoiceField(
        label=gettext_lazy("Level it leads to"),
        required=False,
        choices=[("", "–"), *((one, one) for one in LEVELS)],
    )
    hours = forms.IntegerField(label=gettext_lazy("Hours"), required=False, min_value=1, max_value=10_000)
    minimum_attendance = forms.IntegerField(
        label=gettext_lazy("Sessions to attend, in percent"), required=False, min_value=0, max_value=100
    )
    asks_test = forms.BooleanField(label=gettext_lazy("A passed test is needed"), required=False, initial=True)
    valid_months = forms.IntegerField(
        label=gettext_lazy("Its certificate holds for so many months"),
        required=False,
        min_value=1,
        max_value=600,
    )
    provider = forms.CharField(
        label=gettext_lazy("Number of the training provider"), required=False, max_length=24
    )

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scheme"].choices = [(code, code.upper()) for code in schemes]  # type: ignore[attr-defined]
        self.fields["kind"].choices = list(VOCABULARIES["course_kind"].items())  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def course_new(request: ActorRequest) -> HttpResponse:
    """A new course."""
    form = CourseForm(request.POST or None, schemes=scheme_codes(request.actor, Permission.TRAINING_WRITE))

    def deed(answers: dict[str, Any]) -> str:
        scheme, skills = answers.pop("scheme"), tuple(answers.pop("skills").split())
        number = plan_course(request.actor, scheme, CourseFacts(skills=skills, **answers), key=key_of(request))
        return reverse("group-new", args=[number])

    asking = Asking(_("Plan a course"), _("Keep the course"), _("Kept."), reverse("courses"))
    return ask(request, form, asking, deed)


class GroupForm(DoorForm):
    """When, where, how many."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    seats = forms.IntegerField(label=gettext_lazy("Seats"), min_value=1, max_value=10_000)
    starts_on = forms.DateField(label=gettext_lazy("First day"), required=False, widget=DAY)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=DAY)
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    trainer = forms.CharField(label=gettext_lazy("Trainer"), required=False, max_length=120)
    abroad = forms.BooleanField(
        label=gettext_lazy("Held abroad, during the stay"),
        required=False,
        help_text=gettext_lazy("Only people who have arrived can take part; posts are not asked for."),
    )
    vacancy = forms.CharField(
        label=gettext_lazy("Number of the seat vacancy"),
        required=False,
        max_length=24,
        help_text=gettext_lazy("When people are admitted to the group by matching."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: ActorRequest, number: str) -> HttpResponse:
    """A new group of a course."""
    course = course_in_scope(request.actor, number)

    def deed(answers: dict[str, Any]) -> str:
        made = plan_group(request.actor, number, GroupFacts(**answers), key=key_of(request))
        return reverse("group", args=[made])

    title = _("Plan a group of %(course)s") % {"course": course.title}
    asking = Asking(title, _("Keep the group"), _("Kept."), reverse("courses"))
    return ask(request, GroupForm(request.POST or None), asking, deed)
