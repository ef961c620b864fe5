"""Signing and refusing."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    """The name typed, and the box that says the text was read."""

    typed = forms.CharField(
        label=_("Type your full name"), max_length=240, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    confirmed = forms.BooleanField(label=_("I have read the text and I agree to it"), required=False)


class RefuseForm(forms.Form):
    """Why somebody refuses."""

    reason = forms.CharField(
        label=_("Why do you refuse?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
