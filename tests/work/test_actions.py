"""Units' own actions, and those quoted from a programme."""

import re

import pytest

from kemi_strategy.web.languages import in_language
from measures.models import RowLink
from scorecard.models import Action, ActionNode
from scorecard.work.sdg import read_sdg
from tests.work.workshop import Workshop, browser, made_by, seen_in

NEW = {"name_fi": "Lukuretki kouluun", "nodes": ["ideat"], "schedule": "kevät 2027", "sdg": "4, 10", "state": "planned"}


def new(city: Workshop, **change: object) -> dict[str, object]:
    """The form of a new action of the library."""
    return NEW | {"unit": str(city.library.pk)} | change


def form(city: Workshop, action: Action, **change: object) -> dict[str, object]:
    """The form of an action as it comes with its page, with a change."""
    address = f"{city.actions_address}{action.strategy.code}/{action.code}/"
    text = browser(city.steward).get(address).text
    given = {"name_fi": action.name_fi, "unit": str(action.unit_id), "nodes": ["ideat"], "seen": seen_in(text, address)}
    return given | change


# --- the list


def test_a_supervisor_sees_the_own_unit_first_and_may_see_all(city: Workshop) -> None:
    city.an_action("nayttely", "Näyttely", city.museum)
    client = browser(city.supervisor)
    text = client.get(city.actions_address).text
    assert "Kokeilupajat" in text
    assert "Näyttely" not in text
    assert "Näkyvissä 1/2." in text
    assert "Näyttely" in client.get(f"{city.actions_address}?yksikko=").text
    assert "Näyttely" in browser(city.management).get(city.actions_address).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?yksikko=vapaa", {"Kokeilupajat", "Alueen oma"}),
        ("?yksikko=vapaa&vain=1", {"Alueen oma"}),
        ("?yksikko=-", {"Yhteinen"}),
        ("?tila=suspended", {"Yhteinen"}),
        ("?strategia=pikkula-ohjelma", set()),
    ],
)
def test_the_list_shows_what_was_chosen(city: Workshop, query: str, found: set[str]) -> None:
    city.an_action("alue", "Alueen oma", city.area)
    city.an_action("yhteinen", "Yhteinen", None, state="suspended")
    city.programme()
    text = browser(city.management).get(city.actions_address + query).text
    assert {name for name in ("Kokeilupajat", "Alueen oma", "Yhteinen") if f">{name}</a>" in text} == found


def test_the_list_asks_the_database_equally_often_of_one_and_of_many(city: Workshop, django_assert_num_queries) -> None:
    client = browser(city.management)
    with django_assert_num_queries(7):
        client.get(city.actions_address)
    for number in range(20):
        city.an_action(f"t{number}", f"Toimi {number}", city.museum, on=[city.ideas, city.caring])
    with django_assert_num_queries(7):
        assert "Näkyvissä 21/21." in client.get(city.actions_address).text


# --- adding


def test_a_supervisor_adds_an_action_of_the_own_unit(city: Workshop) -> None:
    client = browser(city.supervisor)
    text = client.get(f"{city.actions_address}uusi/").text
    assert f'<option value="{city.library.pk}" selected>' in text
    assert f'<option value="{city.museum.pk}"' not in text
    answer = client.post(f"{city.actions_address}uusi/", new(city), follow=True)
    assert "Toimenpide ”Lukuretki kouluun” on lisätty." in answer.text
    made = Action.objects.get(code="lukuretki-kouluun")
    assert (made.unit, made.sdg, made.state, made.schedule) == (city.library, "4, 10", "planned", "kevät 2027")
    assert [link.node for link in made.links.all()] == [city.ideas]
    assert made_by(made) == [("+", "maija-pikkula")]
    assert made_by(made.links.get()) == [("+", "maija-pikkula")]


def test_sent_twice_it_is_added_once(city: Workshop) -> None:
    client = browser(city.supervisor)
    client.post(f"{city.actions_address}uusi/", new(city))
    answer = client.post(f"{city.actions_address}uusi/", new(city))
    assert answer.status_code == 422
    assert "Yksiköllä on jo tämän niminen toimenpide." in answer.text
    assert Action.objects.filter(name_fi="Lukuretki kouluun").count() == 1
    assert ActionNode.objects.filter(action__name_fi="Lukuretki kouluun").count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name_fi": ""}, "Kirjoita, mitä tehdään."),
        ({"sdg": "4, 18"}, "”18” ei ole kestävän kehityksen tavoitteen numero."),
        ({"sdg": "0"}, "”0” ei ole kestävän kehityksen tavoitteen numero."),
        ({"sdg": "neljä"}, "”neljä” ei ole kestävän kehityksen tavoitteen numero."),
        ({"nodes": ["eiole"]}, "Valitse tavoitteet ja teemat luettelosta."),
        ({"schedule": "x" * 101}, "Teksti on liian pitkä: enintään 100 merkkiä."),
        ({"unit": ""}, "Valitse luettelosta."),
        ({"unit": "museo"}, "Valitse luettelosta."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    city: Workshop, change: dict[str, object], sentence: str
) -> None:
    answer = browser(city.supervisor).post(
        f"{city.actions_address}uusi/", new(city, responsible_roles="Kirjastonjohtaja", **change)
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Kirjastonjohtaja"' in answer.text
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ""),
        ("3", "3"),
        (" 11;3, 4 ", "3, 4, 11"),
        ("17. 1", "1, 17"),
        ("3 ja 4", "3, 4"),
        ("3 och 4, 11 and 2", "2, 3, 4, 11"),
        ("04", "4"),
        ("3,3", "3"),
    ],
)
def test_numbers_of_sdg_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert read_sdg(typed) == read


@pytest.mark.parametrize("typed", ["18", "-1", "3-5", "1.5e1", "٣", "3/4", "100"])
def test_what_is_no_sdg_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="Kirjoita numerot 1–17"):
        read_sdg(typed)


def test_what_is_no_sdg_is_refused_in_the_readers_language() -> None:
    with in_language("sv"), pytest.raises(ValueError, match="”18” är inte numret på ett mål för hållbar utveckling"):
        read_sdg("18")
    with in_language("en"), pytest.raises(ValueError, match=r"“3\.5” is a target .* Write the number of the goal: 3\."):
        read_sdg("3.5")


def test_no_action_is_added_to_a_unit_out_of_reach(city: Workshop) -> None:
    answer = browser(city.supervisor).post(f"{city.actions_address}uusi/", new(city, unit=str(city.museum.pk)))
    assert answer.status_code == 422
    assert browser(city.management).post(f"{city.actions_address}uusi/", new(city)).status_code == 403
    answer = browser(city.head).post(f"{city.actions_address}uusi/", new(city, unit=str(city.museum.pk)))
    assert answer.status_code == 302


# --- changing


def test_a_unit_changes_its_own_action(city: Workshop) -> None:
    change = form(city, city.action, name_fi="Pajat", nodes=["oppiva"], state="running")
    answer = browser(city.supervisor).post(city.action_address, change, follow=True)
    assert "Toimenpide on tallennettu." in answer.text
    city.action.refresh_from_db()
    assert (city.action.name_fi, city.action.state) == ("Pajat", "running")
    assert [link.node for link in city.action.links.all()] == [city.learning]
    assert made_by(city.action)[-1] == ("~", "maija-pikkula")
    assert "nimi ”Kokeilupajat” → ”Pajat”" in answer.text


def test_two_who_change_the_same_one_see_both_texts(city: Workshop) -> None:
    first = form(city, city.action, name_fi="Ensimmäisen pajat")
    second = form(city, city.action, name_fi="Toisen pajat")
    browser(city.supervisor).post(city.action_address, first)
    answer = browser(city.head).post(city.action_address, second)
    assert answer.status_code == 422
    table = answer.text.split('class="both"')[1].split("</table>")[0]
    assert "Ensimmäisen pajat" in table
    assert "Toisen pajat" in table
    city.action.refresh_from_db()
    assert city.action.name_fi == "Ensimmäisen pajat"
    again = second | {"seen": seen_in(answer.text, city.action_address)}
    assert browser(city.head).post(city.action_address, again).status_code == 302


def test_a_theme_chosen_by_another_is_not_dropped_unseen(city: Workshop) -> None:
    first = form(city, city.action, nodes=["ideat", "oppiva"])
    second = form(city, city.action, nodes=["ideat", "valittava"])
    browser(city.supervisor).post(city.action_address, first)
    assert browser(city.head).post(city.action_address, second).status_code == 422
    assert set(city.action.links.values_list("node__code", flat=True)) == {"ideat", "oppiva"}


@pytest.mark.parametrize("who", ["management", "auditor", "other_head", "finance"])
def test_others_look_and_do_not_touch(city: Workshop, who: str) -> None:
    change, client = form(city, city.action, name_fi="Muu"), browser(getattr(city, who))
    assert "Tallenna toimenpide" not in client.get(city.action_address).text
    assert client.post(city.action_address, change).status_code == 403
    assert client.post(f"{city.action_address}paata/", {"tila": "valmis"}).status_code == 403
    assert client.post(f"{city.action_address}poista/").status_code == 403
    assert Action.objects.get().name_fi == "Kokeilupajat"


@pytest.mark.parametrize(("word", "state"), [("valmis", "done"), ("keskeytetty", "suspended")])
def test_an_action_is_ended(city: Workshop, word: str, state: str) -> None:
    answer = browser(city.supervisor).post(f"{city.action_address}paata/", {"tila": word}, follow=True)
    assert "Toimenpide on päätetty." in answer.text
    assert "Merkitse valmiiksi" not in answer.text
    assert Action.objects.get().state == state
    assert browser(city.supervisor).post(f"{city.action_address}paata/", {"tila": "muu"}).status_code == 422


def test_an_action_is_taken_away_unless_measured(city: Workshop) -> None:
    RowLink.objects.create(row=city.row("K1"), action=city.action)
    answer = browser(city.supervisor).post(f"{city.action_address}poista/")
    assert answer.status_code == 422
    assert "siihen on liitetty mittari" in answer.text
    RowLink.objects.all().delete()
    assert browser(city.supervisor).post(f"{city.action_address}poista/").status_code == 302
    assert not Action.objects.exists()
    assert Action.history.get(history_type="-").history_user == city.supervisor


# --- quoted from a programme


@pytest.fixture
def quoted(city: Workshop) -> Action:
    """A programme's action of the library."""
    return city.an_action("t1", "Omatoimikirjasto mahdollistaa palvelut", city.library, strategy=city.programme())


def test_the_unit_keeps_the_steps_of_a_quoted_action_and_not_its_words(city: Workshop, quoted: Action) -> None:
    address = f"{city.actions_address}{quoted.strategy.code}/t1/"
    client = browser(city.supervisor)
    text = client.get(address).text
    assert 'name="name_fi"' not in text
    assert "Sanamuoto on ohjelmasta lainattu." in text
    change = form(city, quoted, name_fi="Muu sanamuoto", state="running", sdg="4")
    assert client.post(address, change).status_code == 302
    quoted.refresh_from_db()
    assert (quoted.name_fi, quoted.state, quoted.sdg) == ("Omatoimikirjasto mahdollistaa palvelut", "running", "4")
    answer = client.post(f"{address}poista/")
    assert answer.status_code == 403
    assert "Vain strategian pääkäyttäjä" in answer.text


def test_the_steward_changes_a_quoted_wording(city: Workshop, quoted: Action) -> None:
    address = f"{city.actions_address}{quoted.strategy.code}/t1/"
    change = form(city, quoted, name_fi="Omatoimikirjasto parantaa palveluja", nodes=[])
    assert browser(city.steward).post(address, change).status_code == 302
    quoted.refresh_from_db()
    assert quoted.name_fi == "Omatoimikirjasto parantaa palveluja"


def test_only_the_steward_adds_to_a_programme(city: Workshop, quoted: Action) -> None:
    address = f"{city.actions_address}uusi/?strategia={quoted.strategy.code}"
    browser(city.supervisor).post(address, new(city, nodes=[]))
    assert Action.objects.get(code="lukuretki-kouluun").strategy == city.strategy
    browser(city.steward).post(address, new(city, nodes=[]))
    assert Action.objects.filter(strategy=quoted.strategy).count() == 2


def test_the_steward_settles_what_a_quoted_action_serves(city: Workshop, quoted: Action) -> None:
    ActionNode.objects.create(action=quoted, node=city.ideas, proposed=True)
    address = f"{city.actions_address}{quoted.strategy.code}/t1/"
    assert browser(city.supervisor).post(f"{address}ehdotus/", {"vahvista": "ideat"}).status_code == 403
    assert browser(city.steward).post(f"{address}ehdotus/", {"vahvista": "ideat"}).status_code == 302
    assert not quoted.links.get().proposed


@pytest.mark.parametrize("typed", ["1.5", "4, 17.a", "3.5."])
def test_a_target_of_a_goal_is_not_two_goals(typed: str) -> None:
    with pytest.raises(ValueError, match=r"on kestävän kehityksen alatavoite\. Kirjoita tavoitteen numero: "):
        read_sdg(typed)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("yksikko=eiole", "Valintaa ”Yksikkö: eiole” ei ole. Sitä ei otettu huomioon."),
        ("yksikko=&teema=99999", "Valintaa ”Teema tai tavoite: 99999” ei ole."),
        ("yksikko=&tila=hukassa", "Valintaa ”Tila: hukassa” ei ole."),
        (f"yksikko={'x' * 10000}", f"Valintaa ”Yksikkö: {'x' * 80}” ei ole."),
    ],
)
def test_a_choice_that_is_not_there_is_said_and_left_aside(city: Workshop, query: str, told: str) -> None:
    city.an_action("t9", "Lukuretki", city.library)
    text = browser(city.management).get(f"/pikkula/tyo/toimenpiteet/?{query}").text
    assert told in text
    assert "Lukuretki" in text
    assert re.search(r"Näkyvissä (\d+)/\1\.", text)


def test_somebody_without_units_has_no_own_ones(city: Workshop) -> None:
    city.an_action("t9", "Lukuretki", city.library)
    text = browser(city.management).get("/pikkula/tyo/toimenpiteet/?yksikko=omat").text
    assert "Valintaa ”Yksikkö: omat” ei ole." in text
    assert "Lukuretki" in text


def test_an_unsaid_state_is_short_under_its_heading_and_whole_beside_a_name(city: Workshop) -> None:
    client = browser(city.management)
    listed = client.get("/pikkula/tyo/toimenpiteet/").text
    assert "Ei kerrottu</span>" in listed
    assert "Tilaa ei ole kerrottu" not in listed
    own = client.get(f"/pikkula/tyo/toimenpiteet/{city.strategy.code}/pajat/").text
    assert "Tilaa ei ole kerrottu</span>" in own


def test_a_proposed_theme_that_is_not_ticked_is_told_over_the_form(city: Workshop) -> None:
    told = "Ehdotettua teemaa ei ole rastittu alla. Vahvista tai poista se kohdassa Palvelee."
    address = f"/pikkula/tyo/toimenpiteet/{city.strategy.code}/pajat/"
    assert told not in browser(city.steward).get(address).text
    city.action.links.create(node=city.learning, proposed=True)
    assert told in browser(city.steward).get(address).text
