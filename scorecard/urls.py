"""Addresses of signing in and out."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from scorecard.views import SignIn, SignOut

urlpatterns = [
    path("kirjaudu/", SignIn.as_view(), name="kirjaudu"),
    path("kirjaudu/ulos/", login_not_required(SignOut.as_view()), name="kirjaudu-ulos"),
]
