"""How the person wants to be told: channel and language, and the last message."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.choose_reach import choose_reach
from passerelle.actions.people.record_read import record_read
from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.messages import Letter
from passerelle.actions.queue.wordings import own_wording
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.own.reach import OwnReach, own_reach
from passerelle.records.outbox.models import Message
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.shared.wording import word_for


class ReachForm(forms.Form):
    """One channel among those with an address, and one language."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How shall we tell you?"), required=False, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=gettext_lazy("In which language?"), choices=settings.LANGUAGES)

    def __init__(self, mine: OwnReach, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        ways = [(one, word_for(one, "own_channel")) for one in mine.ways]
        self.fields["channel"].choices = [("", _("By whatever address is known")), *ways]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: ActorRequest) -> HttpResponse:
    """Choose, and read what was told last."""
    mine = own_reach(request.actor)
    start = {"channel": mine.person.channel, "language": mine.person.language or translation.get_language()}
    form = ReachForm(mine, request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            choose_reach(request.actor, **form.cleaned_data, version=version_of(request), key=key_of(request))
        except Refused as refused:
            for problem in refused.problems:
                column = problem.column if problem.column in form.fields else None
                form.add_error(column, say_problem(problem))
        else:
            messages.success(request, _("Kept. From now on you are told in this way."))
            return redirect("own-reach")
    record_read(request.actor, "own", [mine.person.number], scheme_code="", purpose=Purpose.ACCOUNT)
    context = {
        "title": _("How you are told"),
        "trail": [(reverse("own-page"), _("My page"))],
        "form": form,
        "mine": mine,
        "letter": letter_of(mine.last) if mine.last else None,
    }
    return render(request, "candidate/room_reach.html", context, status=422 if form.errors else 200)


def letter_of(message: Message) -> Letter | None:
    """The message as it reads; a link in it was for that message alone and is not shown again."""
    facts = {name: value for name, value in message.facts.items() if name != "link"}
    try:
        own = own_wording(message.scheme_code, facts, message.template, message.language)
        return compose(message.template, facts, message.language, own)
    except KeyError:
        return None
