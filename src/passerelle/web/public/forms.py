"""The forms of sign-in: by e-mail address and password, or by a phone number and a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.kernel.phones import read_phone


class SignInForm(forms.Form):
    """An e-mail address and a password."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class PhoneForm(forms.Form):
    """A phone number with its country."""

    phone = forms.CharField(
        label=_("Phone number"),
        help_text=_("With the country code, such as +212 612 345 678."),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}),
    )

    def clean_phone(self) -> str:
        """The number in its one spelling."""
        phone = read_phone(self.cleaned_data["phone"])
        if phone is None:
            raise forms.ValidationError(_("Write the number with + and the country code."))
        return phone


class CodeForm(forms.Form):
    """The code that came to the phone."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits. It holds for ten minutes."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )

    def clean_code(self) -> str:
        """Digits of any script, without spaces."""
        typed = "".join(self.cleaned_data["code"].split())
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in typed)


def marked(form: forms.Form, lines: list[str]) -> Any:
    """The form with what is wrong above it."""
    for line in lines:
        form.add_error(None, line)
    return form
