"""Which address leads where: the apps' own lists put together, and the pages shown when something goes wrong."""

from django.urls import URLPattern, URLResolver, include, path

# Signing in comes first: "kirjaudu" must not be taken for a municipality.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("scorecard.urls")),
    path("", include("measures.urls")),
    path("", include("reporting.urls")),
]

handler400 = "kemi_strategy.web.errors.bad_request"
handler403 = "kemi_strategy.web.errors.forbidden"
handler404 = "kemi_strategy.web.errors.not_found"
handler500 = "kemi_strategy.web.errors.server_error"
