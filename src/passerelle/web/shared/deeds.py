"""One page, several forms: each deed has a form, and what it does when it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise

from passerelle.domain.kernel.text import Text
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.labels import say


@dataclass(frozen=True, slots=True)
class Deed:
    """A form with its words and what it does; ``do`` is given the cleaned facts."""

    word: Promise | str  # empty where the page has its own
    form: Callable[..., Form]
    do: Callable[[dict[str, Any]], object]
    said: Promise | str
    # What is kept already: a form that replaces everything opens with it, so that nothing is lost unseen.
    kept: Mapping[str, Any] = field(default_factory=dict)


# A deed of a page that has its own words.
Worded = partial(Deed, "")
Show = Callable[[Mapping[str, Form], int], HttpResponse]


@dataclass(slots=True)
class Answered:
    """The forms as they are shown, each with its word; ``wrong``: the one that was sent and refused."""

    forms: dict[str, tuple[str, Form]] = field(default_factory=dict)
    wrong: Form | None = None
    is_done: bool = False
    is_offered: bool = True  # whether what was sent can be done now

    @property
    def status(self) -> int:
        """The answer's status."""
        return 422 if self.wrong or not self.is_offered else 200


def answer(request: ActorRequest, deeds: Mapping[str, Deed]) -> Answered:
    """Do what was sent, or show it again with what stands in the way."""
    found = Answered()
    sent = request.POST.get("deed", "") if request.method == "POST" else ""
    for name, deed in deeds.items():
        given = (request.POST, request.FILES) if name == sent else ()
        form = deed.form(*given, auto_id=f"{name}-%s", initial=deed.kept)
        found.forms[name] = (str(deed.word), form)
        if name == sent:
            found.is_done = _sent(request, deed, form)
            found.wrong = None if found.is_done else form
    if request.method == "POST" and sent not in deeds:
        found.is_offered = False
        words = (Text("This is not possible now."), Text("Open the page again."))
        messages.error(request, " ".join(say(one) for one in words))
    return found


def with_deeds(request: ActorRequest, deeds: Mapping[str, Deed], show: Show) -> HttpResponse:
    """Show the page with its forms; or do the one deed that was sent and come back here."""
    if request.method == "POST" and request.POST.get("deed", "") not in deeds:
        raise Http404
    found = answer(request, deeds)
    if found.is_done:
        return HttpResponseRedirect(request.get_full_path())
    return show({name: form for name, (_word, form) in found.forms.items()}, found.status)


def _sent(request: ActorRequest, deed: Deed, form: Form) -> bool:
    return done(request, form, lambda: deed.do(dict(form.cleaned_data)), str(deed.said))
