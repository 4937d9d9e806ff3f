"""The addresses where the steward keeps strategies, units and the municipality: what each person gets at them."""

import re

SIGN_IN = 302
STRATEGY, STRATEGY_OF_KEMI = (
    "<slug:code>/hallinta/strategiat/<str:strategy>/",
    "/kemi/hallinta/strategiat/kemi-2023/",
)
STEWARDS = {"visitor": SIGN_IN, "paakayttaja": 200, "kokkola": 404}
ONLY_KOKKOLA = {"visitor": SIGN_IN, "kokkola": 200}

STRUCTURE: list[tuple[str, str, int, dict[str, int]]] = [
    ("<slug:code>/hallinta/", "/kemi/hallinta/", 403, STEWARDS),
    ("<slug:code>/hallinta/", "/kokkola/hallinta/", 404, ONLY_KOKKOLA),
    *(
        (f"<slug:code>/hallinta/{page}", f"/kemi/hallinta/{page}", 403, STEWARDS)
        for page in ("kunta/", "strategiat/", "strategiat/uusi/", "yksikot/", "yksikot/uusi/")
    ),
    ("<slug:code>/hallinta/strategiat/", "/kokkola/hallinta/strategiat/", 404, ONLY_KOKKOLA),
    ("<slug:code>/hallinta/yksikot/", "/kokkola/hallinta/yksikot/", 404, ONLY_KOKKOLA),
    *(
        (STRATEGY + step, STRATEGY_OF_KEMI + step.replace("<str:node>", "viisas"), 403, STEWARDS)
        for step in ("", "tavoitteet/", "tavoitteet/<str:node>/", "uusi-versio/")
    ),
    (STRATEGY, "/kemi/hallinta/strategiat/kokkola-2017/", 403, STEWARDS | {"paakayttaja": 404}),
    (STRATEGY + "hyvaksy/", STRATEGY_OF_KEMI + "hyvaksy/", 403, STEWARDS | {"paakayttaja": 403}),
    (STRATEGY + "hyvaksy/", "/kokkola/hallinta/strategiat/kokkola-2017/hyvaksy/", 404, ONLY_KOKKOLA),
    (
        STRATEGY + "vertailu/<str:other>/",
        STRATEGY_OF_KEMI + "vertailu/kemi-hyvinvointi-2023/",
        403,
        STEWARDS,
    ),
    *(
        (STRATEGY + step, STRATEGY_OF_KEMI + re.sub("<[^>]+>", "1", step), 405, {})
        for step in (
            "tiedot/",
            "tasot/",
            "tyot/",
            "poista/",
            "paatokset/",
            "paatokset/<int:decision>/",
            "kalenteri/",
            "kalenteri/<int:line>/",
            "kalenteri/<int:line>/poista/",
            "tavoitteet/<str:node>/siirra/",
            "tavoitteet/<str:node>/paata/",
            "tavoitteet/<str:node>/poista/",
        )
    ),
    *(
        (f"<slug:code>/hallinta/yksikot/<str:unit>/{step}", f"/kemi/hallinta/yksikot/kirjasto/{step}", 403, STEWARDS)
        for step in ("", "yhdista/")
    ),
    *(
        (f"<slug:code>/hallinta/yksikot/<str:unit>/{step}", f"/kemi/hallinta/yksikot/kirjasto/{step}", 405, {})
        for step in ("siirra/", "poista/")
    ),
]
