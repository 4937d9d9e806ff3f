"""Strategies and programmes as the steward keeps them: basics, words, decisions, calendar; two stewards at once."""

import datetime as dt

import pytest

from scorecard.models import Decision, ReportingOccasion, Strategy
from scorecard.steward.keeping.strategies import adopt_strategy
from tests.work.workshop import Workshop, browser, made_by, seen_in

BASICS = {"name_fi": "Kaupunkistrategia", "kind": "strategy", "valid_from": "1.1.2023", "mission_fi": "Palvelemme."}


@pytest.fixture
def place(city: Workshop) -> str:
    return f"/{city.city.code}/hallinta/strategiat/"


@pytest.fixture
def own(city: Workshop, place: str) -> str:
    return f"{place}{city.strategy.code}/"


def decision(city: Workshop, section: str = "110", day: dt.date = dt.date(2023, 12, 4)) -> Decision:
    return Decision.objects.create(
        strategy=city.strategy, body="Kaupunginvaltuusto", date=day, section=section, text="Hyväksyttiin."
    )


def test_a_new_strategy_is_a_draft_of_the_own_city_with_a_code_of_its_name(city: Workshop, place: str) -> None:
    form = {"name_fi": "Merikaupunki 2030", "kind": "strategy", "valid_from": "1.1.2027"}
    answer = browser(city.steward).post(f"{place}uusi/", form, follow=True)
    made = Strategy.objects.get(code="merikaupunki-2030")
    assert answer.redirect_chain == [(f"{place}merikaupunki-2030/", 302)]
    assert "Luonnos on lisätty." in answer.text
    assert (made.state, made.municipality, made.valid_from) == ("draft", city.city, dt.date(2027, 1, 1))
    assert made_by(made) == [("+", "paavo-pikkula")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name_fi": ""}, "Anna strategialle nimi."),
        ({"code": "pikkula-2023"}, "Koodi ”pikkula-2023” on jo käytössä."),
        ({"code": "Mitä?"}, "Koodissa voi olla kirjaimia"),
        ({"code": "uusi"}, "Tämä koodi on varattu"),
        ({"valid_from": "32.1.2027"}, "Kirjoita päivä muodossa"),
        ({"valid_to": "1.1.2020"}, "Viimeinen päivä on ennen ensimmäistä."),
        ({"part_of": "OWN"}, "Vain ohjelma voi kuulua strategiaan."),
        ({"part_of": "123456"}, "Valitse luettelosta."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    city: Workshop, place: str, change: dict[str, str], sentence: str
) -> None:
    form = {"name_fi": "Uusi", "kind": "strategy", "valid_from": "1.1.2027", "mission_fi": "Pitkä lause."} | change
    form = {name: value.replace("OWN", str(city.strategy.pk)) for name, value in form.items()}
    answer = browser(city.steward).post(f"{place}uusi/", form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Pitkä lause." in answer.text
    assert Strategy.objects.count() == 1


def test_the_code_of_an_import_that_was_undone_is_not_given_again(city: Workshop, place: str) -> None:
    old = Strategy.objects.create(municipality=city.city, code="vanha", kind="strategy", name_fi="Vanha")
    Strategy.objects.filter(pk=old.pk).update(withdrawn_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))
    client = browser(city.steward)
    answer = client.post(f"{place}uusi/", {"name_fi": "Vanha", "kind": "strategy", "code": "vanha"})
    assert "Koodi ”vanha” on jo käytössä." in answer.text
    assert client.post(f"{place}uusi/", {"name_fi": "Vanha", "kind": "strategy"}).status_code == 302
    assert Strategy.objects.filter(code="vanha-2").exists()


def test_the_basics_are_changed_and_the_history_says_by_whom(city: Workshop, own: str) -> None:
    client = browser(city.steward)
    seen = seen_in(client.get(own).text, f"{own}tiedot/")
    answer = client.post(f"{own}tiedot/", BASICS | {"seen": seen, "all_rows_reach": "on"}, follow=True)
    assert "Perustiedot on tallennettu." in answer.text
    city.strategy.refresh_from_db()
    assert (city.strategy.name_fi, city.strategy.mission_fi) == ("Kaupunkistrategia", "Palvelemme.")
    assert city.strategy.all_rows_reach
    assert made_by(city.strategy)[-1] == ("~", "paavo-pikkula")


def test_of_two_stewards_the_second_sees_both_texts_and_nothing_is_lost(city: Workshop, own: str) -> None:
    client = browser(city.steward)
    seen = seen_in(client.get(own).text, f"{own}tiedot/")
    client.post(f"{own}tiedot/", BASICS | {"seen": seen})
    answer = client.post(f"{own}tiedot/", BASICS | {"seen": seen, "mission_fi": "Toinen missio."})
    assert answer.status_code == 422
    assert "Joku muu ehti tallentaa" in answer.text
    both = answer.text.split('<table class="both">')[1].split("</table>")[0]
    assert "Palvelemme." in both
    assert "Toinen missio." in both
    city.strategy.refresh_from_db()
    assert city.strategy.mission_fi == "Palvelemme."
    again = client.post(
        f"{own}tiedot/", BASICS | {"seen": seen_in(answer.text, f"{own}tiedot/"), "mission_fi": "Toinen missio."}
    )
    assert again.status_code == 302
    city.strategy.refresh_from_db()
    assert city.strategy.mission_fi == "Toinen missio."


def test_a_programme_is_no_part_of_itself(city: Workshop, own: str, place: str) -> None:
    programme = city.programme()
    Strategy.objects.filter(pk=city.strategy.pk).update(part_of=None)
    client = browser(city.steward)
    address = f"{place}{programme.code}/"
    form = {"name_fi": "Ohjelma", "kind": "programme", "part_of": str(programme.pk)}
    answer = client.post(f"{address}tiedot/", form | {"seen": seen_in(client.get(address).text, f"{address}tiedot/")})
    assert answer.status_code == 422
    assert "Valitse luettelosta." in answer.text


def test_languages_that_are_not_kept_are_not_asked_but_what_has_been_given_is(city: Workshop, own: str) -> None:
    client = browser(city.steward)
    assert 'name="mission_sv"' in client.get(own).text
    city.city.keeps_sv = False
    city.city.save()
    city.strategy.vision_sv = "Kemi kallar"
    city.strategy.save()
    text = client.get(own).text
    assert 'name="mission_sv"' not in text
    assert 'name="mission_en"' in text
    assert "Kemi kallar" in text


def test_a_strategy_has_words_of_its_own_for_its_levels(city: Workshop, own: str) -> None:
    client = browser(city.steward)
    seen = seen_in(client.get(own).text, f"{own}tasot/")
    words = {"goal_fi": "strateginen päämäärä", "goal_sv": "strategiskt mål", "success_factor_fi": "menestystekijä"}
    client.post(f"{own}tasot/", words | {"seen": seen})
    city.strategy.refresh_from_db()
    assert city.strategy.level_words == {
        "goal": {"fi": "strateginen päämäärä", "sv": "strategiskt mål"},
        "success_factor": {"fi": "menestystekijä"},
    }
    assert "strateginen päämäärä" in client.get(f"{own}tavoitteet/").text
    assert "strategiskt mål" in client.get(f"/sv{own}tavoitteet/").text
    answer = client.post(f"{own}tasot/", {"theme_sv": "tema", "seen": seen_in(client.get(own).text, f"{own}tasot/")})
    assert "Anna sana myös suomeksi." in answer.text


def test_a_decision_is_written_down_once_and_corrected_with_its_history(city: Workshop, own: str) -> None:
    client = browser(city.steward)
    form = {"body": "Kaupunginvaltuusto", "date": "4.12.2023", "section": "110", "text": "Valtuusto hyväksyi."}
    assert client.post(f"{own}paatokset/", form).status_code == 302
    twice = client.post(f"{own}paatokset/", form)
    assert twice.status_code == 422
    assert "Tämä päätös on jo kirjattu strategialle." in twice.text
    made = Decision.objects.get()
    seen = seen_in(client.get(own).text, f"{own}paatokset/{made.pk}/")
    corrected = form | {"diary_number": "D/123", "link": "https://kemi.fi/paatos", "seen": seen}
    client.post(f"{own}paatokset/{made.pk}/", corrected)
    made.refresh_from_db()
    assert (made.diary_number, made.link) == ("D/123", "https://kemi.fi/paatos")
    assert made_by(made) == [("+", "paavo-pikkula"), ("~", "paavo-pikkula")]
    bad = client.post(f"{own}paatokset/", {"body": "", "date": "", "text": "", "link": "kemi"})
    for sentence in (
        "Kirjoita, mikä toimielin päätti.",
        "Anna päätöksen päivä, esimerkiksi 4.12.2023.",
        "Kirjoita päätös sen omin sanoin.",
        "Kirjoita osoite muodossa https://…",
    ):
        assert sentence in bad.text


def test_the_calendar_is_added_to_changed_and_shortened(city: Workshop, own: str) -> None:
    client = browser(city.steward)
    client.post(f"{own}kalenteri/", {"occasion": "budget", "body": "Valtuusto", "month": "11"})
    line = ReportingOccasion.objects.get(occasion="budget")
    assert (line.order, line.month) == (3, 11)
    assert "Talousarvio · Valtuusto · kuukausi 11" in client.get(own).text
    seen = seen_in(client.get(own).text, f"{own}kalenteri/{line.pk}/")
    client.post(f"{own}kalenteri/{line.pk}/", {"occasion": "budget", "body": "Hallitus", "month": "", "seen": seen})
    line.refresh_from_db()
    assert (line.body, line.month) == ("Hallitus", None)
    for _twice in range(2):
        assert client.post(f"{own}kalenteri/{line.pk}/poista/").status_code == 302
    assert not ReportingOccasion.objects.filter(pk=line.pk).exists()
    assert [step.history_type for step in ReportingOccasion.history.filter(id=line.pk)] == ["-", "~", "+"]


def test_a_decision_is_not_of_a_day_to_come(city: Workshop, own: str) -> None:
    client = browser(city.steward)
    facts = {"body": "Valtuusto", "section": "1", "text": "Päätettiin."}
    answer = client.post(f"{own}paatokset/", facts | {"date": "21.10.2026"})
    assert answer.status_code == 422
    assert "Päätöksen päivä on tulevaisuudessa. Kirjaa päätös, kun se on tehty." in answer.text
    assert not Decision.objects.filter(text="Päätettiin.").exists()
    assert client.post(f"{own}paatokset/", facts | {"date": "20.10.2026"}).status_code == 302


def test_a_draft_is_taken_away_and_a_project_keeps_it(city: Workshop, own: str, place: str) -> None:
    client = browser(city.steward)
    assert "Hyväksyttyä strategiaa ei poisteta" in client.post(f"{own}poista/").text
    draft = Strategy.objects.create(municipality=city.city, code="luonnos", kind="strategy", name_fi="Luonnos")
    kept = city.strategy
    city.strategy = draft
    city.node("viisaus")
    project = city.a_project("silta", "Silta", None)
    city.strategy = kept
    answer = client.post(f"{place}luonnos/poista/")
    assert answer.status_code == 422
    assert "Luonnosta ei voi poistaa" in answer.text
    project.delete()
    assert "on poistettu" in client.post(f"{place}luonnos/poista/", follow=True).text
    assert not Strategy.objects.filter(code="luonnos").exists()
    assert Strategy.everything.get(code="luonnos").nodes.count() == 1
    assert made_by(draft)[-1] == ("~", "paavo-pikkula")
    assert "Luonnos" not in client.get(place).text.split("<main")[1]
    assert client.get(f"{place}luonnos/").status_code == 404


def test_adopting_supersedes_the_earlier_version_from_its_day(city: Workshop) -> None:
    new = Strategy.objects.create(
        municipality=city.city, code="uusi-2027", kind="strategy", name_fi="Uusi", supersedes=city.strategy
    )
    found = Decision.objects.create(strategy=new, body="Valtuusto", date=dt.date(2026, 10, 19), text="Hyväksyttiin.")
    adopt_strategy(strategy=new, decision=found, day=dt.date(2027, 1, 1), by=city.steward)
    old = Strategy.objects.get(pk=city.strategy.pk)
    new.refresh_from_db()
    assert (new.state, new.valid_from) == ("adopted", dt.date(2027, 1, 1))
    assert (old.state, old.superseded_from, old.valid_to) == ("superseded", dt.date(2027, 1, 1), dt.date(2026, 12, 31))
    assert [old.state_on(day) for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 1))] == ["adopted", "superseded"]


def test_on_the_day_the_new_version_takes_the_old_one_s_place_everywhere(city: Workshop, the_day) -> None:
    city.row("K1", on=[city.wise])
    new = Strategy.objects.create(
        municipality=city.city, code="uusi-2027", kind="strategy", name_fi="Tuleva", supersedes=city.strategy
    )
    found = Decision.objects.create(strategy=new, body="Valtuusto", date=dt.date(2026, 10, 19), text="Hyväksyttiin.")
    adopt_strategy(strategy=new, decision=found, day=dt.date(2027, 1, 1), by=city.steward)
    public = f"/{city.city.code}/"
    client = browser(city.steward)
    assert "hyväksytty, korvautuu 1.1.2027" in client.get(f"{public}hallinta/strategiat/").text
    assert "hyväksytty, tulee voimaan 1.1.2027" in client.get(f"{public}hallinta/strategiat/").text
    assert "K1" in client.get(f"{public}mittarit/").text
    the_day.move_to(dt.datetime(2027, 1, 1, 9, tzinfo=dt.UTC))
    client.force_login(city.steward)
    lines = client.get(f"{public}hallinta/strategiat/").text
    assert lines.index("Tuleva") < lines.index(">Strategia<")
    assert "korvattu" in lines
    assert "K1" not in client.get(f"{public}mittarit/").text
    assert "K1" in client.get(f"{public}mittarit/?strategia={city.strategy.code}").text
