"""Themes by units: counts worked out by hand, and what is said of what is lacking."""

import re

import pytest

from scorecard.models import ActionNode, ServedNode, Unit
from scorecard.work.organisation import organisation_of
from scorecard.work.themes import Count, Matrix, matrix_of
from tests.work.conftest import NOW
from tests.work.workshop import Workshop, browser

ADDRESS = "/pikkula/tyo/teemat/"
NONE = Count()


def matrix(city: Workshop) -> Matrix:
    """The matrix of the city's strategy."""
    return matrix_of(city.strategy, organisation_of(city.city), NOW.date())


def counts(found: Matrix, unit: str) -> dict[str, Count]:
    """The counts of a unit that are not nought, by theme."""
    row = next(one for _depth, one in found.rows if one.code == unit)
    return {one.node.code: found.count(row, one) for one in found.columns if found.count(row, one) != NONE}


def carried(found: Matrix) -> dict[str, tuple[int, int]]:
    """By theme how many units of how many."""
    return {one.node.code: found.carried(one) for one in found.columns}


def test_each_theme_is_a_column_and_a_goal_without_themes_is_one(city: Workshop) -> None:
    assert [one.node.code for one in matrix(city).columns] == ["valittava", "ideat", "oppiva"]


def test_actions_are_counted_by_unit_and_theme(city: Workshop) -> None:
    city.an_action("a", "A", city.library, on=[city.ideas, city.learning])
    city.an_action("b", "B", city.museum, on=[city.caring])
    found = matrix(city)
    assert counts(found, "kirjasto") == {"ideat": Count(2), "oppiva": Count(1)}
    assert counts(found, "museo") == {"valittava": Count(1)}
    assert counts(found, "vapaa") == {}
    # Result area and two result units are expected; sectors are not.
    assert carried(found) == {"ideat": (1, 3), "oppiva": (1, 3), "valittava": (1, 3)}


def test_a_sectors_own_action_is_shown_and_not_in_the_totals(city: Workshop) -> None:
    city.an_action("a", "A", city.sector, on=[city.learning])
    found = matrix(city)
    assert counts(found, "sivistys") == {"oppiva": Count(1)}
    assert carried(found)["oppiva"] == (0, 3)


def test_what_serves_the_goal_itself_has_a_column_of_its_own(city: Workshop) -> None:
    city.an_action("a", "A", city.museum, on=[city.wise])
    found = matrix(city)
    assert [one.node.code for one in found.columns] == ["valittava", "ideat", "oppiva", "viisas"]
    assert counts(found, "museo") == {"viisas": Count(1)}


def test_what_stands_below_a_theme_counts_for_it_once(city: Workshop) -> None:
    below = city.node("ideat-1", "objective", city.ideas)
    city.an_action("a", "A", city.museum, on=[city.ideas, below])
    assert counts(matrix(city), "museo") == {"ideat": Count(1)}


@pytest.mark.parametrize(
    ("state", "found"), [("suspended", {}), ("done", {"oppiva": Count(1)}), ("", {"oppiva": Count(1)})]
)
def test_a_suspended_action_does_not_count(city: Workshop, state: str, found: dict[str, Count]) -> None:
    city.an_action("a", "A", city.museum, on=[city.learning], state=state)
    assert counts(matrix(city), "museo") == found


def test_a_programmes_action_counts_for_the_theme_its_goal_serves(city: Workshop) -> None:
    programme = city.programme()
    goal = city.node("arki")
    goal.strategy = programme
    goal.save()
    city.an_action("t1", "T", city.museum, on=[goal], strategy=programme)
    assert counts(matrix(city), "museo") == {}
    link = ServedNode.objects.create(node=goal, served=city.learning, proposed=True)
    assert counts(matrix(city), "museo") == {"oppiva": Count(1, proposed=1)}
    link.proposed = False
    link.save()
    assert counts(matrix(city), "museo") == {"oppiva": Count(1)}
    # A sure link of its own outweighs a proposed way.
    ServedNode.objects.update_or_create(node=goal, served=city.learning, defaults={"proposed": True})
    ActionNode.objects.create(action=programme.actions.get(), node=city.learning)
    assert counts(matrix(city), "museo") == {"oppiva": Count(1)}


def test_a_unit_that_is_no_more_is_not_asked(city: Workshop) -> None:
    city.museum.valid_to = NOW.date().replace(day=19)
    city.museum.save()
    assert carried(matrix(city))["ideat"] == (1, 2)


# --- the page


def test_the_page_says_who_has_and_who_has_not(city: Workshop) -> None:
    text = browser(city.management).get(ADDRESS).text
    assert "1/3 yksikköä on vienyt teeman toimenpiteiksi" in text
    assert "0/3 yksikköä on vienyt teeman toimenpiteiksi" in text
    assert "1/3 tulosaluetta ja yksikköä on tehnyt strategiasta toimenpiteitä." in text
    row = text.split('class="name">Museo')[1].split("</tr>")[0]
    assert len(re.findall(r'class="lacking">ei<span class="rest"> toimenpidettä', row)) == 3


def test_the_table_tells_a_screen_reader_what_each_cell_is_of(city: Workshop) -> None:
    text = browser(city.management).get(ADDRESS).text
    assert text.count('scope="colgroup"') == 2
    assert text.count('scope="col"') == 4
    assert text.count('scope="row"') == 5
    assert "toimenpidettä: Kirjasto, ideat</span>" in text


def test_a_cell_leads_to_just_the_actions_it_counts(city: Workshop) -> None:
    city.an_action("a", "Alueen oma", city.area, on=[city.ideas])
    city.an_action("b", "Keskeytynyt", city.area, on=[city.ideas], state="suspended")
    client = browser(city.management)
    row = client.get(ADDRESS).text.split('class="name">Vapaa')[1].split("</tr>")[0]
    address = row.split('href="')[1].split('"')[0].replace("&amp;", "&")
    text = client.get(address).text
    assert ">Alueen oma</a>" in text
    assert ">Kokeilupajat</a>" not in text
    assert ">Keskeytynyt</a>" not in text


def test_the_strategy_can_be_chosen_where_there_are_several(city: Workshop) -> None:
    client = browser(city.management)
    assert 'name="strategia"' not in client.get(ADDRESS).text
    city.programme()
    text = client.get(f"{ADDRESS}?strategia=pikkula-ohjelma").text
    assert "Strategialla ei ole vielä päämääriä eikä teemoja" in text
    assert client.get(f"{ADDRESS}?strategia=muu").status_code == 404


def test_actions_of_no_unit_are_told(city: Workshop) -> None:
    city.an_action("a", "A", None, on=[city.ideas])
    assert "Lisäksi yksi toimenpide on ilman yksikköä." in browser(city.management).get(ADDRESS).text


def test_the_page_asks_the_database_equally_often_of_one_and_of_many(city: Workshop, django_assert_num_queries) -> None:
    client = browser(city.management)
    with django_assert_num_queries(6):
        client.get(ADDRESS)
    for number in range(15):
        unit = city.unit(f"u{number}", "result_unit", city.area)
        city.an_action(f"t{number}", f"T{number}", unit, on=[city.ideas, city.caring])
        city.node(f"teema-{number}", "theme", city.caring)
    with django_assert_num_queries(6):
        assert "16/18 yksikköä" in client.get(ADDRESS).text


def test_on_a_phone_a_unit_tells_how_many_themes_it_has_actions_for(city: Workshop) -> None:
    text = browser(city.management).get(ADDRESS).text
    library, museum = (text.split(f'class="name">{name}')[1].split("</tr>")[0] for name in ("Kirjasto", "Museo"))
    assert '<small class="summed">Toimenpiteitä teemoissa: 1/3</small>' in library
    assert library.count('class="without"') == 2
    assert '<small class="summed">Ei toimenpiteitä</small>' in museum


def test_where_no_unit_is_expected_it_is_said_once_and_who_may_is_led_to_the_units(city: Workshop) -> None:
    Unit.objects.filter(kind__in=["result_area", "result_unit"]).update(valid_to=NOW.date().replace(day=19))
    text = browser(city.management).get(ADDRESS).text
    assert text.count("Palvelussa ei ole vielä tulosalueita eikä tulosyksiköitä") == 1
    assert "0/0" not in text
    assert "on vienyt teeman" not in text
    assert "Lisää yksiköitä" not in text
    assert '<a href="/pikkula/hallinta/yksikot/">Lisää yksiköitä</a>' in browser(city.steward).get(ADDRESS).text


def test_a_table_of_very_many_themes_is_scrolled_in_a_box_of_its_own(city: Workshop) -> None:
    assert "matrix-box" not in browser(city.management).get(ADDRESS).text
    for number in range(18):
        city.node(f"teema-{number}", "theme", city.wise)
    assert '<div class="matrix-box" tabindex="0" role="group"' in browser(city.management).get(ADDRESS).text
