"""The pages of the work and of the service in Swedish and English, and what they refuse: wholly in the language."""

import pytest

from scorecard.about.keeping import receive_feedback
from scorecard.models import Milestone
from tests.pages.test_languages import whole

PROJECT, ACTION = "/kemi/tyo/projektit/kemi-2023/uso/", "/kemi/tyo/toimenpiteet/kemi-hyvinvointi-2023/t33/"
PAGES = [
    ("", "/saavutettavuusseloste/", 200),
    ("", "/tietoa/", 200),
    ("", "/kirjaudu/", 200),
    ("paakayttaja", "/kemi/tyo/projektit/", 200),
    ("paakayttaja", "/kemi/tyo/projektit/?tila=eiole", 200),
    ("paakayttaja", "/kemi/tyo/projektit/uusi/", 200),
    ("paakayttaja", PROJECT, 200),
    ("paakayttaja", "/kemi/tyo/toimenpiteet/", 200),
    ("paakayttaja", "/kemi/tyo/toimenpiteet/?tila=eiole&yksikko=eiole", 200),
    ("paakayttaja", "/kemi/tyo/toimenpiteet/uusi/", 200),
    ("paakayttaja", ACTION, 200),
    ("paakayttaja", "/kemi/tyo/teemat/", 200),
    ("paakayttaja", "/kemi/tyo/teemat/?strategia=eiole", 404),
    ("paakayttaja", "/kemi/hallinta/palaute/", 200),
    ("valvoja", PROJECT, 200),
    ("valvoja", ACTION, 200),
    ("toimialajohtaja", PROJECT, 200),
    ("johto", "/kemi/tyo/projektit/uusi/", 403),
    ("valtuutettu", "/kemi/hallinta/palaute/", 403),
    ("johto", "/kokkola/tyo/projektit/", 404),
]
REFUSED = [
    ("", "/kirjaudu/", {}, 200),
    ("", "/kirjaudu/", {"username": "a", "password": "b"}, 200),
    ("", "/saavutettavuusseloste/", {"email": "x", "page": "y" * 301}, 422),
    ("paakayttaja", "/kemi/tyo/projektit/uusi/", {}, 422),
    ("paakayttaja", f"{PROJECT}muokkaa/", {}, 422),
    ("paakayttaja", f"{PROJECT}muokkaa/", {"name_fi": "USO", "version": "1"}, 422),
    ("paakayttaja", f"{PROJECT}katsaus/", {}, 422),
    ("paakayttaja", f"{PROJECT}virstanpylvaat/", {"name_fi": "x", "due": "99.99.2026"}, 422),
    ("paakayttaja", "/kemi/tyo/toimenpiteet/uusi/", {"sdg": "99", "name_fi": "A" * 600}, 422),
    ("paakayttaja", ACTION, {}, 422),
    ("paakayttaja", "/kemi/hallinta/palaute/{feedback}/vastaa/", {"answer": " "}, 422),
    ("johto", f"{PROJECT}muokkaa/", {}, 403),
    ("valvoja", f"{PROJECT}poista/", {}, 403),
    ("tarkastaja", ACTION, {}, 403),
    ("", f"{PROJECT}muokkaa/", {"name_fi": "USO"}, 401),
]


@pytest.fixture
def feedback(demo: None) -> int:
    """Somebody's feedback, which waits for an answer."""
    return receive_feedback(text="Words.", municipality=None, page="", name="", email="", sender="x", language="en").pk


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("who", "address", "status"), PAGES)
def test_a_page_is_wholly_in_its_language(feedback, as_reader, who: str, address: str, status: int, language: str):
    answer = as_reader(who).get(f"/{language}{address}")
    assert answer.status_code == status
    whole(answer, language)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("who", "address", "typed", "status"), REFUSED)
def test_a_refusal_is_wholly_in_its_language(
    feedback, as_reader, who: str, address: str, typed: dict[str, str], status: int, language: str
):
    answer = as_reader(who).post(f"/{language}{address.format(feedback=feedback)}", typed)
    assert answer.status_code == status
    whole(answer, language)


def test_what_an_action_serves_is_marked_where_it_is_finnish(demo, as_reader):
    text = as_reader("paakayttaja").get(f"/en{ACTION}").text
    marked = '<span class="foreign" lang="fi">Olemme avoin ja luotettava arjen kumppani.</span></label>'
    assert marked in text
    assert ">Smooth everyday life</label>" in text


def test_a_board_and_a_milestone_have_finnish_names_only_and_say_so(demo, as_reader):
    board = as_reader("johto").get("/sv/kemi/lautakunnat/hyvinvointi/").text
    assert '<h1><span class="foreign" lang="fi">Hyvinvointilautakunta</span></h1>' in board
    project = as_reader("").get("/sv/kemi/projektit/esimerkki-lahikirjastot/").text
    first = Milestone.objects.filter(project__code="esimerkki-lahikirjastot").first()
    assert f'<p><span class="foreign" lang="fi">{first.name_fi}</span>' in project
