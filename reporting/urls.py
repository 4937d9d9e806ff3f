"""Addresses of the pages that show how a municipality stands."""

from django.urls import path

from reporting import boards, downloads, tracing, views

urlpatterns = [
    path("", views.front, name="etusivu"),
    path("<slug:code>/", views.progress, name="edistyminen"),
    path("<slug:code>/mittarit/<str:row>/", views.indicator, name="mittari"),
    path("<slug:code>/lautakunnat/", boards.boards, name="lautakunnat"),
    path("<slug:code>/lautakunnat/<str:unit>/", boards.pack, name="lautakunta"),
    path("<slug:code>/raportit/", downloads.reports, name="raportit"),
    path(
        "<slug:code>/raportit/<str:period>/puolivuotiskatsaus.xlsx",
        downloads.half_year_review,
        name="puolivuotiskatsaus",
    ),
    path("<slug:code>/tilannekuva/", views.dashboard, name="tilannekuva"),
    path("<slug:code>/tilannekuva/tavoitteet/<slug:node>/", tracing.node, name="tilannekuvan-tavoite"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/", views.indicator_inside, name="tilannekuvan-mittari"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/historia/", tracing.history, name="mittarin-historia"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/kirjaukset.csv", tracing.trail, name="mittarin-kirjaukset"),
]
