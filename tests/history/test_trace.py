"""The trace of a figure: its parts, whose entries they are, by which target and rule, and as known on another day."""

import re
from collections.abc import Iterator

import pytest
import time_machine

from measures.actions import save_as
from measures.entering import approve_actuals
from measures.models import RollUpRule, TargetVersion
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

INSIDE = "/pikkula/tilannekuva/"
TRACE = f"{INSIDE}mittarit/KAYNNIT/jaljitys/"


@pytest.fixture
def auditor(city: DeskWorld) -> object:
    """Somebody who asks where a figure came from."""
    return city.person("tarkastaja", Role.AUDITOR, first="Taina", last="Tarkka")


def page(user: object, address: str = TRACE) -> str:
    """A page with ordinary spaces."""
    answer = browser(user).get(address)
    assert answer.status_code == 200, answer.text
    return answer.text.replace("\xa0", " ")


def words(html: str) -> str:
    """Text alone, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def inputs(text: str) -> list[str]:
    """The parts of the figure as words."""
    body = text.split('<table class="inputs"')[1].split("<tbody")[1].split("</tbody>")[0]
    return [words(f"<tr{one}") for one in body.split("<tr")[1:]]


def targets(text: str) -> list[str]:
    """The row's targets as words, latest first."""
    return [words(one) for one in text.split('<ol class="lines ledger"')[1].split("</ol>")[0].split("<li>")[1:]]


def test_the_figure_opens_to_its_reckoning_and_its_parts(city: DeskWorld, auditor: object) -> None:
    """1 200 approved and 300 waiting are 1 500; the earlier quarters of both units are lacking."""
    first = city.sent("KAYNNIT", "1 200")
    approve_actuals(entries=[first.pk], by=city.head)
    city.sent("KAYNNIT", "300", unit="museo")
    text = page(auditor)
    assert "<dt>7–9/2026</dt><dd>1 200 + 300 = 1 500 kpl</dd>" in text
    assert "Kirjasto (1–3/2026), Museo (1–3/2026), Kirjasto (4–6/2026), Museo (4–6/2026)" in text
    found = inputs(text)
    assert len(found) == 6
    assert found[0] == (
        "Kirjasto 7–9/2026 1 200 kpl hyväksytty Kirjattu palvelussa: Maija Mäki, 20.10.2026 klo 12.00 "
        "Lähetetty hyväksyttäväksi: Maija Mäki, 20.10.2026 klo 12.00 "
        "Hyväksytty: Heikki Harju, 20.10.2026 klo 12.00 Kirjoitettu: ”1 200”"
    )
    assert found[1].startswith("Museo 7–9/2026 300 kpl odottaa hyväksyntää")
    assert found[2] == "Kirjasto 4–6/2026 – puuttuu"


def test_every_part_leads_to_its_history(city: DeskWorld, auditor: object) -> None:
    city.sent("KAYNNIT", "300", unit="museo")
    ways = re.findall(r'<th scope="row"><a href="([^"]+)"', page(auditor))
    assert f"{INSIDE}mittarit/KAYNNIT/historia/?yksikko=museo&amp;kausi=2026-Q3" in ways
    assert "300 kpl" in page(auditor, ways[1].replace("&amp;", "&"))


def test_every_figure_inside_leads_to_its_trace(city: DeskWorld, auditor: object) -> None:
    goal = city.node("viisas")
    city.visits.links.create(node=goal)
    for address in (INSIDE, f"{INSIDE}tavoitteet/viisas/", f"{INSIDE}mittarit/KAYNNIT/"):
        assert f'href="{TRACE}"' in page(auditor, address), address
    asked = page(auditor, f"{INSIDE}?kausi=2026-Q2&tiedossa=20.10.2026")
    assert f'href="{TRACE}?kausi=2026-Q2&amp;tiedossa=20.10.2026"' in asked


def test_every_period_of_the_series_leads_to_its_own_reckoning(city: DeskWorld, auditor: object) -> None:
    city.enter(city.visits, "2026-Q1", "900", unit=city.library)
    city.enter(city.visits, "2026-Q2", "50", unit=city.library)
    indicator = page(auditor, f"{INSIDE}mittarit/KAYNNIT/?kausi=2026-Q3&tiedossa=20.10.2026")
    ways = re.findall(r'<a class="traced" href="([^"]+)"', indicator)
    assert ways == [f"{TRACE}?kausi={code}&amp;tiedossa=20.10.2026" for code in ("2026-Q2", "2026-Q1")]
    assert "<dt>Vuosi</dt><dd>900 + 50 = 950 kpl</dd>" in page(auditor, ways[0].replace("&amp;", "&"))
    assert "traced" not in page(auditor, "/pikkula/mittarit/KAYNNIT/")


def test_terms_of_a_ratio_and_what_was_said_of_it(city: DeskWorld, auditor: object) -> None:
    city.enter(
        city.absence, "2026-Q3", unit=city.library, numerator=67, denominator=1860, state="submitted", note="Flunssa."
    )
    found = inputs(page(auditor, TRACE.replace("KAYNNIT", "POISSA")))
    assert found[0].startswith("Kirjasto 7–9/2026 3,6 % 67 ÷ 1 860 odottaa hyväksyntää")
    assert "Huomautus: ”Flunssa.”" in found[0]


def test_a_weight_leads_to_where_it_comes_from(city: DeskWorld, auditor: object) -> None:
    """The weight of 2026-Q2 is used for 2026-Q3 too, when nothing newer is known."""
    row = city.row("PAINO", units=[city.library], across="weighted", weight=city.visits.indicator)
    city.enter(city.visits, "2026-Q2", "30", unit=city.library)
    city.enter(row, "2026-Q3", "4", unit=city.library)
    text = page(auditor, TRACE.replace("KAYNNIT", "PAINO"))
    way = f"{INSIDE}mittarit/KAYNNIT/historia/?yksikko=kirjasto&amp;kausi=2026-Q2"
    assert f'<a href="{way}">paino 30</a>' in text


def test_a_compared_figure_leads_to_its_own_trace(city: DeskWorld, auditor: object) -> None:
    row = city.row("VERTA", {"kind": "compare", "op": ">", "other": city.visits.indicator}, units=[city.library])
    city.enter(row, "2026-Q3", "4", unit=city.library)
    text = page(auditor, TRACE.replace("KAYNNIT", "VERTA"))
    assert f'Vertailtava luku: <a href="{TRACE}">Käynnit: ' in text


class TestAsKnown:
    """On the 20th a figure is sent; on the 22nd approved, the target corrected and the rule changed."""

    @pytest.fixture
    def city(self, city: DeskWorld, the_day: time_machine.Traveller) -> Iterator[DeskWorld]:
        city.row("UUSI", {"kind": "at_least", "value": 1000}, units=[city.library, city.museum])
        row = city.strategy.rows.get(indicator__code="UUSI")
        sent = [city.enter(row, "2026-Q3", value, unit=unit, entered="2026-10-20", state="submitted")
                for unit, value in ((city.library, "1200"), (city.museum, "300"))]  # fmt: skip
        the_day.move_to(noon("2026-10-22"))
        for one in sent:
            one.approved_at, one.approved_by = noon("2026-10-22"), city.head
            one.save()
        TargetVersion.objects.create(
            row=row, valid_from=row.targets.get().valid_from, supersedes=row.targets.get(), kind="at_least", value=2000,
            words="väh. 2000", recorded_at=noon("2026-10-22"), recorded_by=city.steward,
        )  # fmt: skip
        rule = RollUpRule.objects.get(indicator=row.indicator)
        rule.across_units = "mean"
        save_as(rule, city.steward)
        return city

    TRACE = TRACE.replace("KAYNNIT", "UUSI")

    def test_now(self, city: DeskWorld, auditor: object) -> None:
        text = page(auditor, self.TRACE)
        assert "<dd>(1 200 + 300) ÷ 2 = 750</dd>" in text
        assert [one.split(" Voimassa")[0] for one in targets(text)] == [
            "vähintään 2 000 käytetty korjaus",
            "vähintään 1 000",
        ]
        assert "Etenee" not in text.split("Näin luku lasketaan")[0]
        assert all("hyväksytty" in one for one in inputs(text))
        assert "kirjattu 22.10.2026 klo 12.00: paavo-pikkula" in text

    def test_on_the_day_before(self, city: DeskWorld, auditor: object) -> None:
        text = page(auditor, f"{self.TRACE}?tiedossa=21.10.2026")
        assert "<dd>1 200 + 300 = 1 500</dd>" in text
        assert [one.split(" Voimassa")[0] for one in targets(text)] == ["vähintään 1 000 käytetty"]
        assert "Saavutettu" in text.split("Näin luku lasketaan")[0]
        assert all("odottaa hyväksyntää" in one and "Hyväksytty:" not in one for one in inputs(text))
        assert "kuin ne tiedettiin 21.10.2026" in text
        assert f"{INSIDE}mittarit/UUSI/kirjausketju.xlsx?tiedossa=21.10.2026" in text

    @pytest.mark.parametrize("typed", ["31.2.2026", "huomenna", "1.1.2030"])
    def test_a_bad_or_coming_day_says_so_and_keeps_what_was_typed(
        self, city: DeskWorld, auditor: object, typed: str
    ) -> None:
        answer = browser(auditor).get(f"{self.TRACE}?tiedossa={typed}")
        assert answer.status_code == 422
        assert f'value="{typed}"' in answer.text
        assert "Näet nykyisen tilanteen." in answer.text
        assert "÷ 2" in answer.text


def test_a_row_that_was_not_there_then_is_told(city: DeskWorld, auditor: object) -> None:
    row = city.row("K2")
    life = type(row).history.get(id=row.pk)
    life.history_date = noon("2026-10-15")
    life.save()
    answer = browser(auditor).get(f"{TRACE.replace('KAYNNIT', 'K2')}?tiedossa=14.10.2026")
    assert answer.status_code == 404
    assert "Mittaria ”K2” ei tiedetty tässä strategiassa 14.10.2026." in answer.text


def test_the_page_costs_the_same_with_ten_times_the_history(
    city: DeskWorld, auditor: object, django_assert_num_queries
) -> None:
    def correct(times: int) -> None:
        before = city.visits.indicator.actuals.order_by("id").last()
        for _ in range(times):
            before = city.enter(city.visits, "2026-Q3", "7", unit=city.library, entered="2026-10-20", supersedes=before)
            save_as(city.visits, city.steward)

    client = browser(auditor)
    city.enter(city.visits, "2026-Q3", "5", unit=city.library, entered="2026-10-20")
    for times in (2, 20):
        correct(times)
        for query, number in (("", 9), ("?tiedossa=20.10.2026", 15)):
            with django_assert_num_queries(number):
                assert client.get(TRACE + query).status_code == 200


def test_another_citys_trace_is_not_known(city: DeskWorld) -> None:
    other = DeskWorld("toinen", "998")
    assert browser(other.steward).get(TRACE).status_code == 404


def test_whoever_may_see_changes_is_led_there_from_the_pages(city: DeskWorld, auditor: object) -> None:
    way = 'href="/pikkula/hallinta/muutokset/'
    for address in (INSIDE, TRACE, f"{INSIDE}mittarit/KAYNNIT/"):
        assert way in page(auditor, address)
        assert way not in page(city.head, address)
    assert f"{way}?mittari=KAYNNIT" in page(auditor)
