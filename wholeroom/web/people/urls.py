from django.urls import path

from wholeroom.web.people import views
from wholeroom.web.people.organisations import views as organisations
from wholeroom.web.people.own_data.views import own_data
from wholeroom.web.people.passkeys import views as passkeys
from wholeroom.web.people.sign_in import SignIn, TypeCode
from wholeroom.web.people.vouching import views as vouching

app_name = "people"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-in/code/", TypeCode.as_view(), name="code"),
    path("sign-in/passkey/", passkeys.sign_in, name="passkey-sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", views.account, name="account"),
    path("account/data/", own_data, name="own-data"),
    path("account/erase/", views.erase, name="erase"),
    path("account/erased/", views.erased, name="erased"),
    path("account/passkeys/", passkeys.passkeys, name="passkeys"),
    path("account/passkeys/add/", passkeys.add, name="add-passkey"),
    path("account/passkeys/<int:pk>/", passkeys.name, name="name-passkey"),
    path("account/passkeys/<int:pk>/remove/", passkeys.remove, name="remove-passkey"),
    path("account/page/", views.own_page, name="own-page"),
    path("account/vouching/", vouching.vouching, name="vouching"),
    path("account/vouching/<int:pk>/take-back/", vouching.take_back, name="take-vouch-back"),
    path("account/vouching/links/<int:pk>/take-back/", vouching.take_link_back, name="take-vouch-link-back"),
    path("vouch/<str:token>/", vouching.vouch, name="vouch"),
    path("people/<uuid:pk>/", views.person, name="person"),
    path("organisations/", organisations.all_organisations, name="organisations"),
    path("organisations/add/", organisations.add, name="add-organisation"),
    path("organisations/<uuid:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<uuid:pk>/tell/", organisations.tell, name="tell-organisation"),
    path("organisations/<uuid:pk>/belong/", organisations.belong, name="belong"),
    path("organisations/<uuid:pk>/voices/", organisations.voices, name="organisation-voices"),
    path("organisations/<uuid:pk>/voices/<uuid:person_id>/end/", organisations.end_voice, name="end-voice"),
    path("invited/<str:token>/", views.invited, name="invited"),
]
