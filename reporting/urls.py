"""Addresses of the pages that show how a municipality stands."""

from django.urls import path

from reporting import boards, changing, charting, downloads, tracing, trails, views

urlpatterns = [
    path("", views.front, name="etusivu"),
    path("<slug:code>/", views.progress, name="edistyminen"),
    path("<slug:code>/mittarit/<str:row>/", views.indicator, name="mittari"),
    path("<slug:code>/mittarit/<str:row>/kuvio/", charting.explore, name="kuvio"),
    path("<slug:code>/mittarit/<str:row>/kuvio.svg", charting.chart_svg, name="kuvio-svg"),
    path("<slug:code>/mittarit/<str:row>/kuvio.png", charting.chart_png, name="kuvio-png"),
    path("<slug:code>/mittarit/<str:row>/luvut.csv", charting.figures_csv, name="luvut-csv"),
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
    path("<slug:code>/tilannekuva/mittarit/<str:row>/kuvio/", charting.explore_inside, name="kuvio-sisalla"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/kuvio.svg", charting.chart_svg_inside, name="kuvio-svg-sisalla"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/kuvio.png", charting.chart_png_inside, name="kuvio-png-sisalla"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/luvut.csv", charting.figures_csv_inside, name="luvut-csv-sisalla"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/historia/", tracing.history, name="mittarin-historia"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/jaljitys/", tracing.trace, name="mittarin-jaljitys"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/kirjaukset.csv", trails.indicator_csv, name="mittarin-kirjaukset"),
    path(
        "<slug:code>/tilannekuva/mittarit/<str:row>/kirjausketju.xlsx",
        trails.indicator_book,
        name="mittarin-kirjausketju",
    ),
    path("<slug:code>/hallinta/muutokset/", changing.changed, name="muutokset"),
    path("<slug:code>/hallinta/muutokset/tilanne/", changing.on_a_day, name="rakenne"),
    path("<slug:code>/hallinta/muutokset/kirjaukset.csv", trails.whole_csv, name="kirjaukset"),
    path("<slug:code>/hallinta/muutokset/kirjausketju.xlsx", trails.whole_book, name="kirjausketju"),
]
