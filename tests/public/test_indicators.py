"""The public list of indicators."""

import pytest

from tests.public.town import line, rows_of


def test_the_rows_are_grouped_as_the_strategy_groups_them(seen) -> None:
    page = seen("mittarit/")
    assert rows_of(page) == ["Työpajojen määrä", "Kurssien määrä", "Öljyn kulutus", "Avoin mittari"]
    assert page.index('<a href="/pikkula/tavoitteet/talous/">talous</a></h2>') < page.index("Muut mittarit")


def test_the_message_is_made_of_counts(seen) -> None:
    said = "4 mittarista yksi on saavutettu tai etenee; yksi on jäljessä tai saavuttamatta; yhdestä puuttuu tieto; "
    assert f"{said}yhden tulkinta on avoin." in seen("mittarit/")


def test_a_row_tells_figure_target_verdict_and_when_the_next_figure_is_due(seen) -> None:
    told = line(seen("mittarit/"), "Kurssien määrä")
    for words in ("<strong>8</strong>", "vähintään 10", "Jäljessä", "kausi päättyy 31.12.2026", "Kirjasto"):
        assert words in told


def test_a_proposed_reading_is_never_coloured(seen) -> None:
    assert 'class="badge unclear proposed"' in line(seen("mittarit/"), "Avoin mittari")


def test_a_figure_that_waits_for_approval_is_not_told(city, seen) -> None:
    city.enter(city.lacking, "2026-Q3", "777", state="submitted")
    told = line(seen("mittarit/"), "Öljyn kulutus")
    assert "777" not in told
    assert "Tieto puuttuu" in told


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("tavoite=talous", ["Työpajojen määrä", "Kurssien määrä"]),
        ("tavoite=viisas", ["Työpajojen määrä"]),
        ("toimiala=sivistys", ["Työpajojen määrä", "Kurssien määrä"]),
        ("toimiala=tekniikka", ["Öljyn kulutus", "Avoin mittari"]),
        ("tila=behind", ["Kurssien määrä"]),
        ("tila=unclear&toimiala=tekniikka", ["Avoin mittari"]),
        ("haku=työ", ["Työpajojen määrä"]),
        ("haku=ölj", ["Öljyn kulutus"]),
        ("haku=olj", []),
        ("haku=määrä&tila=met", ["Työpajojen määrä"]),
        ("tila=hups&tavoite=ei&toimiala=ei", ["Työpajojen määrä", "Kurssien määrä", "Öljyn kulutus", "Avoin mittari"]),
    ],
)
def test_the_list_is_narrowed_by_the_address(seen, query: str, names: list[str]) -> None:
    assert rows_of(seen(f"mittarit/?{query}")) == names


def test_what_was_chosen_stays_in_the_form_and_can_be_taken_away(seen) -> None:
    page = seen("mittarit/?kausi=2026-H1&tila=behind&haku=%22k")
    assert '<option value="behind" selected>Jäljessä</option>' in page
    assert 'value="&quot;k"' in page
    assert '<option value="2026-H1" selected>' in page
    assert 'href="/pikkula/mittarit/?kausi=2026-H1">Poista rajaukset' in page
    assert "Poista rajaukset" not in seen("mittarit/?kausi=2026-H1")


def test_the_message_speaks_of_what_is_shown(seen) -> None:
    assert "Ainoa mittari on jäljessä." in seen("mittarit/?tila=behind")


def test_nothing_found_says_what_to_do(seen) -> None:
    assert "Valinnoilla ei löytynyt mittareita. Kokeile sanan alkua tai poista rajaukset." in seen("mittarit/?haku=zz")


def test_the_period_goes_along_and_another_period_is_another_page(city, seen) -> None:
    city.enter(city.ahead, "2026-Q2", "3")
    page = seen("mittarit/?kausi=2026-H1")
    assert 'href="/pikkula/mittarit/A1/?kausi=2026-H1"' in page
    assert 'href="/pikkula/tavoitteet/?kausi=2026-H1"' in page
    assert "<strong>3</strong>" in line(page, "Työpajojen määrä")


def test_a_programme_is_chosen_and_goes_along(city, seen) -> None:
    programme = city.programme()
    city.row("O1", name_fi="Ohjelman mittari", strategy=programme)
    page = seen("mittarit/?strategia=pikkula-ohjelma")
    assert rows_of(page) == ["Ohjelman mittari"]
    assert 'href="/pikkula/mittarit/O1/?strategia=pikkula-ohjelma"' in page
    assert 'href="/pikkula/projektit/"' in page
    assert "Ohjelman mittari" not in seen("mittarit/")


def test_a_draft_is_for_its_own_people(city, client) -> None:
    programme = city.programme()
    programme.state = "draft"
    programme.save()
    assert client.get("/pikkula/mittarit/?strategia=pikkula-ohjelma").status_code == 404
    assert "Ohjelma" not in client.get("/pikkula/mittarit/").text
    client.force_login(city.reader)
    assert client.get("/pikkula/mittarit/?strategia=pikkula-ohjelma").status_code == 200


@pytest.mark.parametrize("address", ["tavoitteet/", "mittarit/", "projektit/", "toimenpiteet/", "toimialat/"])
def test_an_unpublished_city_is_not_there(city, client, address: str) -> None:
    city.city.published = False
    city.city.save()
    assert client.get(f"/pikkula/{address}").status_code == 404
    client.force_login(city.reader)
    assert client.get(f"/pikkula/{address}").status_code == 200


@pytest.mark.parametrize("query", ["kausi=2026-Q9", "kausi=2027", "strategia=olematon"])
def test_what_does_not_exist_is_said(city, client, query: str) -> None:
    assert client.get(f"/pikkula/mittarit/?{query}").status_code == 404


def test_a_verdict_leads_to_what_it_means(city, seen, client) -> None:
    row = line(seen("mittarit/"), "Avoin mittari")
    assert 'href="/nain-tila-lasketaan/#unclear"' in row
    assert "Tulkinta avoin</span>" in row
    assert 'id="unclear"' in client.get("/nain-tila-lasketaan/").text


@pytest.mark.parametrize("address", ["mittarit/", "projektit/", "toimenpiteet/"])
def test_a_choice_that_is_not_there_is_said_and_left_aside(city, seen, address: str) -> None:
    page = seen(f"{address}?tavoite=eiole")
    assert "Valintaa ”Tavoite: eiole” ei ole. Sitä ei otettu huomioon." in page
    assert 'class="name"' in page
    assert "Valintaa" not in seen(f"{address}?haku=eiole")
