"""The questions of the survey of reintegration, for the person's own link and for who writes her words down."""

from django import forms
from django.utils.translation import gettext as _

from passerelle.domain.followups.instrument import ANSWERS, CURRENT, NOT_SAID
from passerelle.web.shared.labels import say


class QuestionsForm(forms.Form):
    """Every question of the instrument; any of them may stay open."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for question in CURRENT.questions:
            codes = (*question.values, NOT_SAID)
            self.fields[question.code] = forms.ChoiceField(
                label=say(question.wording),
                choices=[("", self.open_word()), *((code, say(ANSWERS[code])) for code in codes)],
                required=False,
            )

    def open_word(self) -> str:
        """How a question that stays open reads."""
        return _("I leave this open")

    def answers(self) -> dict[str, str]:
        """What was said, by question."""
        return {one.code: self.cleaned_data.get(one.code, "") for one in CURRENT.questions}
