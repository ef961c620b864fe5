"""The person's agreement, and the pool as later schemes see it."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.alumni.agree import agree, take_back
from passerelle.queries.alumni import alumni, own_agreement
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.known_facts import listed
from passerelle.web.shared.naming import names_for

PER_PAGE = 50
WORDING = gettext_lazy(
    "I agree that later schemes may find my occupations, skills, languages and region. They do not see my name "
    "or address until I say yes to a message. I can take this back on any day, and it is then blank at once."
)


class AlumniFilter(forms.Form):
    """Codes as they begin."""

    occupation = forms.CharField(
        label=gettext_lazy("Occupation (ISCO-08 or ESCO)"), required=False, max_length=120
    )
    skill = forms.CharField(label=gettext_lazy("Skill (ESCO)"), required=False, max_length=120)
    language = forms.CharField(label=gettext_lazy("Language"), required=False, max_length=8)
    region = forms.CharField(label=gettext_lazy("Region"), required=False, max_length=12)


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    """Agree, renew the profile, or take it back."""
    if request.method == "POST":
        if "back" in request.POST:
            take_back(request.actor)
            messages.success(request, _("It is taken back. Your profile for later schemes is blank."))
        else:
            agree(request.actor, str(WORDING), key=key_of(request))
            messages.success(request, _("Thank you. Later schemes can find your profile without your name."))
        return HttpResponseRedirect(reverse("own-alumni"))
    context = {
        "mine": own_agreement(request.actor),
        "wording": WORDING,
        "trail": [(reverse("own-page"), _("My page"))],
    }
    return render(request, "alumni/own.html", context)


@require_safe
def pool(request: ActorRequest) -> HttpResponse:
    """People who agreed, under pseudonyms."""
    form = AlumniFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(alumni(request.actor, **chosen), PER_PAGE).get_page(request.GET.get("page"))
    names = names_for("", [code for one in page for code in (*one.occupations, *one.skills)])
    lines = [(one, listed(one.occupations, names), listed(one.skills, names)) for one in page]
    return render(request, "alumni/pool.html", {"page": page, "lines": lines, "filter": form})
