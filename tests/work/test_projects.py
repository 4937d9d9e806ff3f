"""The list of projects, and adding one."""

import pytest

from scorecard.models import Decision, Project
from scorecard.models.codes import WorkState
from scorecard.work.keeping.notes import write_note
from scorecard.work.reviews import Review
from tests.work.workshop import Workshop, browser, made_by

NEW = {"name_fi": "Yöjuna Töölöön", "state": "planned", "starts": "1.9.2026", "ends": "31.12.2027"}


def names(text: str) -> list[str]:
    """The projects on the page, in order."""
    return [part.split("</a>")[0].split(">")[-1] for part in text.split('class="name">')[1:]]


@pytest.fixture
def many(city: Workshop) -> Workshop:
    """Besides the bridge: one of the other sector, one finished, one of no sector."""
    city.serves(city.ideas)
    city.a_project("tie", "Tie", city.technics, serves_oulu2026=True)
    city.a_project("vanha", "Vanha", city.sector, state="done")
    city.a_project("yhteinen", "Yhteinen", None, state="planned")
    return city


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Silta kouluun", "Vanha", "Tie", "Yhteinen"]),
        ("?toimiala=tekniikka", ["Tie"]),
        ("?toimiala=-", ["Yhteinen"]),
        ("?tila=done", ["Vanha"]),
        ("?oulu2026=1", ["Tie"]),
        ("?katsaus=puuttuu", ["Silta kouluun", "Tie", "Yhteinen"]),
        ("?toimiala=eiole&tila=eiole&tavoite=eiole", ["Silta kouluun", "Vanha", "Tie", "Yhteinen"]),
        ("?toimiala=tekniikka&tila=done", []),
    ],
)
def test_the_list_shows_what_was_chosen(many: Workshop, query: str, found: list[str]) -> None:
    text = browser(many.management).get(many.list_address + query).text
    assert sorted(names(text)) == sorted(found)
    assert ("Valinnoilla ei löytynyt projekteja." in text) == (not found)


def test_a_goal_finds_what_serves_the_themes_below_it(many: Workshop) -> None:
    client = browser(many.management)
    assert names(client.get(f"{many.list_address}?tavoite={many.wise.pk}").text) == ["Silta kouluun"]
    assert names(client.get(f"{many.list_address}?tavoite={many.ideas.pk}").text) == ["Silta kouluun"]
    assert names(client.get(f"{many.list_address}?tavoite={many.caring.pk}").text) == []


def test_a_lacking_review_is_told_until_it_is_written(city: Workshop) -> None:
    client = browser(city.head)
    text = client.get(city.list_address).text
    assert "Yhdeltä puuttuu katsaus." in text
    assert "puolivuotiskatsaus 2026" in text
    note = {"state": WorkState.RUNNING, "text": "Etenee.", "seen": 0, "by": city.head}
    write_note(project=city.project, review=Review(2025, 12), **note)
    assert "Yhdeltä puuttuu katsaus." in client.get(city.list_address).text
    write_note(project=city.project, review=Review(2026, 6), **note)
    text = client.get(city.list_address).text
    assert "puuttuu katsaus" not in text
    assert "Puolivuotiskatsaus 2026: kirjoitettu 20.10.2026" in text


def test_the_page_asks_the_database_equally_often_of_one_and_of_many(city: Workshop, django_assert_num_queries) -> None:
    client = browser(city.head)
    city.serves(city.ideas)
    with django_assert_num_queries(10):
        client.get(city.list_address)
    for number in range(15):
        project = city.a_project(f"p{number}", f"Projekti {number}", city.sector)
        city.serves(city.ideas, project=project)
    with django_assert_num_queries(10):
        assert len(names(client.get(city.list_address).text)) == 16


# --- adding


def decided_on_oulu2026(city: Workshop) -> None:
    """The council has taken the capital of culture into the projects of sectors."""
    Decision.objects.create(
        strategy=city.strategy,
        body="Kaupunginvaltuusto",
        date="2023-12-04",
        text="Oulu2026-kulttuuripääkaupunkivuoden hyödyntäminen otetaan osaksi toimialojen projekteja.",
    )


def test_oulu2026_is_asked_only_where_it_has_been_decided_on_or_a_project_serves_it(city: Workshop) -> None:
    client = browser(city.head)
    pages = (city.list_address, f"{city.list_address}uusi/", city.address)
    assert not [one for one in pages if "oulu2026" in client.get(one).text.lower()]
    # Nor does an address that asks for it leave projects out.
    assert names(client.get(f"{city.list_address}?oulu2026=1").text) == ["Silta kouluun"]
    decided_on_oulu2026(city)
    assert [one for one in pages if "oulu2026" in client.get(one).text.lower()] == list(pages)
    Decision.objects.all().delete()
    Project.objects.filter(pk=city.project.pk).update(serves_oulu2026=True)
    assert 'name="oulu2026"' in client.get(city.list_address).text
    assert 'name="serves_oulu2026"' in client.get(city.address).text


def test_a_head_adds_a_project_of_the_own_sector(city: Workshop) -> None:
    decided_on_oulu2026(city)
    client = browser(city.head)
    form = NEW | {"strategy": city.strategy.code, "sector": str(city.sector.pk), "serves_oulu2026": "on"}
    answer = client.post(f"{city.list_address}uusi/", form, follow=True)
    made = Project.objects.get(code="yojuna-tooloon")
    assert answer.redirect_chain == [(f"{city.list_address}{city.strategy.code}/yojuna-tooloon/", 302)]
    assert "Projekti on lisätty." in answer.text
    assert (made.name_fi, made.sector, made.serves_oulu2026) == ("Yöjuna Töölöön", city.sector, True)
    assert made_by(made) == [("+", "heikki-pikkula")]


def test_a_form_sent_twice_adds_one_project(city: Workshop) -> None:
    client = browser(city.head)
    form = NEW | {"strategy": city.strategy.code, "sector": str(city.sector.pk)}
    client.post(f"{city.list_address}uusi/", form)
    answer = client.post(f"{city.list_address}uusi/", form)
    assert answer.status_code == 422
    assert "Toimialalla on jo tämän niminen projekti." in answer.text
    assert Project.objects.filter(name_fi="Yöjuna Töölöön").count() == 1


def test_projects_of_the_same_name_in_two_sectors_get_codes_of_their_own(city: Workshop) -> None:
    for user, sector in ((city.head, city.sector), (city.other_head, city.technics)):
        form = NEW | {"strategy": city.strategy.code, "sector": str(sector.pk)}
        assert browser(user).post(f"{city.list_address}uusi/", form).status_code == 302
    assert set(Project.objects.filter(name_fi="Yöjuna Töölöön").values_list("code", flat=True)) == {
        "yojuna-tooloon",
        "yojuna-tooloon-2",
    }


@pytest.mark.parametrize(
    ("change", "name", "sentence"),
    [
        ({"name_fi": ""}, "name_fi", "Anna projektille nimi."),
        ({"name_fi": "x" * 301}, "name_fi", "Teksti on liian pitkä: enintään 300 merkkiä."),
        ({"name_fi": "Pii\u202elo"}, "name_fi", "Tekstissä on merkkejä, joita ei voi nähdä."),
        ({"starts": "ensi kesänä"}, "starts", "Kirjoita päivä muodossa pp.kk.vvvv"),
        ({"ends": "31.8.2026"}, "ends", "Projekti ei voi päättyä ennen kuin se alkaa."),
        ({"state": "ihan ok"}, "state", "Valitse luettelosta."),
        ({"strategy": "toinen-2023"}, "strategy", "Valitse luettelosta."),
    ],
)
def test_what_is_wrong_is_said_in_its_place_and_what_was_typed_stays(
    city: Workshop, change: dict[str, str], name: str, sentence: str
) -> None:
    form = NEW | {"strategy": city.strategy.code, "sector": str(city.sector.pk), "description": "Pitkä teksti"} | change
    answer = browser(city.head).post(f"{city.list_address}uusi/", form)
    assert answer.status_code == 422
    field = answer.text.split(f'name="{name}"')[1].split("</div>")[0]
    assert sentence in field
    assert "Pitkä teksti" in answer.text
    assert Project.objects.count() == 1


def test_no_project_is_added_to_anothers_sector(city: Workshop) -> None:
    form = NEW | {"strategy": city.strategy.code, "sector": str(city.technics.pk)}
    answer = browser(city.head).post(f"{city.list_address}uusi/", form)
    assert answer.status_code == 422
    assert Project.objects.count() == 1
    form = NEW | {"strategy": city.strategy.code, "sector": ""}
    assert browser(city.head).post(f"{city.list_address}uusi/", form).status_code == 422
    assert browser(city.steward).post(f"{city.list_address}uusi/", form).status_code == 302
