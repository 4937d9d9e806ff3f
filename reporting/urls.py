"""Addresses of the pages that show how a municipality stands."""

from django.urls import path

from reporting import views

urlpatterns = [
    path("", views.front, name="etusivu"),
    path("<slug:code>/", views.progress, name="edistyminen"),
    path("<slug:code>/mittarit/<str:row>/", views.indicator, name="mittari"),
    path("<slug:code>/tilannekuva/", views.dashboard, name="tilannekuva"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/", views.indicator_inside, name="tilannekuvan-mittari"),
]
