"""The form of an application, made of what its call asks."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.domain.access.actor import Actor
from passerelle.domain.dossiers.files import LARGEST
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.selection.asked import FIELDS, Asked
from passerelle.gateways.documents import Upload
from passerelle.queries.cases.dossiers import Checklist, ItemLine
from passerelle.web.shared.labels import say, say_problem
from passerelle.web.shared.wording import word_for


class ApplicationForm(forms.Form):
    """One field for each thing asked, one for each document; nothing is compulsory while it is written."""

    def __init__(
        self,
        asked: Iterable[Mapping[str, object]],
        *args: Any,
        papers: Checklist | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.asked: list[str] = []
        for one in asked:
            code = str(one["code"])
            self.asked.append(code)
            self.fields[code] = field_for(FIELDS[code], needed=bool(one.get("needed")))
        for line in papers.lines if papers else ():
            if line.state not in ("accepted", "waived"):
                self.fields[f"paper_{line.code}"] = paper_field(line)

    def answers(self) -> dict[str, str]:
        """What was typed, read or not: a draft keeps it as it came."""
        return {code: str(self.data.get(code, "")) for code in self.asked}

    def mark(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field; what belongs to no field stands above the form."""
        for problem in problems:
            self.add_error(problem.column if problem.column in self.fields else None, say_problem(problem))


def paper_field(line: ItemLine) -> forms.FileField:
    """A document as a picture from the phone or a file, with where it stands."""
    word = word_for(line.code, "document")
    label = word if line.needed else _("%(field)s (if you like)") % {"field": word}
    how = _("PDF, PNG or JPEG, at most %(limit)d MB.") % {"limit": LARGEST // 1_000_000}
    if line.has_file:
        how = f"{word_for('handed_in', 'document_help')} {how}"
    if line.state == "sent_back":
        why = word_for(line.reason_code, "document_why") if line.reason_code else ""
        how = " ".join(part for part in (word_for("sent_back", "document_help"), why, line.reason) if part)
    widget = forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"})
    return forms.FileField(label=label, help_text=how, required=False, widget=widget)


def keep_papers(actor: Actor, files: Mapping[str, Any], papers: Checklist | None) -> list[Problem]:
    """Hand in each document that came with a form; the problems of those that cannot be used, by field."""
    found = []
    for line in papers.lines if papers else ():
        file = files.get(f"paper_{line.code}")
        if file is None:
            continue
        try:
            hand_in(actor, line.number, upload=Upload(file.name, file.chunks()))
        except Refused as refused:
            found += [replace(one, column=f"paper_{line.code}") for one in refused.problems]
    return found


def field_for(asked: Asked, *, needed: bool) -> forms.Field:
    """The field of something asked, with its word and how to give it."""
    word = say(asked.word)
    label = word if needed else _("%(field)s (if you like)") % {"field": word}
    if asked.choices:
        choices = [("", "–"), *((one, _("none") if one == "none" else one) for one in asked.choices)]
        return forms.ChoiceField(label=label, help_text=say(asked.how), required=False, choices=choices)
    widget: forms.Widget = forms.TextInput()
    if asked.kind == "long":
        widget = forms.Textarea(attrs={"rows": 5})
    elif asked.kind == "date":
        widget = forms.TextInput(attrs={"type": "date"})
    elif asked.kind in ("number", "occupation"):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.CharField(
        label=label, help_text=say(asked.how), required=False, max_length=4_000, widget=widget
    )
