from django.urls import path

from wholeroom.web.people import views
from wholeroom.web.people.own_data.views import own_data
from wholeroom.web.people.sign_in import SignIn, TypeCode

app_name = "people"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-in/code/", TypeCode.as_view(), name="code"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", views.account, name="account"),
    path("account/data/", own_data, name="own-data"),
    path("account/erase/", views.erase, name="erase"),
    path("account/erased/", views.erased, name="erased"),
    path("invited/<str:token>/", views.invited, name="invited"),
]
