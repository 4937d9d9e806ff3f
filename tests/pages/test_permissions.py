"""Every address for every demo person and for visitors: what each gets. An address without a line here fails.

Who may what does not depend on the database: on SQLite everybody asks, elsewhere one of those who get the same answer.
Where everybody asks, it is counted too how often the page asks the database: twelve times at the most, whatever its
size; its own tests tell that size does not matter.
"""

from collections.abc import Iterable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from tests.pages.measuring_addresses import MEASURING
from tests.pages.structure_addresses import STRUCTURE

PEOPLE = (
    "visitor",
    "johto",
    "valvoja",
    "toimialajohtaja",
    "sijainen",
    "valtuutettu",
    "talous",
    "paakayttaja",
    "tarkastaja",
    "kokkola",
)
SIGN_IN = 302
BACK_TO_ENTRY = 302
FOR_ENTRY = {"visitor": SIGN_IN, "valvoja": 200, "toimialajohtaja": 200, "sijainen": 200, "paakayttaja": 200}
NOT_FOR_EXPORT = {"visitor": SIGN_IN, "valvoja": 403, "valtuutettu": 403, "kokkola": 404}

APPROVERS = {"visitor": SIGN_IN, "toimialajohtaja": 200, "sijainen": 200, "paakayttaja": 200, "kokkola": 404}
HEADS = {"visitor": SIGN_IN, "toimialajohtaja": 200, "paakayttaja": 200, "kokkola": 404}
NOT_INSIDE = {"visitor": SIGN_IN, "valtuutettu": 403, "kokkola": 404}
FOR_TRAIL = {"visitor": SIGN_IN, "paakayttaja": 200, "tarkastaja": 200, "kokkola": 404}

KEEPS_PROJECTS = {"visitor": SIGN_IN, "toimialajohtaja": 200, "sijainen": 200, "paakayttaja": 200, "kokkola": 404}
NOT_OF_KEMI = {"visitor": SIGN_IN, "kokkola": 404}
STEWARDS = {"visitor": SIGN_IN, "paakayttaja": 200, "kokkola": 404}
ONLY_KOKKOLA = {"visitor": SIGN_IN, "kokkola": 200}
PROJECT, PROJECT_OF_KEMI = (
    "<slug:code>/tyo/projektit/<str:strategy>/<str:project>/",
    "/kemi/tyo/projektit/kemi-2023/uso/",
)
ACTION = "<slug:code>/tyo/toimenpiteet/<str:strategy>/<str:action>/"
ACTION_OF_KEMI = "/kemi/tyo/toimenpiteet/kemi-hyvinvointi-2023/t33/"

STARTS_REPORTS = {"visitor": SIGN_IN, "talous": 200, "paakayttaja": 200, "kokkola": 404}
REPORT, DRAFT_OF_KEMI, FROZEN_OF_KEMI = (
    "<slug:code>/raportit/<str:report>/",
    "/kemi/raportit/2026-H1/",
    "/kemi/raportit/2025-H1/",
)
ROW_INSIDE = "<slug:code>/tilannekuva/mittarit/<str:row>/"
REPORT_TEXT = REPORT + "tekstit/<str:kind>/<str:about>/"
SEE_DRAFTS = dict.fromkeys(("johto", "toimialajohtaja", "sijainen", "talous", "paakayttaja", "tarkastaja"), 200)
WRITES_REPORTS = {
    "visitor": SIGN_IN,
    "toimialajohtaja": 200,
    "sijainen": 200,
    "talous": 200,
    "paakayttaja": 200,
    "kokkola": 404,
}
IMPORTS = "<slug:code>/hallinta/tuonti/"
READING = "<slug:code>/hallinta/tulkinnat/<str:strategy>/<str:row>/"

# Address pattern, an address of it, and what it gives: to whom another status than the first is said by name.
TABLE: list[tuple[str, str, int, dict[str, int]]] = [
    ("", "/", 200, {}),
    ("nain-tila-lasketaan/", "/nain-tila-lasketaan/", 200, {}),
    ("nain-tila-lasketaan/", "/nain-tila-lasketaan/?tila=met", 200, {}),
    ("saavutettavuusseloste/", "/saavutettavuusseloste/", 200, {}),
    ("tietoa/", "/tietoa/", 200, {}),
    ("sanasto/", "/sanasto/", 200, {}),
    ("kirjaudu/", "/kirjaudu/", 200, {}),
    ("kirjaudu/ulos/", "/kirjaudu/ulos/", 405, {}),
    ("kirjaudu/jatka/", "/kirjaudu/jatka/", 200, {}),
    ("<slug:code>/", "/kemi/", 200, {}),
    ("<slug:code>/", "/simo/", 200, {}),
    ("<slug:code>/", "/kokkola/", 404, {"kokkola": 200}),
    ("<slug:code>/", "/helsinki/", 404, {}),
    ("<slug:code>/mittarit/<str:row>/", "/kemi/mittarit/K12/", 200, {}),
    ("<slug:code>/mittarit/<str:row>/", "/kemi/mittarit/H01/", 200, {}),
    *(
        (pattern, address.replace("/kemi/", f"/{city}/"), status, others)
        for pattern, address in (
            ("<slug:code>/tavoitteet/", "/kemi/tavoitteet/"),
            ("<slug:code>/mittarit/", "/kemi/mittarit/"),
            ("<slug:code>/projektit/", "/kemi/projektit/"),
            ("<slug:code>/toimenpiteet/", "/kemi/toimenpiteet/"),
            ("<slug:code>/toimialat/", "/kemi/toimialat/"),
        )
        for city, status, others in (("kemi", 200, {}), ("simo", 200, {}), ("kokkola", 404, {"kokkola": 200}))
    ),
    ("<slug:code>/tavoitteet/<str:node>/", "/kemi/tavoitteet/viisas/", 200, {}),
    ("<slug:code>/tavoitteet/<str:node>/", "/kemi/tavoitteet/ei/", 404, {}),
    ("<slug:code>/tavoitteet/<str:node>/", "/kokkola/tavoitteet/viisas/", 404, {}),
    ("<slug:code>/projektit/<str:project>/", "/kemi/projektit/uso/", 200, {}),
    ("<slug:code>/projektit/<str:project>/", "/kemi/projektit/henkilostoohjelma/", 404, {}),
    ("<slug:code>/projektit/<str:project>/", "/kokkola/projektit/henkilostoohjelma/", 404, {"kokkola": 200}),
    ("<slug:code>/toimenpiteet/<str:action>/", "/kemi/toimenpiteet/t01/", 200, {}),
    ("<slug:code>/toimenpiteet/<str:action>/", "/simo/toimenpiteet/t01/", 404, {}),
    ("<slug:code>/toimialat/<str:unit>/", "/kemi/toimialat/hyvinvointi/", 200, {}),
    ("<slug:code>/toimialat/<str:unit>/", "/kemi/toimialat/kirjasto/", 404, {}),
    ("<slug:code>/toimialat/<str:unit>/", "/kokkola/toimialat/konsernihallinto/", 404, {"kokkola": 200}),
    ("<slug:code>/mittarit/<str:row>/", "/kemi/mittarit/L03/", 404, {}),
    ("<slug:code>/mittarit/<str:row>/", "/kokkola/mittarit/L03/", 404, {"kokkola": 200}),
    ("<slug:code>/haku/", "/kemi/haku/?haku=kemi", 200, NOT_INSIDE),
    ("<slug:code>/haku/", "/kokkola/haku/", 404, ONLY_KOKKOLA),
    ("<slug:code>/strategiakartta/", "/kemi/strategiakartta/", 200, {}),
    ("<slug:code>/strategiakartta/", "/kokkola/strategiakartta/", 404, {"kokkola": 200}),
    ("<slug:code>/mittarit/<str:row>/kuvio/", "/kemi/mittarit/K12/kuvio/", 200, {}),
    ("<slug:code>/mittarit/<str:row>/kuvio/", "/kokkola/mittarit/L03/kuvio/", 404, {"kokkola": 200}),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/kuvio/",
        "/kemi/tilannekuva/mittarit/H05/kuvio/",
        200,
        NOT_INSIDE,
    ),
    ("<slug:code>/mittarit/<str:row>/kuvio.svg", "/kemi/mittarit/K12/kuvio.svg", 200, {}),
    ("<slug:code>/mittarit/<str:row>/kuvio.svg", "/kokkola/mittarit/L03/kuvio.svg", 404, {"kokkola": 200}),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/kuvio.svg",
        "/kemi/tilannekuva/mittarit/H05/kuvio.svg",
        200,
        NOT_INSIDE,
    ),
    ("<slug:code>/mittarit/<str:row>/kuvio.png", "/kemi/mittarit/K12/kuvio.png", 200, {}),
    ("<slug:code>/mittarit/<str:row>/kuvio.png", "/kokkola/mittarit/L03/kuvio.png", 404, {"kokkola": 200}),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/kuvio.png",
        "/kemi/tilannekuva/mittarit/H05/kuvio.png",
        200,
        NOT_INSIDE,
    ),
    ("<slug:code>/mittarit/<str:row>/luvut.csv", "/kemi/mittarit/K12/luvut.csv", 200, {}),
    ("<slug:code>/mittarit/<str:row>/luvut.csv", "/kokkola/mittarit/L03/luvut.csv", 404, {"kokkola": 200}),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/luvut.csv",
        "/kemi/tilannekuva/mittarit/H05/luvut.csv",
        200,
        NOT_INSIDE,
    ),
    ("<slug:code>/tilannekuva/", "/kemi/tilannekuva/", 200, {"visitor": SIGN_IN, "valtuutettu": 403, "kokkola": 404}),
    ("<slug:code>/tilannekuva/", "/kokkola/tilannekuva/", 404, {"visitor": SIGN_IN, "kokkola": 200}),
    ("<slug:code>/tilannekuva/", "/simo/tilannekuva/", 404, {"visitor": SIGN_IN}),
    ("<slug:code>/tilannekuva/", "/helsinki/tilannekuva/", 404, {"visitor": SIGN_IN}),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/",
        "/kemi/tilannekuva/mittarit/H05/",
        200,
        {"visitor": SIGN_IN, "valtuutettu": 403, "kokkola": 404},
    ),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/",
        "/kokkola/tilannekuva/mittarit/L03/",
        404,
        {"visitor": SIGN_IN, "kokkola": 200},
    ),
    ("<slug:code>/kirjaus/", "/kemi/kirjaus/", 403, FOR_ENTRY | {"kokkola": 404}),
    ("<slug:code>/kirjaus/", "/kokkola/kirjaus/", 404, {"visitor": SIGN_IN, "kokkola": 200}),
    ("<slug:code>/kirjaus/tallenna/", "/kemi/kirjaus/tallenna/", 405, {}),
    ("<slug:code>/kirjaus/laheta/", "/kemi/kirjaus/laheta/", 405, {}),
    ("<slug:code>/kirjaus/liita/", "/kemi/kirjaus/liita/", 405, {}),
    (
        "<slug:code>/kirjaus/kesken/",
        "/kemi/kirjaus/kesken/",
        403,
        dict.fromkeys(FOR_ENTRY, BACK_TO_ENTRY) | {"kokkola": 404},
    ),
    ("<slug:code>/kirjaus/tyokirja.xlsx", "/kemi/kirjaus/tyokirja.xlsx", 403, FOR_ENTRY | {"kokkola": 404}),
    ("<slug:code>/kirjaus/tyokirja/", "/kemi/kirjaus/tyokirja/", 403, FOR_ENTRY | {"kokkola": 404}),
    ("<slug:code>/kirjaus/tyokirja/laheta/", "/kemi/kirjaus/tyokirja/laheta/", 405, {}),
    (
        "<slug:code>/kirjaus/tyokirja/<int:number>/",
        "/kemi/kirjaus/tyokirja/1/",
        403,
        dict.fromkeys(FOR_ENTRY, 404) | {"visitor": SIGN_IN, "kokkola": 404},
    ),
    (
        "<slug:code>/kirjaus/tyokirja/<int:number>/korjattava.xlsx",
        "/kemi/kirjaus/tyokirja/1/korjattava.xlsx",
        403,
        dict.fromkeys(FOR_ENTRY, 404) | {"visitor": SIGN_IN, "kokkola": 404},
    ),
    ("<slug:code>/kirjaus/tyokirja/<int:number>/hyvaksy/", "/kemi/kirjaus/tyokirja/1/hyvaksy/", 405, {}),
    ("<slug:code>/tilannekuva/tavoitteet/<slug:node>/", "/kemi/tilannekuva/tavoitteet/viisas/", 200, NOT_INSIDE),
    ("<slug:code>/tilannekuva/tavoitteet/<slug:node>/", "/kemi/tilannekuva/tavoitteet/ei/", 404, NOT_INSIDE),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/historia/",
        "/kemi/tilannekuva/mittarit/K09/historia/?yksikko=kirjasto&kausi=2026-Q2",
        200,
        NOT_INSIDE,
    ),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/historia/",
        "/kokkola/tilannekuva/mittarit/L03/historia/",
        404,
        {"visitor": SIGN_IN, "kokkola": 200},
    ),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/kirjaukset.csv",
        "/kemi/tilannekuva/mittarit/K09/kirjaukset.csv",
        200,
        NOT_FOR_EXPORT,
    ),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/kirjausketju.xlsx",
        "/kemi/tilannekuva/mittarit/K09/kirjausketju.xlsx",
        200,
        NOT_FOR_EXPORT,
    ),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/jaljitys/",
        "/kemi/tilannekuva/mittarit/K09/jaljitys/",
        200,
        NOT_INSIDE,
    ),
    (
        "<slug:code>/tilannekuva/mittarit/<str:row>/jaljitys/",
        "/kokkola/tilannekuva/mittarit/L03/jaljitys/",
        404,
        {"visitor": SIGN_IN, "kokkola": 200},
    ),
    ("<slug:code>/hallinta/muutokset/", "/kemi/hallinta/muutokset/", 403, FOR_TRAIL | {"johto": 200}),
    ("<slug:code>/hallinta/muutokset/", "/kokkola/hallinta/muutokset/", 404, {"visitor": SIGN_IN, "kokkola": 200}),
    ("<slug:code>/hallinta/muutokset/tilanne/", "/kemi/hallinta/muutokset/tilanne/", 403, FOR_TRAIL | {"johto": 200}),
    (
        "<slug:code>/hallinta/muutokset/tilanne/",
        "/kokkola/hallinta/muutokset/tilanne/",
        404,
        {"visitor": SIGN_IN, "kokkola": 200},
    ),
    ("<slug:code>/hallinta/muutokset/kirjaukset.csv", "/kemi/hallinta/muutokset/kirjaukset.csv", 403, FOR_TRAIL),
    (
        "<slug:code>/hallinta/muutokset/kirjausketju.xlsx",
        "/kemi/hallinta/muutokset/kirjausketju.xlsx",
        403,
        FOR_TRAIL,
    ),
    ("<slug:code>/hyvaksynta/", "/kemi/hyvaksynta/", 403, APPROVERS),
    ("<slug:code>/hyvaksynta/", "/kokkola/hyvaksynta/", 404, {"visitor": SIGN_IN, "kokkola": 200}),
    ("<slug:code>/hyvaksynta/avaukset/", "/kemi/hyvaksynta/avaukset/", 403, APPROVERS),
    ("<slug:code>/hyvaksynta/avaukset/avaa/", "/kemi/hyvaksynta/avaukset/avaa/", 405, {}),
    ("<slug:code>/hyvaksynta/avaukset/<int:reopening>/paata/", "/kemi/hyvaksynta/avaukset/1/paata/", 405, {}),
    ("<slug:code>/hyvaksynta/avauspyynnot/<int:wish>/avaa/", "/kemi/hyvaksynta/avauspyynnot/1/avaa/", 405, {}),
    ("<slug:code>/hyvaksynta/avauspyynnot/<int:wish>/kiella/", "/kemi/hyvaksynta/avauspyynnot/1/kiella/", 405, {}),
    ("<slug:code>/kirjaus/avauspyynnot/", "/kemi/kirjaus/avauspyynnot/", 403, FOR_ENTRY | {"kokkola": 404}),
    ("<slug:code>/kirjaus/avauspyynnot/pyyda/", "/kemi/kirjaus/avauspyynnot/pyyda/", 405, {}),
    ("<slug:code>/hyvaksynta/valmius/", "/kemi/hyvaksynta/valmius/", 200, NOT_INSIDE),
    ("<slug:code>/hyvaksynta/valmius/", "/kokkola/hyvaksynta/valmius/", 404, {"visitor": SIGN_IN, "kokkola": 200}),
    ("<slug:code>/hyvaksynta/myohaiset/", "/kemi/hyvaksynta/myohaiset/", 200, NOT_INSIDE),
    ("<slug:code>/hyvaksynta/sijaiset/", "/kemi/hyvaksynta/sijaiset/", 403, HEADS),
    ("<slug:code>/hyvaksynta/sijaiset/<int:post>/paata/", "/kemi/hyvaksynta/sijaiset/1/paata/", 405, {}),
    ("<slug:code>/hallinta/ihmiset/", "/kemi/hallinta/ihmiset/", 403, STEWARDS),
    ("<slug:code>/hallinta/ihmiset/", "/kokkola/hallinta/ihmiset/", 404, ONLY_KOKKOLA),
    ("<slug:code>/hallinta/ihmiset/kutsut/<int:invitation>/", "/kemi/hallinta/ihmiset/kutsut/1/", 405, {}),
    (
        "<slug:code>/hallinta/ihmiset/<int:membership>/",
        "/kemi/hallinta/ihmiset/0/",
        403,
        STEWARDS | {"paakayttaja": 404},
    ),
    ("<slug:code>/hallinta/ihmiset/<int:membership>/paivat/", "/kemi/hallinta/ihmiset/1/paivat/", 405, {}),
    ("<slug:code>/hallinta/ihmiset/<int:membership>/paata/", "/kemi/hallinta/ihmiset/1/paata/", 405, {}),
    ("kirjaudu/kutsu/<str:token>/", "/kirjaudu/kutsu/tuntematon/", 404, {}),
    (IMPORTS, "/kemi/hallinta/tuonti/", 403, STEWARDS),
    (IMPORTS, "/kokkola/hallinta/tuonti/", 404, ONLY_KOKKOLA),
    (IMPORTS + "laheta/", "/kemi/hallinta/tuonti/laheta/", 405, {}),
    (IMPORTS + "tyhja.xlsx", "/kemi/hallinta/tuonti/tyhja.xlsx", 403, STEWARDS),
    (IMPORTS + "esimerkki.xlsx", "/kemi/hallinta/tuonti/esimerkki.xlsx", 403, STEWARDS),
    (IMPORTS + "liita/", "/kemi/hallinta/tuonti/liita/", 403, STEWARDS),
    (IMPORTS + "<int:number>/", "/kemi/hallinta/tuonti/1/", 403, STEWARDS | {"paakayttaja": 404}),
    (IMPORTS + "<int:number>/vaihe/", "/kemi/hallinta/tuonti/1/vaihe/", 403, STEWARDS | {"paakayttaja": 404}),
    (IMPORTS + "<int:number>/vastaa/", "/kemi/hallinta/tuonti/1/vastaa/", 405, {}),
    (IMPORTS + "<int:number>/uudestaan/", "/kemi/hallinta/tuonti/1/uudestaan/", 405, {}),
    (IMPORTS + "<int:number>/hyvaksy/", "/kemi/hallinta/tuonti/1/hyvaksy/", 405, {}),
    (IMPORTS + "<int:number>/peru/", "/kemi/hallinta/tuonti/1/peru/", 403, STEWARDS | {"paakayttaja": 404}),
    ("<slug:code>/hallinta/vienti/<str:strategy>.xlsx", "/kemi/hallinta/vienti/kemi-2023.xlsx", 403, STEWARDS),
    (
        "<slug:code>/hallinta/vienti/<str:strategy>.xlsx",
        "/kemi/hallinta/vienti/kokkola-2017.xlsx",
        403,
        STEWARDS | {"paakayttaja": 404},
    ),
    ("<slug:code>/hallinta/tulkinnat/", "/kemi/hallinta/tulkinnat/", 403, STEWARDS),
    ("<slug:code>/hallinta/tulkinnat/", "/kokkola/hallinta/tulkinnat/", 404, ONLY_KOKKOLA),
    (READING, "/kemi/hallinta/tulkinnat/kemi-2023/K06/", 403, STEWARDS),
    (READING, "/kokkola/hallinta/tulkinnat/kokkola-2017/L01/", 404, ONLY_KOKKOLA),
    (READING, "/kokkola/hallinta/tulkinnat/kemi-2023/K06/", 404, {"visitor": SIGN_IN}),
    (READING + "vahvista/", "/kemi/hallinta/tulkinnat/kemi-2023/K06/vahvista/", 405, {}),
    (READING + "valitse/", "/kemi/hallinta/tulkinnat/kemi-2023/K06/valitse/", 405, {}),
    (READING + "hylkaa/", "/kemi/hallinta/tulkinnat/kemi-2023/K06/hylkaa/", 405, {}),
    (
        "<slug:code>/hallinta/tulkinnat/yhteys/<str:kind>/<int:link>/",
        "/kemi/hallinta/tulkinnat/yhteys/rivi/1/",
        405,
        {},
    ),
    ("<slug:code>/hallinta/vaihdos/", "/kemi/hallinta/vaihdos/", 403, HEADS),
    ("<slug:code>/hallinta/vaihdos/", "/kokkola/hallinta/vaihdos/", 404, {"visitor": SIGN_IN, "kokkola": 200}),
    ("<slug:code>/hyvaksynta/hyvaksy/", "/kemi/hyvaksynta/hyvaksy/", 405, {}),
    ("<slug:code>/hyvaksynta/<int:entry>/palauta/", "/kemi/hyvaksynta/1/palauta/", 405, {}),
    (
        "<slug:code>/hallinta/ikkunat/",
        "/kemi/hallinta/ikkunat/",
        403,
        {"visitor": SIGN_IN, "paakayttaja": 200, "kokkola": 404},
    ),
    ("<slug:code>/hallinta/ikkunat/", "/kokkola/hallinta/ikkunat/", 404, {"visitor": SIGN_IN, "kokkola": 200}),
    *STRUCTURE,
    (
        "<slug:code>/hallinta/palaute/",
        "/kemi/hallinta/palaute/",
        403,
        {"visitor": SIGN_IN, "paakayttaja": 200, "kokkola": 404},
    ),
    ("<slug:code>/hallinta/palaute/", "/kokkola/hallinta/palaute/", 404, {"visitor": SIGN_IN, "kokkola": 200}),
    ("<slug:code>/hallinta/palaute/<int:number>/vastaa/", "/kemi/hallinta/palaute/1/vastaa/", 405, {}),
    ("<slug:code>/hallinta/palaute/<int:number>/laheta/", "/kemi/hallinta/palaute/1/laheta/", 405, {}),
    *MEASURING,
    ("<slug:code>/hallinta/ikkunat/<str:period>/sulje/", "/kemi/hallinta/ikkunat/2026-Q3/sulje/", 405, {}),
    ("<slug:code>/hallinta/ikkunat/<str:period>/avaa/", "/kemi/hallinta/ikkunat/2026-Q3/avaa/", 405, {}),
    ("<slug:code>/tilannekuva/ajantasaisuus/", "/kemi/tilannekuva/ajantasaisuus/", 200, NOT_FOR_EXPORT),
    (
        "<slug:code>/tilannekuva/ajantasaisuus/",
        "/kokkola/tilannekuva/ajantasaisuus/",
        404,
        {"visitor": SIGN_IN, "kokkola": 200},
    ),
    ("<slug:code>/raportit/", "/kemi/raportit/", 200, {}),
    ("<slug:code>/raportit/", "/kokkola/raportit/", 404, {"kokkola": 200}),
    ("<slug:code>/raportit/aloita/", "/kemi/raportit/aloita/", 405, {}),
    (REPORT, DRAFT_OF_KEMI, 404, SEE_DRAFTS),
    (REPORT, FROZEN_OF_KEMI, 404, SEE_DRAFTS),
    (REPORT, "/kemi/raportit/2031/", 404, {}),
    (REPORT, "/kokkola/raportit/2025/", 404, {}),
    *(
        (f"<slug:code>/raportit/pohja/{pattern}", f"/kemi/raportit/pohja/{address}", 403, for_templates)
        for pattern, address, for_templates in (
            ("", "", STARTS_REPORTS),
            ("oletus.docx", "oletus.docx", STARTS_REPORTS),
            ("esimerkki.docx", "esimerkki.docx", STARTS_REPORTS),
            ("<int:number>.docx", "1.docx", STARTS_REPORTS | {"talous": 404, "paakayttaja": 404}),
        )
    ),
    (REPORT + "luonnos/<str:language>/<str:kind>/", DRAFT_OF_KEMI + "luonnos/sv/docx/", 200, NOT_FOR_EXPORT),
    (REPORT + "luonnos/<str:language>/<str:kind>/", DRAFT_OF_KEMI + "luonnos/sv/exe/", 404, NOT_FOR_EXPORT),
    (
        REPORT + "luonnos/<str:language>/<str:kind>/",
        FROZEN_OF_KEMI + "luonnos/fi/docx/",
        403,
        {"visitor": SIGN_IN, "kokkola": 404},
    ),
    (REPORT + "esikatselu/", DRAFT_OF_KEMI + "esikatselu/", 200, NOT_FOR_EXPORT),
    (REPORT_TEXT, DRAFT_OF_KEMI + "tekstit/toimiala/hyvinvointi/", 403, WRITES_REPORTS),
    (REPORT_TEXT, DRAFT_OF_KEMI + "tekstit/koko/-/", 403, WRITES_REPORTS | {"toimialajohtaja": 403, "sijainen": 403}),
    (REPORT_TEXT, FROZEN_OF_KEMI + "tekstit/koko/-/", 403, {"visitor": SIGN_IN, "kokkola": 404}),
    (REPORT + "tarkastus/<str:unit>/", DRAFT_OF_KEMI + "tarkastus/hyvinvointi/", 405, {}),
    (REPORT + "jaadytys/", DRAFT_OF_KEMI + "jaadytys/", 403, {"visitor": SIGN_IN, "paakayttaja": 200, "kokkola": 404}),
    (REPORT + "valmistuminen/", FROZEN_OF_KEMI + "valmistuminen/", 200, NOT_FOR_EXPORT),
    (REPORT + "julkaisu/", FROZEN_OF_KEMI + "julkaisu/", 405, {}),
    (REPORT + "korjaus/", FROZEN_OF_KEMI + "korjaus/", 405, {}),
    (REPORT + "tiedostot/<str:language>/<str:kind>/", FROZEN_OF_KEMI + "tiedostot/fi/csv/", 404, {}),
    *(
        (
            f"<slug:code>/tilannekuva/mittarit/<str:row>/{page}/",
            f"/kemi/tilannekuva/mittarit/K01/{page}/",
            200,
            NOT_INSIDE,
        )
        for page in ("poikkeama", "arvio")
    ),
    (
        "<slug:code>/raportit/<str:period>/puolivuotiskatsaus.xlsx",
        "/kemi/raportit/2026-H1/puolivuotiskatsaus.xlsx",
        200,
        NOT_FOR_EXPORT,
    ),
    (
        "<slug:code>/raportit/<str:period>/puolivuotiskatsaus.xlsx",
        "/kokkola/raportit/2025/puolivuotiskatsaus.xlsx",
        404,
        {"visitor": SIGN_IN, "kokkola": 200},
    ),
    ("<slug:code>/tyo/projektit/", "/kemi/tyo/projektit/", 200, NOT_INSIDE),
    ("<slug:code>/tyo/projektit/", "/kokkola/tyo/projektit/", 404, ONLY_KOKKOLA),
    ("<slug:code>/tyo/projektit/uusi/", "/kemi/tyo/projektit/uusi/", 403, KEEPS_PROJECTS),
    (PROJECT, PROJECT_OF_KEMI, 200, NOT_INSIDE),
    (PROJECT, "/kemi/tyo/projektit/kemi-2023/ei/", 404, NOT_INSIDE),
    (PROJECT, "/kemi/tyo/projektit/kokkola-2017/henkilostoohjelma/", 404, NOT_INSIDE),
    *(
        (PROJECT + step, PROJECT_OF_KEMI + step.replace("<int:milestone>", "1"), 405, {})
        for step in (
            "muokkaa/",
            "kohteet/",
            "ehdotus/",
            "katsaus/",
            "poista/",
            "virstanpylvaat/",
            "virstanpylvaat/<int:milestone>/",
            "virstanpylvaat/<int:milestone>/siirra/",
            "virstanpylvaat/<int:milestone>/poista/",
        )
    ),
    ("<slug:code>/tyo/toimenpiteet/", "/kemi/tyo/toimenpiteet/", 200, NOT_INSIDE),
    ("<slug:code>/tyo/toimenpiteet/uusi/", "/kemi/tyo/toimenpiteet/uusi/", 403, KEEPS_PROJECTS | {"valvoja": 200}),
    (ACTION, ACTION_OF_KEMI, 200, NOT_INSIDE),
    (ACTION, "/kemi/tyo/toimenpiteet/kemi-2023/t33/", 404, NOT_INSIDE),
    *((ACTION + step, ACTION_OF_KEMI + step, 405, {}) for step in ("ehdotus/", "paata/", "poista/")),
    ("<slug:code>/tyo/teemat/", "/kemi/tyo/teemat/", 200, NOT_INSIDE),
    ("<slug:code>/tyo/teemat/", "/kokkola/tyo/teemat/", 404, ONLY_KOKKOLA),
    ("<slug:code>/lautakunnat/", "/kemi/lautakunnat/", 200, NOT_OF_KEMI),
    ("<slug:code>/lautakunnat/<str:unit>/", "/kemi/lautakunnat/hyvinvointi/", 200, NOT_OF_KEMI),
    ("<slug:code>/lautakunnat/<str:unit>/", "/kemi/lautakunnat/kirjasto/", 404, NOT_OF_KEMI),
    ("<slug:code>/lautakunnat/<str:unit>/", "/kokkola/lautakunnat/konsernihallinto/", 404, ONLY_KOKKOLA),
]


MOST = 12
# A board's pack is one paper of rows, projects with milestones and notes, and actions: seven of them of work alone.
MORE = {"<slug:code>/lautakunnat/<str:unit>/": 15}
# A draft is compiled anew for each look: two Standings, work, texts, cards, the ledger and its log.
_DRAFT = 54
MORE |= dict.fromkeys(
    (REPORT, REPORT + "esikatselu/", REPORT + "jaadytys/", REPORT_TEXT, REPORT + "luonnos/<str:language>/<str:kind>/"),
    _DRAFT,
)
# A trail is a file with everything that has been recorded; it is downloaded, not looked at.
FILES = (".xlsx", ".csv", ".docx")


def patterns(resolver: object = None, before: str = "") -> Iterator[str]:
    """Every address pattern of the project."""
    for one in (resolver or get_resolver()).url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield address
        else:
            yield from patterns(one, address)


def test_every_address_has_a_line() -> None:
    assert set(patterns()) == {pattern for pattern, *_ in TABLE}


def asking(expected: dict[str, int]) -> Iterable[str]:
    """Who asks: everybody, or on the second database the first of those who get the same answer."""
    if connection.vendor == "sqlite":
        return expected
    return {status: who for who, status in reversed(expected.items())}.values()


@pytest.mark.parametrize(("pattern", "address", "status", "others"), TABLE, ids=str)
def test_everybody_gets_what_the_table_says_for_twelve_questions(
    demo, as_reader, pattern: str, address: str, status: int, others: dict[str, int]
) -> None:
    expected = dict.fromkeys(PEOPLE, status) | others
    found, asked = {}, {}
    for who in asking(expected):
        reader = as_reader("" if who == "visitor" else who)
        with CaptureQueriesContext(connection) as queries:
            found[who] = reader.get(address).status_code
        asked[who] = [one["sql"] for one in queries]
    assert found == {who: expected[who] for who in found}
    if not address.endswith(FILES):
        most = MORE.get(pattern, MOST)
        assert not {who: queries for who, queries in asked.items() if len(queries) > most}


@pytest.mark.parametrize("address", ["/", "/kemi/", "/kemi/mittarit/K12/", "/kemi/tilannekuva/"])
def test_pages_are_only_looked_at(demo, as_reader, address: str) -> None:
    assert as_reader("johto").post(address).status_code == 405


def test_a_visitor_is_brought_back_after_signing_in(demo, client: Client) -> None:
    answer = client.get("/kemi/tilannekuva/?kausi=2025")
    assert answer.headers["Location"] == "/kirjaudu/?next=/kemi/tilannekuva/%3Fkausi%3D2025"


def test_who_may_not_see_the_dashboard_is_shown_the_public_page(demo, as_reader) -> None:
    answer = as_reader("valtuutettu").get("/kemi/tilannekuva/")
    assert 'href="/kemi/"' in answer.text
    assert "Roolisi ei anna pääsyä tälle sivulle." in answer.text


def test_another_citys_page_is_not_told_from_one_that_is_not_there(demo, as_reader) -> None:
    reader = as_reader("kokkola")
    assert reader.get("/kemi/tilannekuva/").text == reader.get("/helsinki/tilannekuva/").text.replace(
        "helsinki", "kemi"
    )
