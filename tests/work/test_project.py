"""One project: changing it, what it serves, taking it away; and two people at once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from measures.models import RowLink
from scorecard.models import Milestone, Node, Project, ProjectNode
from scorecard.models.codes import WorkState
from scorecard.work.finding import project_of
from scorecard.work.keeping.notes import write_note
from scorecard.work.keeping.projects import change_project, delete_project
from scorecard.work.keeping.versions import ChangedMeanwhile, version
from scorecard.work.reviews import Review
from scorecard.work.views import project as views
from tests.work.workshop import Workshop, browser, made_by, seen_in


def facts(city: Workshop, text: str = "", **change: str) -> dict[str, str]:
    """The form of the facts as it comes with the page, with a change."""
    text = text or browser(city.head).get(city.address).text
    given = {"name_fi": "Silta kouluun", "sector": str(city.sector.pk), "state": "running"}
    return given | {"seen": seen_in(text, f"{city.address}muokkaa/")} | change


def test_a_head_changes_the_facts(city: Workshop) -> None:
    change = {"responsible_role": "Sivistysjohtaja", "starts": "1.3.2026", "state": "suspended"}
    answer = browser(city.head).post(f"{city.address}muokkaa/", facts(city, **change), follow=True)
    assert "Projektin tiedot on tallennettu." in answer.text
    assert "Sivistysjohtaja" in answer.text
    city.project.refresh_from_db()
    assert (city.project.starts, city.project.state) == (dt.date(2026, 3, 1), "suspended")
    assert made_by(city.project)[-1] == ("~", "heikki-pikkula")
    assert "tila käynnissä → keskeytetty" in answer.text
    assert "Heikki Harju 20.10.2026 klo 12.00" in answer.text


def test_saving_what_stands_already_makes_no_history(city: Workshop) -> None:
    form = facts(city, responsible_role="Rehtori")
    for _ in range(2):
        assert browser(city.head).post(f"{city.address}muokkaa/", form).status_code == 302
    assert len(made_by(city.project)) == 2


def test_the_second_of_two_writers_sees_both_texts_and_nothing_is_overwritten(city: Workshop) -> None:
    text = browser(city.head).get(city.address).text
    first = facts(city, text, description="Rehtorin teksti.")
    second = facts(city, text, description="Sijaisen teksti.")
    browser(city.head).post(f"{city.address}muokkaa/", first)
    answer = browser(city.deputy).post(f"{city.address}muokkaa/", second)
    assert answer.status_code == 422
    assert "Joku muu ehti tallentaa tähän välillä." in answer.text
    table = answer.text.split('class="both"')[1].split("</table>")[0]
    assert "Rehtorin teksti." in table
    assert "Sijaisen teksti." in table
    assert "Nimi" not in table
    city.project.refresh_from_db()
    assert city.project.description == "Rehtorin teksti."
    # Having seen both, the second may save the own text knowingly.
    again = second | {"seen": seen_in(answer.text, f"{city.address}muokkaa/")}
    assert browser(city.deputy).post(f"{city.address}muokkaa/", again).status_code == 302
    city.project.refresh_from_db()
    assert city.project.description == "Sijaisen teksti."


def test_a_faulty_form_keeps_the_version_it_was_made_from(city: Workshop) -> None:
    form = facts(city, name_fi="")
    change_project(
        project=city.project,
        seen=version(Project, id=city.project.pk),
        facts={"description": "Toinen"},
        by=city.steward,
    )
    answer = browser(city.head).post(f"{city.address}muokkaa/", form)
    assert answer.status_code == 422
    assert "Anna projektille nimi." in answer.text
    assert seen_in(answer.text, f"{city.address}muokkaa/") == form["seen"]
    assert browser(city.head).post(f"{city.address}muokkaa/", form | {"name_fi": "Silta"}).status_code == 422


@pytest.mark.parametrize("seen", ["", "-5", "yksi", "²", "9" * 40])
def test_a_version_that_never_was_overwrites_nothing(city: Workshop, seen: str) -> None:
    answer = browser(city.head).post(f"{city.address}muokkaa/", facts(city, description="Uusi") | {"seen": seen})
    assert answer.status_code == 422
    city.project.refresh_from_db()
    assert city.project.description == ""


# --- what it serves


def choose(city: Workshop, *codes: str, seen: str = "") -> dict[str, object]:
    """The form of goals and themes with these ticked."""
    text = browser(city.head).get(city.address).text
    return {"nodes": list(codes), "seen": seen or seen_in(text, f"{city.address}kohteet/")}


def links(city: Workshop) -> set[tuple[str, bool]]:
    """What the project serves, and whether only proposed."""
    return set(ProjectNode.objects.filter(project=city.project).values_list("node__code", "proposed"))


def test_goals_and_themes_are_chosen_and_dropped(city: Workshop) -> None:
    client = browser(city.head)
    assert client.post(f"{city.address}kohteet/", choose(city, "ideat", "valittava")).status_code == 302
    assert links(city) == {("ideat", False), ("valittava", False)}
    client.post(f"{city.address}kohteet/", choose(city, "ideat", "oppiva"))
    assert links(city) == {("ideat", False), ("oppiva", False)}
    told = ProjectNode.history.filter(project=city.project, node=city.caring).order_by("history_id")
    assert [(one.history_type, one.history_user) for one in told] == [("+", city.head), ("-", city.head)]


def test_a_retired_goal_is_offered_to_those_only_who_serve_it(city: Workshop) -> None:
    Node.objects.filter(pk__in=[city.ideas.pk, city.caring.pk]).update(valid_to=dt.date(2026, 10, 19))
    city.serves(city.ideas)
    text = browser(city.head).get(city.address).text
    assert 'value="ideat"' in text
    assert 'value="valittava"' not in text
    assert browser(city.head).post(f"{city.address}kohteet/", choose(city, "ideat")).status_code == 302
    assert links(city) == {("ideat", False)}
    assert browser(city.head).post(f"{city.address}kohteet/", choose(city, "valittava")).status_code == 422
    new = browser(city.head).get(f"{city.actions_address}uusi/").text
    assert 'value="oppiva"' in new
    assert 'value="ideat"' not in new


def test_a_goal_is_offered_on_its_last_day(city: Workshop) -> None:
    Node.objects.filter(pk=city.ideas.pk).update(valid_to=dt.date(2026, 10, 20))
    assert 'value="ideat"' in browser(city.head).get(city.address).text


def test_a_proposed_link_is_no_heads_to_settle(city: Workshop) -> None:
    city.serves(city.caring, proposed=True)
    client = browser(city.head)
    text = client.get(city.address).text
    assert "ehdotettu" in text
    assert "Strategian pääkäyttäjä vahvistaa tai poistaa ne." in text
    assert 'value="valittava"' not in text
    assert client.post(f"{city.address}kohteet/", choose(city, "ideat")).status_code == 302
    assert links(city) == {("ideat", False), ("valittava", True)}
    assert client.post(f"{city.address}kohteet/", choose(city, "valittava")).status_code == 422
    assert client.post(f"{city.address}ehdotus/", {"vahvista": "valittava"}).status_code == 403
    assert links(city) == {("ideat", False), ("valittava", True)}


@pytest.mark.parametrize(("step", "left"), [("vahvista", {("valittava", False)}), ("poista", set())])
def test_the_steward_settles_a_proposed_link(city: Workshop, step: str, left: set[tuple[str, bool]]) -> None:
    link = city.serves(city.caring, proposed=True)
    client = browser(city.steward)
    assert f'name="{step}" value="valittava"' in client.get(city.address).text
    assert client.post(f"{city.address}ehdotus/", {step: "valittava"}).status_code == 302
    assert links(city) == left
    assert made_by(link)[-1][1] == "paavo-pikkula"
    answer = client.post(f"{city.address}ehdotus/", {step: "valittava"}, follow=True)
    assert "Yhteyttä ei ole enää ehdotettuna" in answer.text
    assert links(city) == left


def test_two_who_choose_at_once_see_it(city: Workshop) -> None:
    form = choose(city, "ideat")
    browser(city.steward).post(f"{city.address}kohteet/", choose(city, "oppiva"))
    answer = browser(city.head).post(f"{city.address}kohteet/", form)
    assert answer.status_code == 422
    table = answer.text.split('class="both"')[1].split("</table>")[0]
    assert "<td>oppiva</td>" in table
    assert "<td>ideat</td>" in table
    assert links(city) == {("oppiva", False)}


# --- taking away


def test_a_project_without_traces_is_taken_away_and_its_history_stays(city: Workshop) -> None:
    city.milestones("Alku")
    city.serves(city.ideas)
    answer = browser(city.head).post(f"{city.address}poista/", follow=True)
    assert "Projekti ”Silta kouluun” on poistettu." in answer.text
    assert not Project.objects.exists()
    assert Project.history.get(history_type="-").history_user == city.head
    assert Milestone.history.filter(history_type="-").count() == 1
    assert browser(city.head).post(f"{city.address}poista/").status_code == 404


def test_a_reviewed_project_is_not_taken_away_but_ended(city: Workshop) -> None:
    city.milestones("Alku")
    write_note(project=city.project, review=Review(2026, 6), state=WorkState.RUNNING, text="On.", seen=0, by=city.head)
    answer = browser(city.head).post(f"{city.address}poista/")
    assert answer.status_code == 422
    assert "Merkitse se valmiiksi tai keskeytetyksi" in answer.text
    assert Milestone.objects.count() == 1


def test_a_measured_project_is_not_taken_away(city: Workshop) -> None:
    RowLink.objects.create(row=city.row("K1"), project=city.project)
    with pytest.raises(ValidationError, match="mittari"):
        delete_project(project=city.project, by=city.head)
    assert Project.objects.count() == 1


# --- doors


STEPS = ("muokkaa/", "kohteet/", "katsaus/", "poista/", "virstanpylvaat/")


@pytest.mark.parametrize("who", ["management", "auditor", "finance", "supervisor", "other_head"])
def test_others_look_and_do_not_touch(city: Workshop, who: str) -> None:
    client = browser(getattr(city, who))
    text = client.get(city.address).text
    assert '<form class="work-form"' not in text
    assert "Kirjoita katsaus" not in text
    for step in STEPS:
        assert client.post(city.address + step, facts(city, name_fi="Muu")).status_code == 403
    city.project.refresh_from_db()
    assert city.project.name_fi == "Silta kouluun"


@pytest.mark.parametrize("who", ["head", "deputy", "steward"])
def test_those_who_keep_it_have_the_forms(city: Workshop, who: str) -> None:
    assert "Tallenna tiedot" in browser(getattr(city, who)).get(city.address).text


def test_a_project_of_no_sector_is_the_stewards(city: Workshop) -> None:
    project = city.a_project("yhteinen", "Yhteinen", None)
    address = f"{city.list_address}{city.strategy.code}/{project.code}/"
    assert browser(city.head).post(f"{address}poista/").status_code == 403
    assert browser(city.steward).post(f"{address}poista/").status_code == 302


def test_council_readers_have_the_packs_only(city: Workshop) -> None:
    client = browser(city.reader)
    assert client.get(city.address).status_code == 403
    assert client.get(city.list_address).status_code == 403


def test_another_citys_project_does_not_exist(city: Workshop) -> None:
    other = Workshop("toinen", "998")
    assert browser(city.steward).get(other.address).status_code == 404
    assert browser(city.steward).post(f"{other.address}poista/").status_code == 404
    address = f"{city.list_address}{other.strategy.code}/{other.project.code}/"
    assert browser(city.steward).get(address).status_code == 404


def test_whose_session_has_ended_may_copy_what_was_typed(city: Workshop) -> None:
    form = facts(city, description="Pitkästi mietitty kuvaus.")
    answer = Client().post(f"{city.address}muokkaa/", form)
    assert answer.status_code == 401
    assert "Pitkästi mietitty kuvaus." in answer.text
    assert f"/kirjaudu/?next={city.address.replace('/', '%2F')}" in answer.text
    city.project.refresh_from_db()
    assert city.project.description == ""


def test_a_form_without_its_token_is_refused(city: Workshop) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.head)
    assert client.post(f"{city.address}muokkaa/", facts(city, description="Uusi")).status_code == 403
    city.project.refresh_from_db()
    assert city.project.description == ""


def test_the_verb_refuses_an_old_version(city: Workshop) -> None:
    with pytest.raises(ChangedMeanwhile):
        change_project(project=city.project, seen=0, facts={"description": "Uusi"}, by=city.head)


def test_what_a_form_shows_is_read_after_its_version(city: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a save in between is a conflict later: a version read last would let an old text be saved over a new."""
    done: list[str] = []
    for name in ("project_history", "project_of"):
        real = getattr(views, name)
        monkeypatch.setattr(views, name, lambda *given, real=real, name=name: (done.append(name), real(*given))[1])
    assert browser(city.steward).get(city.address).status_code == 200
    assert done == ["project_history", "project_of"]


def test_the_page_asks_the_database_equally_often_of_one_and_of_many(city: Workshop, django_assert_num_queries) -> None:
    client = browser(city.steward)
    city.milestones("Alku")
    city.serves(city.ideas)
    with django_assert_num_queries(12):
        client.get(city.address)
    city.milestones(*(f"Vaihe {number}" for number in range(10)))
    city.serves(city.learning)
    for year in (2024, 2025):
        write_note(
            project=city.project, review=Review(year, 12), state=WorkState.RUNNING, text="On.", seen=0, by=city.head
        )
    with django_assert_num_queries(12):
        client.get(city.address)


@pytest.mark.parametrize("typed", ["1.1.0206", "1.1.9999"])
def test_a_year_with_a_slip_is_asked_again_and_stays_in_its_field(city: Workshop, typed: str) -> None:
    answer = browser(city.head).post(f"{city.address}muokkaa/", facts(city, starts=typed))
    assert answer.status_code == 422
    assert "Kirjoita päivä muodossa" in answer.text
    assert f'value="{typed}"' in answer.text
    city.project.refresh_from_db()
    assert city.project.starts is None


def test_what_another_took_away_just_before_is_said_to_be_gone(city: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both had the page open; the other's step came between this one's finding the project and its own step."""

    def found_just_before(*given: object) -> Project:
        found = project_of(*given)
        delete_project(project=Project.objects.get(pk=found.pk), by=city.deputy)
        return found

    steps = {
        "muokkaa/": facts(city), "poista/": {}, "kohteet/": {"nodes": "ideat", "seen": "0"},
        "katsaus/": {"review": "2026-H1", "state": "running", "text": "Etenee."}, "virstanpylvaat/": {"name": "Alku"},
    }  # fmt: skip
    for step, form in steps.items():
        city.project = city.a_project(f"p-{len(step)}-{step[0]}", "Katoava", city.sector)
        with monkeypatch.context() as other:
            other.setattr("scorecard.work.views.project.project_of", found_just_before)
            answer = browser(city.head).post(city.address + step, form)
        assert answer.status_code == 404, step
        assert "on poistettu" in answer.text
