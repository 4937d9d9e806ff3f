"""The addresses of the steward's pages of what is measured, and what each person gets there."""

import re

SIGN_IN = 302
ONLY_KOKKOLA = {"visitor": SIGN_IN, "kokkola": 200}
FOR_STEWARD = {"visitor": SIGN_IN, "paakayttaja": 200, "kokkola": 404}
INDICATOR, ROW_KEPT = (
    "<slug:code>/hallinta/mittarit/<str:indicator>/",
    "<slug:code>/hallinta/rivit/<str:strategy>/<str:row>/",
)
PAGES = ("mittarit", "mittarit/uusi", "rivit")

MEASURING: list[tuple[str, str, int, dict[str, int]]] = [
    ("<slug:code>/hallinta/ikkunat/vuosi/", "/kemi/hallinta/ikkunat/vuosi/", 405, {}),
    *(
        (f"<slug:code>/hallinta/ikkunat/<str:period>/{step}/", f"/kemi/hallinta/ikkunat/2026-Q3/{step}/", 405, {})
        for step in ("paivat", "poista")
    ),
    *((f"<slug:code>/hallinta/{page}/", f"/kemi/hallinta/{page}/", 403, FOR_STEWARD) for page in PAGES),
    *(
        (f"<slug:code>/hallinta/{page}/", f"/kokkola/hallinta/{page}/", 404, {"visitor": SIGN_IN, "kokkola": 200})
        for page in PAGES
    ),
    (INDICATOR, "/kemi/hallinta/mittarit/K09/", 403, FOR_STEWARD),
    (INDICATOR, "/kemi/hallinta/mittarit/L03/", 403, FOR_STEWARD | {"paakayttaja": 404}),
    *(
        (INDICATOR + step, "/kemi/hallinta/mittarit/K09/" + re.sub("<int:[a-z]+>", "1", step), 405, {})
        for step in (
            *("muokkaa/", "saanto/", "saanto/<int:rule>/poista/", "paata/", "jatka/", "poista/", "raportoijat/"),
            *(f"raportoijat/<int:reporter>/{step}" for step in ("", "siirra/", "poista/")),
        )
    ),
    (ROW_KEPT, "/kemi/hallinta/rivit/kemi-2023/K09/", 403, FOR_STEWARD),
    (ROW_KEPT, "/kemi/hallinta/rivit/kokkola-2017/L03/", 403, FOR_STEWARD | {"paakayttaja": 404}),
    (ROW_KEPT + "tavoite/", "/kemi/hallinta/rivit/kemi-2023/K09/tavoite/", 403, FOR_STEWARD),
    (
        ROW_KEPT + "tavoite/<int:version>/",
        "/kemi/hallinta/rivit/kemi-2023/K09/tavoite/999999/",
        403,
        FOR_STEWARD | {"paakayttaja": 404},
    ),
    *(
        (ROW_KEPT + step, "/kemi/hallinta/rivit/kemi-2023/K09/" + step.replace("<int:link>", "1"), 405, {})
        for step in (
            *("muokkaa/", "kohteet/", "ehdota/", "ehdotus/<int:link>/", "siirra/", "paata/", "jatka/", "poista/"),
        )
    ),
]
