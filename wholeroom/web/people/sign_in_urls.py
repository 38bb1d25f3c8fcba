"""The few addresses that django-allauth looks up by names of its own. None of its other pages can be reached."""

from django.urls import path

from wholeroom.web.people import sign_on
from wholeroom.web.people.sign_in import SignIn, TypeCode

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/", SignIn.as_view(), name="account_request_login_code"),
    path("sign-in/code/", TypeCode.as_view(), name="account_confirm_login_code"),
    path("sign-on/<slug:provider_id>/", sign_on.there, name="openid_connect_login"),
    path("sign-on/<slug:provider_id>/back/", sign_on.back, name="openid_connect_callback"),
]
