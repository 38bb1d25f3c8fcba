"""Signing in: one field, a code by mail, and in; newcomers and members alike. The steps are django-allauth's."""

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wholeroom.web.people import actions, limits
from wholeroom.web.people.forms import CodeForm, SignInForm
from wholeroom.web.people.models import plain_address
from wholeroom.web.people.passkeys import availability

MINUTES = 15
CODES_TO_ONE_ADDRESS = 5
CODES_FOR_ONE_BROWSER = 10
CODES_IN_ALL = 600
DAY = 24 * 3600
WORDS_WAIT = "words_wait"  # in the session of who wrote something before they signed in


class SignIn(RequestLoginCodeView):
    template_name = "people/sign-in.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """Whoever comes back wants to put the address right, or another code."""

    def form_valid(self, form: SignInForm) -> HttpResponse:
        address = plain_address(form.cleaned_data["email"])
        refusal = too_many_codes(self.request, address)
        if refusal:
            form.add_error("email", refusal)
            return self.form_invalid(form, status=429)
        if self.request.session.is_empty():
            self.request.session.set_expiry(DAY)  # nothing but an unfinished sign-in is in it yet
        form.cleaned_data["email"] = address
        form._user = actions.begin_sign_in(email=address)
        return super().form_valid(form)

    def form_invalid(self, form: SignInForm, status: int = 400) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **values: object) -> dict[str, object]:
        sign_on = {"sign_on": settings.SIGN_ON_NAME, "sign_on_address": self.sign_on_address()}
        passkeys = {
            "passkeys_are_there": availability.are_there(self.request),
            "passkey_address": self.passthrough_next_url(reverse("people:passkey-sign-in")),
        }
        return {**super().get_context_data(**values), **sign_on, **passkeys}

    def sign_on_address(self) -> str:
        return self.passthrough_next_url(reverse("openid_connect_login", args=[settings.SIGN_ON_ID]))


def too_many_codes(request: HttpRequest, address: str) -> str:
    """Why no code is sent, if so: by address, by browser and in all, the same whether the address is known or not."""
    seconds = MINUTES * 60
    if not limits.allow("code by address", address, most=CODES_TO_ONE_ADDRESS, seconds=seconds):
        return _("We sent several codes to this address. Use the newest one, or wait 15 minutes.")
    if not limits.allow("code by browser", limits.browser_of(request), most=CODES_FOR_ONE_BROWSER, seconds=seconds):
        return _("You asked for many codes. Please wait 15 minutes.")
    if not limits.allow("code", limits.EVERYBODY, most=CODES_IN_ALL, seconds=seconds):
        return _("Many people sign in just now. Please try again in a few minutes.")
    return ""


class TypeCode(ConfirmLoginCodeView):
    template_name = "people/code.html"

    def dispatch(self, request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
        """Where allauth would begin again without a word, we say that the code is no longer good."""
        response = super().dispatch(request, *arguments, **options)
        begin_again = reverse("account_request_login_code")
        if response.status_code == 302 and response.url == begin_again:
            address = self.passthrough_next_url(begin_again)
            return render(request, "people/code-over.html", {"again": address}, status=410)
        return response

    def get_form_class(self) -> type[CodeForm]:
        return CodeForm

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 400
        return response

    def get_context_data(self, **values: object) -> dict[str, object]:
        again = self.passthrough_next_url(reverse("people:sign-in"))
        return {**super().get_context_data(**values), "again": again, "sends_mail": bool(settings.SMTP_URL)}
