"""Sign in with a phone number, or apply to an open call with it: a code comes to the phone."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from passerelle.actions.calls.begin import begin_by_phone
from passerelle.actions.people.phone_codes import ask_code, use_code
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.people.accounts import account_of_phone
from passerelle.web.public.forms import CodeForm, PhoneForm, marked
from passerelle.web.shared.access import today
from passerelle.web.shared.labels import say_all

BACKEND = "django.contrib.auth.backends.ModelBackend"
ASKED = "phone_asked"  # session: {"phone", "call"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code; the answer never tells whether the number is known."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if send_code(request, form.cleaned_data["phone"]):
            return redirect("phone-code")
        form.add_error(None, too_many())
        return _page(request, form, 429)
    return _page(request, form, 422 if request.method == "POST" else 200)


def _page(request: HttpRequest, form: PhoneForm, status: int) -> HttpResponse:
    return render(request, "public/phone.html", {"form": form}, status=status)


def send_code(request: HttpRequest, phone: str, call: str = "") -> bool:
    """Send a code and remember for what; false when too many were asked for."""
    language = get_language() or "en"
    address = request.META.get("REMOTE_ADDR", "")
    sent = ask_code(phone, address=address, now=timezone.now(), language=language, is_new=bool(call))
    if sent:
        request.session[ASKED] = {"phone": phone, "call": call}
    return sent


def too_many() -> str:
    """Said alike for every number."""
    return _("Too many codes were asked for. Wait an hour, then try again.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
def enter(request: HttpRequest) -> HttpResponse:
    """The code opens the account; with a call it begins the application, and an account where none is."""
    asked = request.session.get(ASKED)
    if not asked:
        return redirect("phone-sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = request.META.get("REMOTE_ADDR", "")
        if use_code(asked["phone"], form.cleaned_data["code"], address=address, now=timezone.now()):
            answer = _open(request, asked["phone"], asked["call"], form)
            if answer is not None:
                return answer
        else:
            form.add_error("code", _("This code is wrong or no longer holds. Ask for a new one."))
    context = {"form": form, "phone": asked["phone"]}
    return render(request, "public/code.html", context, status=422 if form.is_bound else 200)


def _open(request: HttpRequest, phone: str, call: str, form: CodeForm) -> HttpResponse | None:
    if not call:
        user = account_of_phone(phone)
        if user is None:
            marked(form, [_("This code is wrong or no longer holds. Ask for a new one.")])
            return None
        login(request, user, backend=BACKEND)
        return redirect("own-applications")
    try:
        begun = begin_by_phone(call, phone=phone, on=today(), language=get_language() or "en")
    except Refused as refused:
        marked(form, say_all(refused.problems))
        return None
    login(request, begun.user, backend=BACKEND)
    return HttpResponseRedirect(reverse("own-application", args=[begun.application]))
