"""No page asks the database more than twelve times with anything chosen either (bare ones: ``test_permissions``)."""

import pytest

from tests.pages.test_permissions import MOST


@pytest.mark.parametrize(
    "query",
    ["?strategia=kemi-hyvinvointi-2023", "?nakyma=toimialat", "?kausi=2025", "?kausi=2023-Q1", "?haku=k&tila=met"],
)
@pytest.mark.parametrize("page", ["", "tavoitteet/", "mittarit/", "toimialat/", "strategiakartta/", "tilannekuva/"])
def test_a_page_asks_twelve_times_at_the_most_with_anything_chosen(
    demo, as_reader, page: str, query: str, django_assert_max_num_queries
) -> None:
    reader = as_reader("paakayttaja")
    with django_assert_max_num_queries(MOST):
        assert reader.get(f"/kemi/{page}{query}").status_code == 200
