"""Which address leads where: the apps' own lists put together, and the pages shown when something goes wrong."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

# Signing in comes first: "kirjaudu" must not be taken for a municipality. Finnish pages have no prefix.
urlpatterns: list[URLPattern | URLResolver] = i18n_patterns(
    path("", include("scorecard.urls")),
    path("", include("measures.urls")),
    path("", include("reporting.urls")),
    prefix_default_language=False,
)

handler400 = "kemi_strategy.web.errors.bad_request"
handler403 = "kemi_strategy.web.errors.forbidden"
handler404 = "kemi_strategy.web.errors.not_found"
handler500 = "kemi_strategy.web.errors.server_error"
