"""Addresses of the pages that show how a municipality stands."""

from django.urls import path

from reporting import (
    boards,
    changing,
    downloads,
    explaining,
    mapping,
    overview,
    publishing,
    searching,
    tracing,
    trails,
    views,
)

urlpatterns = [
    path("", views.front, name="etusivu"),
    path("nain-tila-lasketaan/", explaining.worked, name="nain-tila-lasketaan"),
    path("<slug:code>/", views.progress, name="edistyminen"),
    path("<slug:code>/tavoitteet/", publishing.goals, name="tavoitteet"),
    path("<slug:code>/tavoitteet/<str:node>/", publishing.goal, name="tavoite"),
    path("<slug:code>/mittarit/", publishing.indicators, name="mittarit"),
    path("<slug:code>/projektit/", publishing.projects, name="julkiset-projektit"),
    path("<slug:code>/projektit/<str:project>/", publishing.project, name="julkinen-projekti"),
    path("<slug:code>/toimenpiteet/", publishing.actions, name="julkiset-toimenpiteet"),
    path("<slug:code>/toimenpiteet/<str:action>/", publishing.action, name="julkinen-toimenpide"),
    path("<slug:code>/toimialat/", publishing.sectors, name="toimialat"),
    path("<slug:code>/toimialat/<str:unit>/", publishing.sector, name="toimiala"),
    path("<slug:code>/mittarit/<str:row>/", views.indicator, name="mittari"),
    path("<slug:code>/lautakunnat/", boards.boards, name="lautakunnat"),
    path("<slug:code>/lautakunnat/<str:unit>/", boards.pack, name="lautakunta"),
    path("<slug:code>/raportit/", downloads.reports, name="raportit"),
    path(
        "<slug:code>/raportit/<str:period>/puolivuotiskatsaus.xlsx",
        downloads.half_year_review,
        name="puolivuotiskatsaus",
    ),
    path("<slug:code>/haku/", searching.search, name="haku"),
    path("<slug:code>/strategiakartta/", mapping.strategy_map, name="strategiakartta"),
    path("<slug:code>/tilannekuva/", overview.dashboard, name="tilannekuva"),
    path("<slug:code>/tilannekuva/tavoitteet/<slug:node>/", tracing.node, name="tilannekuvan-tavoite"),
    path("<slug:code>/tilannekuva/mittarit/<str:row>/", views.indicator_inside, name="tilannekuvan-mittari"),
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
