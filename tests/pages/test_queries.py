"""No page asks the database more than twelve times; how often each asks whatever its size, its own tests tell."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.test_permissions import TABLE

MOST = 12
PEOPLE = ("visitor", "johto", "valvoja", "toimialajohtaja", "valtuutettu", "paakayttaja", "tarkastaja", "kokkola")
# A board's pack is one paper of rows, projects with milestones and notes, and actions: seven of them of work alone.
MORE = {"<slug:code>/lautakunnat/<str:unit>/": 15}
# A draft is compiled anew for each look: two Standings, work, texts, cards, the ledger and its log.
_DRAFT = 54
MORE |= {
    f"<slug:code>/raportit/<str:report>/{page}": _DRAFT
    for page in (
        "",
        "esikatselu/",
        "jaadytys/",
        "tekstit/<str:kind>/<str:about>/",
        "luonnos/<str:language>/<str:kind>/",
    )
}
# A trail is a file with everything that has been recorded; it is downloaded, not looked at.
FILES = (".xlsx", ".csv", ".docx")
PAGES = sorted({(pattern, address) for pattern, address, *_ in TABLE if not address.endswith(FILES)})


@pytest.mark.parametrize(("pattern", "address"), PAGES, ids=str)
def test_a_page_asks_twelve_times_at_the_most(demo, as_reader, pattern: str, address: str) -> None:
    for who in PEOPLE:
        reader = as_reader("" if who == "visitor" else who)
        with CaptureQueriesContext(connection) as asked:
            reader.get(address)
        assert len(asked) <= MORE.get(pattern, MOST), (who, [one["sql"] for one in asked])


@pytest.mark.parametrize(
    "query",
    ["?strategia=kemi-hyvinvointi-2023", "?nakyma=toimialat", "?kausi=2025", "?kausi=2023-Q1", "?haku=k&tila=met"],
)
@pytest.mark.parametrize("page", ["", "tavoitteet/", "mittarit/", "toimialat/", "strategiakartta/", "tilannekuva/"])
def test_nor_with_anything_chosen(demo, as_reader, page: str, query: str, django_assert_max_num_queries) -> None:
    reader = as_reader("paakayttaja")
    with django_assert_max_num_queries(MOST):
        assert reader.get(f"/kemi/{page}{query}").status_code == 200
