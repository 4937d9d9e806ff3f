"""The public list of goals and the page of each."""

from tests.public.town import rows_of


def test_the_list_has_goals_with_their_themes_and_benefits(seen) -> None:
    page = seen("tavoitteet/")
    assert page.index(">Päämäärät</h2>") < page.index(">Hyödyt</h2>")
    goal = page.split('href="/pikkula/tavoitteet/viisas/"')[1].split('href="/pikkula/tavoitteet/valittava/"')[0]
    assert 'href="/pikkula/tavoitteet/ideat/"' in goal
    assert 'href="/pikkula/tavoitteet/oppiva/"' in goal
    assert "2 päämäärää. 4 mittarista yksi on saavutettu tai etenee;" in page


def test_proposed_links_are_left_out_and_said_so(seen) -> None:
    for address in ("tavoitteet/", "tavoitteet/viisas/"):
        assert "Yhden mittarin yhteys odottaa vahvistusta." in seen(address)
    assert rows_of(seen("tavoitteet/viisas/")) == ["Työpajojen määrä"]


def test_the_search_keeps_the_goal_above_what_was_found(seen) -> None:
    page = seen("tavoitteet/?haku=ide")
    assert ">viisas</a>" in page
    assert ">ideat</a>" in page
    for other in ("oppiva", "valittava", "talous"):
        assert f">{other}</a>" not in page
    assert "Haulla ei löytynyt tavoitteita." in seen("tavoitteet/?haku=deat")


def test_the_page_of_a_theme_tells_its_message_its_rows_and_the_way_up(seen) -> None:
    page = seen("tavoitteet/ideat/")
    assert '<p class="lead">Ainoa mittari on saavutettu.</p>' in page
    assert '<a href="/pikkula/tavoitteet/">Tavoitteet</a>' in page
    assert '<a href="/pikkula/tavoitteet/viisas/">viisas</a>' in page
    assert rows_of(page) == ["Työpajojen määrä"]


def test_a_goal_without_a_measure_says_so(seen) -> None:
    page = seen("tavoitteet/oppiva/")
    assert "Ei mittaria." in page
    assert "Tähän ei ole liitetty vahvistettuja mittareita." in page


def test_the_work_that_serves_a_goal_stands_on_its_page_when_confirmed(city, seen) -> None:
    city.serves(city.learning)
    page = seen("tavoitteet/viisas/")
    assert '<a href="/pikkula/projektit/silta/">Silta kouluun</a>' in page
    assert '<a href="/pikkula/toimenpiteet/pajat/">Kokeilupajat</a>' in page
    assert "Silta kouluun" not in seen("tavoitteet/ideat/")
    assert "Silta kouluun" not in seen("tavoitteet/valittava/")
    city.serves(city.caring, proposed=True)
    assert "Silta kouluun" not in seen("tavoitteet/valittava/")


def test_a_project_that_serves_two_of_a_goals_themes_stands_once(city, seen) -> None:
    city.serves(city.learning)
    city.serves(city.ideas)
    assert seen("tavoitteet/viisas/").count(">Silta kouluun</a>") == 1


def test_a_node_that_is_not_there(city, client) -> None:
    assert client.get("/pikkula/tavoitteet/olematon/").status_code == 404


def test_the_cards_of_the_progress_page_lead_here(seen) -> None:
    page = seen("")
    assert '<a href="/pikkula/tavoitteet/viisas/">viisas</a>' in page
    assert '<a href="/pikkula/tavoitteet/talous/">talous</a>' in page
