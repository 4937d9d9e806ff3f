"""A new version of a strategy: what is copied, what is shared, what its adoption does; two versions side by side."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.models import KpiRow, RowLink, TargetVersion
from measures.periods import Period
from reporting.assemble import standing_at
from scorecard.models import Action, Decision, Node, ProjectNode, ReportingOccasion, Strategy
from tests.work.workshop import Workshop, browser, made_by

FORM = {"name_fi": "Uusi strategia", "valid_from": "1.1.2027", "rows": "on"}


@pytest.fixture
def place(city: Workshop) -> str:
    return f"/{city.city.code}/hallinta/strategiat/"


@pytest.fixture
def row(city: Workshop) -> KpiRow:
    """At least 930 by the end of 2029, from 900; on the theme of ideas; 910 at the end of 2025."""
    target = {"kind": "at_least", "value": Decimal(930), "due": dt.date(2029, 12, 31), "binding": "binding"}
    row = city.row("ASUKKAAT", target, baseline="900", on=[city.ideas], frequency="year")
    city.enter(row, "2025", "910")
    return row


@pytest.fixture
def new(city: Workshop, place: str, row: KpiRow) -> Strategy:
    browser(city.steward).post(f"{place}{city.strategy.code}/uusi-versio/", FORM | {"code": "pikkula-2027"})
    return Strategy.objects.get(code="pikkula-2027")


def decided(new: Strategy) -> Decision:
    return Decision.objects.create(
        strategy=new, body="Valtuusto", date=dt.date(2026, 10, 19), section="5", text="Hyväksyttiin."
    )


def adopt(city: Workshop, place: str, new: Strategy, day: str, **more: str):
    form = {"decision": str(new.decisions.get().pk), "day": day} | more
    return browser(city.steward).post(f"{place}{new.code}/hyvaksy/", form, follow=True)


def test_the_draft_has_the_tree_the_calendar_and_the_rows_of_the_old_one(city: Workshop, new: Strategy) -> None:
    assert (new.state, new.supersedes, new.valid_from) == ("draft", city.strategy, dt.date(2027, 1, 1))
    tree = [(node.code, node.parent.code if node.parent else "") for node in Node.objects.filter(strategy=new)]
    assert sorted(tree) == [("ideat", "viisas"), ("oppiva", "viisas"), ("valittava", ""), ("viisas", "")]
    assert list(ReportingOccasion.objects.filter(strategy=new).values_list("occasion", flat=True)) == [
        "half_year_review",
        "financial_statements",
    ]
    copy = KpiRow.objects.get(strategy=new)
    assert (copy.indicator.code, copy.baseline_value, copy.reading) == ("ASUKKAAT", Decimal(900), "proposed")
    assert copy.question == "Kopioitu strategiasta Strategia: ovatko lähtötaso ja tavoite yhä oikeat?"
    target = copy.targets.get()
    assert (target.kind, target.value, target.valid_from, target.decision) == (
        "at_least", Decimal(930), dt.date(2027, 1, 1), None,
    )  # fmt: skip
    assert RowLink.objects.get(row=copy).node == Node.objects.get(strategy=new, code="ideat")
    assert made_by(copy) == [("+", "paavo-pikkula")]
    assert made_by(Node.objects.get(strategy=new, code="viisas")) == [("+", "paavo-pikkula")]


def test_the_series_runs_on(city: Workshop, new: Strategy) -> None:
    [row] = standing_at(new, Period.parse("2025")).rows
    assert row.figure.value == Decimal(910)
    [old] = standing_at(city.strategy, Period.parse("2025")).rows
    assert old.figure.value == Decimal(910)


def test_what_was_retired_stays_behind_and_rows_only_when_asked(city: Workshop, place: str, row: KpiRow) -> None:
    Node.objects.filter(pk=city.learning.pk).update(valid_to=dt.date(2026, 9, 30))
    form = {name: value for name, value in FORM.items() if name != "rows"}
    browser(city.steward).post(f"{place}{city.strategy.code}/uusi-versio/", form)
    new = Strategy.objects.get(supersedes=city.strategy)
    assert new.code == "uusi-strategia"
    assert not Node.objects.filter(strategy=new, code="oppiva").exists()
    assert not KpiRow.objects.filter(strategy=new).exists()


def test_one_draft_at_a_time(city: Workshop, place: str, new: Strategy) -> None:
    answer = browser(city.steward).post(f"{place}{city.strategy.code}/uusi-versio/", FORM | {"name_fi": "Toinen"})
    assert answer.status_code == 422
    assert "on jo uuden version luonnos" in answer.text
    assert 'value="Toinen"' in answer.text
    assert Strategy.objects.count() == 2


def test_a_draft_made_by_mistake_is_taken_away_with_its_rows_and_another_may_be_made(
    city: Workshop, place: str, new: Strategy, row: KpiRow
) -> None:
    client = browser(city.steward)
    answer = client.post(f"{place}{new.code}/poista/", follow=True)
    assert "on poistettu. Sen historia on tallessa." in answer.text
    assert "Uusi strategia" not in answer.text.split("Sen historia on tallessa.")[1]
    assert "Kopioitu strategiasta" not in client.get(f"/{city.city.code}/hallinta/tulkinnat/").text
    assert client.get(f"/{city.city.code}/hallinta/rivit/{new.code}/ASUKKAAT/").status_code == 404
    assert "Uusi strategia" not in client.get(f"/{city.city.code}/hallinta/mittarit/ASUKKAAT/").text
    [old] = standing_at(city.strategy, Period.parse("2025")).rows
    assert old.figure.value == Decimal(910)
    assert client.post(f"{place}{city.strategy.code}/uusi-versio/", FORM | {"code": "pikkula-2028"}).status_code == 302


def test_adopting_needs_a_decision_of_its_own(city: Workshop, place: str, new: Strategy) -> None:
    client = browser(city.steward)
    assert "Hyväksymispäätöstä ei ole kirjattu." in client.get(f"{place}{new.code}/hyvaksy/").text
    answer = client.post(f"{place}{new.code}/hyvaksy/", {"day": "1.1.2027"})
    assert answer.status_code == 422
    new.refresh_from_db()
    assert new.state == "draft"


def test_adoption_gives_the_decision_to_binding_targets_and_moves_the_work_that_goes_on(
    city: Workshop, place: str, new: Strategy
) -> None:
    decision = decided(new)
    city.serves(city.ideas)
    done = city.an_action("tehty", "Tehty", city.library, on=[city.ideas], state="done")
    assert "Strategia on hyväksytty." in adopt(city, place, new, "1.10.2026", works="on").text
    for one in (new, city.project, done):
        one.refresh_from_db()
    assert new.state == "adopted"
    last = TargetVersion.objects.filter(row__strategy=new).last()
    assert (last.decision, last.value, last.valid_from, last.supersedes_id is not None) == (
        decision, Decimal(930), dt.date(2027, 1, 1), True,
    )  # fmt: skip
    assert city.project.strategy == new
    assert [link.node.strategy for link in ProjectNode.objects.filter(project=city.project)] == [new]
    assert Action.objects.get(code="pajat").strategy == new
    assert done.strategy == city.strategy
    assert browser(city.steward).get(f"{place}{new.code}/hyvaksy/").status_code == 403


def test_work_stays_with_the_version_in_force_and_moves_when_the_new_one_is(
    city: Workshop, place: str, new: Strategy, the_day
) -> None:
    decided(new)
    city.serves(city.ideas)
    answer = adopt(city, place, new, "1.1.2027", works="on")
    assert answer.status_code == 422
    assert "siirretään vasta, kun uusi versio on voimassa" in answer.text
    new.refresh_from_db()
    assert new.state == "draft"
    adopt(city, place, new, "1.1.2027")
    client, own = browser(city.steward), f"{place}{new.code}/"
    assert "Siirrä tähän versioon" not in client.get(own).text
    assert client.post(f"{own}tyot/").status_code == 422
    city.project.refresh_from_db()
    assert city.project.strategy == city.strategy
    the_day.move_to(dt.datetime(2027, 2, 20, 9, tzinfo=dt.UTC))
    client = browser(city.steward)
    assert "Edellisessä versiossa on 2 käynnissä olevaa projektia ja toimenpidettä." in client.get(own).text
    answer = client.post(f"{own}tyot/", follow=True)
    assert "Käynnissä olevat projektit ja toimenpiteet on siirretty." in answer.text
    assert "Siirrä tähän versioon" not in answer.text
    city.project.refresh_from_db()
    assert city.project.strategy == new
    assert [link.node.strategy for link in ProjectNode.objects.filter(project=city.project)] == [new]


def test_adopted_from_an_earlier_day_than_meant_the_targets_hold_from_that_day(
    city: Workshop, place: str, new: Strategy
) -> None:
    decided(new)
    adopt(city, place, new, "1.10.2026")
    versions = TargetVersion.objects.filter(row__strategy=new, decision__isnull=False).order_by("valid_from")
    assert [one.valid_from for one in versions] == [dt.date(2026, 10, 1), dt.date(2027, 1, 1)]
    city.strategy.refresh_from_db()
    assert (city.strategy.valid_to, city.strategy.state) == (dt.date(2026, 9, 30), "superseded")


def test_an_earlier_version_that_begins_later_cannot_be_followed(city: Workshop, place: str, new: Strategy) -> None:
    decided(new)
    answer = adopt(city, place, new, "1.1.2020")
    assert answer.status_code == 422
    assert "tulee voimaan vasta 1.1.2023" in answer.text
    new.refresh_from_db()
    assert new.state == "draft"
    assert not TargetVersion.objects.filter(row__strategy=new, decision__isnull=False).exists()


def test_two_versions_side_by_side(city: Workshop, place: str, new: Strategy) -> None:
    Node.objects.filter(strategy=new, code="ideat").update(name_fi="Ideoiva toimintatapa")
    Node.objects.filter(strategy=new, code="oppiva").update(parent=Node.objects.get(strategy=new, code="valittava"))
    Node.objects.create(strategy=new, code="vihrea", kind="goal", name_fi="Vihreä Kemi", order=9)
    copy = KpiRow.objects.get(strategy=new)
    first = copy.targets.get()
    TargetVersion.objects.create(
        row=copy,
        valid_from=first.valid_from,
        kind="at_least",
        value=Decimal(950),
        due=first.due,
        supersedes=first,
        recorded_at=first.recorded_at,
        recorded_by=city.steward,
    )
    city.row("LISA", strategy=new)
    Strategy.objects.filter(pk=new.pk).update(mission_fi="Rohkeasti")
    text = browser(city.steward).get(f"{place}{new.code}/vertailu/{city.strategy.code}/").text

    def lines(section: str) -> list[list[str]]:
        import html
        import re

        body = text.split(f'id="{section}"')[1].split("</tbody>")[0].split("<tbody")[1]
        found = []
        for line in body.split("<tr")[1:]:
            words = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "|", line.split(">", 1)[1])))
            found.append([part.strip() for part in words.split("|") if part.strip()])
        return found

    # What the older one did not have is new, and has not changed its wording.
    assert ["Missio", "uusi", "–", "Rohkeasti"] in lines("perustiedot")
    assert lines("tavoitteet") == [
        ["Teema", "sanamuoto muuttui", "ideat", "Ideoiva toimintatapa"],
        ["Teema", "paikka muuttui", "oppiva", "(viisas)", "oppiva", "(valittava)"],
        ["Päämäärä", "uusi", "–", "Vihreä Kemi"],
    ]
    assert lines("mittarit") == [
        ["ASUKKAAT", "tavoite muuttui", "vähintään 930 31.12.2029 mennessä", "vähintään 950 31.12.2029 mennessä"],
        ["LISA", "uusi", "–", "ei tavoitetta, seurataan"],
    ]
    assert "Perustiedot" in text
    assert "2 kohtaa on ennallaan." in text


def test_the_same_compared_the_other_way_round_has_the_older_one_first(
    city: Workshop, place: str, new: Strategy
) -> None:
    client = browser(city.steward)
    one = client.get(f"{place}{new.code}/vertailu/{city.strategy.code}/").text
    other = client.get(f"{place}{city.strategy.code}/vertailu/{new.code}/").text
    for text in (one, other):
        heads = text.split("<main")[1]
        assert heads.index(f"{place}{city.strategy.code}/") < heads.index(f"{place}{new.code}/")


def test_comparing_asks_the_database_equally_often_of_one_and_of_many(
    city: Workshop, place: str, row: KpiRow, django_assert_max_num_queries
) -> None:
    for number in range(15):
        city.row(f"K{number}", on=[city.ideas])
    client = browser(city.steward)
    client.post(f"{place}{city.strategy.code}/uusi-versio/", FORM)
    with django_assert_max_num_queries(12):
        client.get(f"{place}uusi-strategia/vertailu/{city.strategy.code}/")


def test_the_versions_lead_to_each_other(city: Workshop, place: str, new: Strategy) -> None:
    text = browser(city.steward).get(f"{place}{city.strategy.code}/").text
    assert f'href="{place}{new.code}/"' in text
    assert f'href="{place}{city.strategy.code}/vertailu/{new.code}/"' in text
