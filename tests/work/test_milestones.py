"""A project's milestones: added, changed, moved, removed, with their history."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from scorecard.models import Milestone
from scorecard.models.codes import WorkState
from scorecard.work.keeping.milestones import add_milestone, change_milestone, move_milestone, remove_milestone
from scorecard.work.keeping.versions import ChangedMeanwhile, version
from tests.work.workshop import Workshop, browser, made_by, seen_in


def names(city: Workshop) -> list[str]:
    """The milestones in their order; their places run on from one."""
    found = list(Milestone.objects.filter(project=city.project).order_by("order"))
    assert [one.order for one in found] == list(range(1, len(found) + 1))
    return [one.name_fi for one in found]


@pytest.fixture
def three(city: Workshop) -> Workshop:
    """Three milestones."""
    city.milestones("Alku", "Keskikohta", "Loppu")
    return city


def one(name: str) -> Milestone:
    """The milestone of a name."""
    return Milestone.objects.get(name_fi=name)


def place(city: Workshop, name: str, step: str = "") -> str:
    """The address of a step of a milestone."""
    return f"{city.address}virstanpylvaat/{one(name).pk}/{step}"


def form(city: Workshop, which: str, /, **change: str) -> dict[str, str]:
    """The form of a milestone as it comes with the page, with a change."""
    text = browser(city.head).get(city.address).text
    return {"name": which, "state": "planned", "seen": seen_in(text, place(city, which))} | change


def test_a_milestone_is_added_last_with_or_without_a_day(three: Workshop) -> None:
    address = f"{three.address}virstanpylvaat/"
    answer = browser(three.head).post(address, {"name": "Juhla", "date": "1.12.2026"}, follow=True)
    assert "Virstanpylväs on lisätty." in answer.text
    assert "määräpäivä 1.12.2026" in answer.text
    browser(three.head).post(address, {"name": "Muurit", "date": "1.6.2025"})
    assert "määräpäivä 1.6.2025 on ohi" in browser(three.head).get(three.address).text
    one("Muurit").delete()
    browser(three.head).post(address, {"name": "Siivous", "date": ""})
    assert names(three) == ["Alku", "Keskikohta", "Loppu", "Juhla", "Siivous"]
    assert made_by(one("Siivous")) == [("+", "heikki-pikkula")]


def test_the_history_is_told_in_the_readers_language(three: Workshop) -> None:
    reader = browser(three.head)
    reader.post(f"{three.address}virstanpylvaat/", {"name": "Juhla", "date": ""})
    assert "Virstanpylväs ”Juhla” lisätty." in reader.get(three.address).text
    assert "Milstolpen ”Juhla” har lagts till." in reader.get(f"/sv{three.address}").text
    assert "Milestone “Juhla” added." in reader.get(f"/en{three.address}").text


def test_sent_twice_it_is_added_once(three: Workshop) -> None:
    address = f"{three.address}virstanpylvaat/"
    browser(three.head).post(address, {"name": "Juhla", "date": ""})
    answer = browser(three.head).post(address, {"name": "Juhla", "date": ""})
    assert answer.status_code == 422
    assert "Tämä virstanpylväs on jo luettelossa." in answer.text
    assert names(three).count("Juhla") == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"name": " "}, "Kirjoita, mikä virstanpylväs on."), ({"date": "32.1.2027"}, "Kirjoita päivä muodossa")],
)
def test_a_faulty_one_is_not_added_and_what_was_typed_stays(
    three: Workshop, change: dict[str, str], sentence: str
) -> None:
    answer = browser(three.head).post(f"{three.address}virstanpylvaat/", {"name": "Juhla", "date": "1.1.2027"} | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert ('value="1.1.2027"' in answer.text) or ('value="Juhla"' in answer.text)
    assert names(three) == ["Alku", "Keskikohta", "Loppu"]


def test_a_milestone_is_marked_done_with_its_day(three: Workshop) -> None:
    change = form(three, "Alku", state="done", done_on="19.10.2026")
    answer = browser(three.head).post(place(three, "Alku"), change, follow=True)
    assert "valmistui 19.10.2026" in answer.text
    assert "1/3 valmiina" in answer.text
    assert one("Alku").done_on == dt.date(2026, 10, 19)
    assert made_by(one("Alku"))[-1] == ("~", "heikki-pikkula")
    assert "tila suunniteltu → valmis" in answer.text


@pytest.mark.parametrize(
    ("state", "day", "sentence"),
    [
        ("running", "19.10.2026", "Valmistumispäivä kuuluu vain valmiille"),
        ("done", "21.10.2026", "Päivä on vasta tulossa."),
        ("done", "eilen", "Kirjoita päivä muodossa pp.kk.vvvv"),
        ("hyvä", "", "Valitse luettelosta."),
    ],
)
def test_a_day_that_cannot_be_is_said(three: Workshop, state: str, day: str, sentence: str) -> None:
    answer = browser(three.head).post(place(three, "Alku"), form(three, "Alku", state=state, done_on=day))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert one("Alku").state == "planned"


def test_the_database_refuses_such_a_day_too(three: Workshop) -> None:
    milestone = one("Alku")
    seen = version(Milestone, id=milestone.pk)
    day = dt.date(2026, 1, 1)
    with pytest.raises(ValidationError, match="Valmistumispäivä kuuluu vain valmiille"):
        change_milestone(
            milestone=milestone, seen=seen, name="Alku", date=None, state=WorkState.RUNNING, done_on=day, by=three.head
        )


def test_two_who_change_the_same_one_see_both_texts(three: Workshop) -> None:
    first, second = form(three, "Alku", name="Aloitus"), form(three, "Alku", name="Avajaiset")
    address = place(three, "Alku")
    browser(three.head).post(address, first)
    answer = browser(three.deputy).post(address, second)
    assert answer.status_code == 422
    table = answer.text.split('class="both"')[1].split("</table>")[0]
    assert "Aloitus" in table
    assert "Avajaiset" in table
    assert names(three) == ["Aloitus", "Keskikohta", "Loppu"]
    again = second | {"seen": seen_in(answer.text, address)}
    assert browser(three.deputy).post(address, again).status_code == 302
    assert names(three) == ["Avajaiset", "Keskikohta", "Loppu"]


def test_a_change_of_a_removed_one_shows_what_was_typed(three: Workshop) -> None:
    change, address = form(three, "Alku", name="Uusi alku"), place(three, "Alku")
    remove_milestone(milestone=one("Alku"), by=three.deputy)
    answer = browser(three.head).post(address, change)
    assert answer.status_code == 422
    assert "Virstanpylväs on jo poistettu. Mitään ei muutettu. Kirjoitit: Uusi alku" in answer.text


@pytest.mark.parametrize(
    ("name", "way", "order"),
    [
        ("Loppu", "ylos", ["Alku", "Loppu", "Keskikohta"]),
        ("Alku", "alas", ["Keskikohta", "Alku", "Loppu"]),
        ("Alku", "ylos", ["Alku", "Keskikohta", "Loppu"]),
        ("Loppu", "alas", ["Alku", "Keskikohta", "Loppu"]),
    ],
)
def test_a_milestone_is_moved(three: Workshop, name: str, way: str, order: list[str]) -> None:
    change = {"suunta": way, "seen": str(one(name).order)}
    assert browser(three.head).post(place(three, name, "siirra/"), change).status_code == 302
    assert names(three) == order


def test_sent_twice_it_is_moved_once(three: Workshop) -> None:
    address, change = place(three, "Loppu", "siirra/"), {"suunta": "ylos", "seen": "3"}
    browser(three.head).post(address, change)
    answer = browser(three.head).post(address, change, follow=True)
    assert "Virstanpylväs oli jo siirretty." in answer.text
    assert names(three) == ["Alku", "Loppu", "Keskikohta"]
    assert made_by(one("Loppu")) == [("+", "heikki-pikkula"), ("~", "heikki-pikkula")]


def test_the_verb_refuses_an_old_place(three: Workshop) -> None:
    with pytest.raises(ChangedMeanwhile):
        move_milestone(milestone=one("Alku"), seen=2, up=True, by=three.head)


def test_a_removed_one_leaves_no_gap_and_its_history_stays(three: Workshop) -> None:
    gone = one("Keskikohta").pk
    address = place(three, "Keskikohta", "poista/")
    answer = browser(three.head).post(address, follow=True)
    assert "”Keskikohta” on poistettu. Sen historia on tallessa." in answer.text
    assert names(three) == ["Alku", "Loppu"]
    assert Milestone.history.filter(id=gone).latest("history_id").history_user == three.head
    assert "Virstanpylväs on jo poistettu." in browser(three.head).post(address, follow=True).text
    add_milestone(project=three.project, name="Keskikohta", date=None, by=three.head)
    assert names(three) == ["Alku", "Loppu", "Keskikohta"]


def test_anothers_milestone_is_not_touched(three: Workshop) -> None:
    for step in ("", "siirra/", "poista/"):
        assert browser(three.other_head).post(place(three, "Alku", step), {"name": "x"}).status_code == 403
    other = three.a_project("tie", "Tie", three.technics)
    address = place(three, "Alku", "poista/").replace(three.project.code, other.code)
    browser(three.other_head).post(address)
    assert names(three) == ["Alku", "Keskikohta", "Loppu"]
