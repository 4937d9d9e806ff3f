"""The public list of sectors and the page of each."""

from tests.public.town import rows_of


def test_each_sector_has_its_own_message(seen) -> None:
    page = seen("toimialat/")
    assert "2 toimialaa vastaa 4 mittarista." in page
    first, second = page.split('href="/pikkula/toimialat/sivistys/"')[1].split('href="/pikkula/toimialat/tekniikka/"')
    assert "2 mittarista yksi on saavutettu tai etenee; yksi on jäljessä tai saavuttamatta." in first
    assert "2 mittarista yhdestä puuttuu tieto; yhden tulkinta on avoin." in second
    assert "Sivistyslautakunta" in first


def test_the_page_parts_own_rows_from_those_reported_with_others(city, seen) -> None:
    row = city.row("S1", units=[city.library, city.technics], name_fi="Poissaolot", responsible_unit=city.technics)
    city.enter(row, "2026-Q3", "5", unit=city.library)
    page = seen("toimialat/sivistys/")
    own, shared = page.split("Yhteiset mittarit")
    assert rows_of(own) == ["Työpajojen määrä", "Kurssien määrä"]
    assert rows_of(shared) == ["Poissaolot"]
    assert "Yhteiset mittarit" not in seen("toimialat/tekniikka/")


def test_the_sectors_projects_and_units_stand_there(city, seen) -> None:
    city.a_project("kirja", "Kirja", city.library)
    city.a_project("tie", "Tie", city.technics)
    page = seen("toimialat/sivistys/")
    assert 'href="/pikkula/projektit/silta/"' in page
    assert 'href="/pikkula/projektit/kirja/"' in page
    assert 'href="/pikkula/projektit/tie/"' not in page
    assert "Kirjasto · Museo" in page
    assert 'href="/pikkula/toimenpiteet/?toimiala=sivistys"' in page


def test_only_sectors_have_a_page(city, client) -> None:
    for unit in ("kirjasto", "olematon"):
        assert client.get(f"/pikkula/toimialat/{unit}/").status_code == 404
