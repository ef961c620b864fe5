"""One page, several forms: each deed has a form, and what it does when it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.utils.functional import Promise

from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done


@dataclass(frozen=True, slots=True)
class Deed:
    """A form with its words and what it does; ``do`` is given the cleaned facts."""

    word: Promise | str
    form: Callable[..., Form]
    do: Callable[[dict[str, Any]], object]
    said: Promise | str
    # What is kept already: a form that replaces everything opens with it, so that nothing is lost unseen.
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Answered:
    """The forms as they are shown, each with its word; ``wrong``: the one that was sent and refused."""

    forms: dict[str, tuple[str, Form]] = field(default_factory=dict)
    wrong: Form | None = None
    is_done: bool = False

    @property
    def status(self) -> int:
        """The answer's status."""
        return 422 if self.wrong else 200


def answer(request: ActorRequest, deeds: Mapping[str, Deed]) -> Answered:
    """Do what was sent, or show it again with what stands in the way."""
    found = Answered()
    sent = request.POST.get("deed", "") if request.method == "POST" else ""
    for name, deed in deeds.items():
        form = deed.form(request.POST if name == sent else None, auto_id=f"{name}-%s", initial=deed.kept)
        found.forms[name] = (str(deed.word), form)
        if name == sent:
            found.is_done = _sent(request, deed, form)
            found.wrong = None if found.is_done else form
    return found


def _sent(request: ActorRequest, deed: Deed, form: Form) -> bool:
    return done(request, form, lambda: deed.do(dict(form.cleaned_data)), str(deed.said))
