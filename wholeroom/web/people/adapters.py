"""Where django-allauth asks us: what mail to send, where to go next, and whom an organisation's sign-on lets in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy

from wholeroom.web.people import actions
from wholeroom.web.people.entering import enter
from wholeroom.web.people.letters import in_every_language
from wholeroom.web.people.models import Person
from wholeroom.web.people.sign_on import failed

TRUE = (True, "true")  # some providers write it as a word


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("This is not the code we sent. Look at the newest mail once more."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """The only mail of ours that allauth sends: the code, in every language of the site, the reader's first."""
        EmailMessage(
            subject=render_to_string("people/code-subject.txt", context).strip(),
            body=in_every_language("people/code-mail.txt", context),
            to=[email],
        ).send()

    def add_message(self, *arguments: object, **options: object) -> None:
        """Our pages say what happened; a message kept for the next page would be one cookie more."""

    def is_safe_url(self, url: str) -> bool:
        return is_ours(self.request, url)

    def login(self, request: HttpRequest, user: Person) -> None:
        actions.confirm(by=user)
        enter(request, user)


def is_ours(request: HttpRequest, url: str | None) -> bool:
    """Whether an address leads to a page of this site, called by the name it is called by now."""
    return url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Signing in through an organisation: it vouches for the e-mail address, and nothing else of it is kept."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        address = next((one.email for one in sociallogin.email_addresses if one.verified in TRUE), None)
        if address is None:
            raise ImmediateHttpResponse(failed(request, unconfirmed=True))
        person = actions.begin_sign_in(email=address)
        actions.confirm(by=person)
        enter(request, person)
        wanted = sociallogin.state.get("next")
        raise ImmediateHttpResponse(redirect(wanted if is_ours(request, wanted) else settings.LOGIN_REDIRECT_URL))

    def on_authentication_error(self, request: HttpRequest, *arguments: object, **options: object) -> None:
        raise ImmediateHttpResponse(failed(request))


class PasskeyAdapter(DefaultMFAAdapter):
    """A passkey is another way in. It is never a second step after the code."""

    def is_mfa_enabled(self, *arguments: object, **options: object) -> bool:
        return False
