"""Sign in, sign out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.people.sign_in import may_try, note_failure, note_success
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.people.actors import actor_of
from passerelle.web.public.forms import SignInForm
from passerelle.web.shared.access import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in; the answer never tells whether an address is known."""
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not may_try(email, now=timezone.now()):
            form.add_error(None, _("Too many tries for this address. Wait 15 minutes, then try again."))
            status = 429
        elif user := authenticate(request, username=email, password=form.cleaned_data["password"]):
            note_success(email)
            login(request, user)
            return HttpResponseRedirect(_next(request) or reverse(_home(actor_of(user, on=today()))))
        else:
            note_failure(email, now=timezone.now())
            form.add_error(
                None, _("This address and password do not belong together. Check both and try again.")
            )
    return render(
        request, "public/sign_in.html", {"form": form, "next": request.GET.get("next", "")}, status=status
    )


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


def _home(actor: Actor) -> str:
    """Where a day begins: for an employer with the people referred, for all others with the portfolio."""
    employs = actor.may(Permission.REFERRAL_READ) and not actor.may(Permission.CANDIDATE_READ)
    return "referrals" if employs else "portfolio"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the visit."""
    logout(request)
    return redirect("sign-in")
