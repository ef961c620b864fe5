"""What can be done on a page: each deed has a form that opens under its word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise

from passerelle.gateways.documents import Upload
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: its code in the form, its word, its form, what it does, and what is said once it is done."""

    code: str
    word: str | Promise
    form: Callable[..., forms.Form]
    do: Callable[[forms.Form], object]
    said: str
    initial: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """A deed with its form as it stands on the page."""

    deed: Deed
    form: forms.Form
    first: bool

    @property
    def has_file(self) -> bool:
        """Whether the form sends a file."""
        return self.form.is_multipart()


@dataclass(frozen=True, slots=True)
class Offered:
    """The deeds of a page; ``is_done``: one was just done; ``wrong``: the form that was refused."""

    shown: tuple[Shown, ...]
    is_done: bool
    wrong: forms.Form | None

    @property
    def status(self) -> int:
        """The answer's status."""
        return 422 if self.wrong is not None else 200


def offer(request: ActorRequest, deeds: Sequence[Deed]) -> Offered:
    """Show the deeds, and do the one that was sent."""
    sent = request.POST.get("deed", "") if request.method == "POST" else ""
    shown, is_done, wrong = [], False, None
    for first, deed in enumerate(deeds):
        if deed.code == sent:
            form = deed.form(request.POST, request.FILES, auto_id=f"{deed.code}-%s")
            is_done = done(request, form, lambda form=form, deed=deed: deed.do(form), deed.said)  # type: ignore[misc]
            wrong = None if is_done else form
        else:
            form = deed.form(auto_id=f"{deed.code}-%s", initial=deed.initial)
        shown.append(Shown(deed, form, first == 0))
    return Offered(tuple(shown), is_done, wrong)


def upload_of(form: forms.Form) -> Upload | None:
    """The file of a form, when one was sent."""
    file = form.cleaned_data.get("file")
    return Upload(file.name, file.chunks()) if file else None
