"""Who changed what in the structure and when, and how the structure was on a day."""

import re

import pytest
import time_machine
from django.utils import timezone

from measures.actions import delete_as, save_as
from measures.models import KpiRow, Reopening, ReportingUnit, RollUpRule, RowLink, TargetVersion
from reporting.changes.kinds import KINDS
from reporting.changes.words import FIELDS, LEFT_OUT
from scorecard.models import Membership, Unit
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld, browser
from tests.world import noon

CHANGES = "/pikkula/hallinta/muutokset/"
THEN = f"{CHANGES}tilanne/"


@pytest.fixture
def auditor(city: DeskWorld, the_day: time_machine.Traveller) -> object:
    """Somebody who asks who changed what. It is noon of the 22nd of October: what a test changes, it changes then."""
    person = city.person("tarkastaja", Role.AUDITOR)
    the_day.move_to(noon("2026-10-22"))
    return person


def page(user: object, address: str = CHANGES, status: int = 200) -> str:
    """A page with ordinary spaces."""
    answer = browser(user).get(address)
    assert answer.status_code == status, answer.text
    return answer.text.replace("\xa0", " ")


def words(html: str) -> str:
    """Text alone, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def items(text: str) -> list[str]:
    """The changes or the things of a page as words, in its order."""
    lists = re.findall(r'<ol class="changes[^>]*>(.*?)</ol>', text, re.S)
    return [words(one) for own in lists for one in own.split("<li>")[1:]]


def aims(text: str) -> list[list[str]]:
    """The targets of a page as the cells of their rows."""
    (table,) = re.findall(r'<table class="inputs aims".*?<tbody>(.*?)</tbody>', text, re.S)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in table.split("<tr>")[1:]]


def since(text: str = "22.10.2026") -> str:
    """The changes of the test itself."""
    return f"{CHANGES}?alkaen={text}"


def corrected(city: DeskWorld, row: KpiRow, value: int) -> TargetVersion:
    """A target that corrects the row's own."""
    before = row.targets.last()
    return TargetVersion.objects.create(
        row=row, valid_from=before.valid_from, supersedes=before, kind="at_least", value=value,
        recorded_at=timezone.now(), recorded_by=city.steward,
    )  # fmt: skip


def test_a_corrected_target_tells_both_values(city: DeskWorld, auditor: object) -> None:
    row = city.row("K1", {"kind": "at_least", "value": 930}, name_fi="Yritykset")
    corrected(city, row, 950)
    text = page(auditor, since())
    assert items(text) == ["Tavoite K1 Yritykset muutettu Arvo aiemmin: 930 → nyt: 950"]
    assert '22.10.2026 klo 12.00 <span class="who">· paavo-pikkula</span>' in text


def test_a_decided_target_tells_what_it_replaces(city: DeskWorld, auditor: object) -> None:
    row = city.row("K1", {"kind": "at_least", "value": 930}, name_fi="Yritykset")
    city.target(row, "2026-01-01", kind="at_least", value=940)
    found = items(page(auditor, f"{CHANGES}?laji=tavoite&mittari=K1"))
    assert found[0] == (
        "Tavoite K1 Yritykset lisätty Voimassa alkaen aiemmin: 1.1.2023 → nyt: 1.1.2026 Arvo aiemmin: 930 → nyt: 940"
    )


def test_a_unit_moved_renamed_and_taken_away(city: DeskWorld, auditor: object) -> None:
    other = Unit(municipality=city.city, code="vapaa", kind="sector", name_fi="Vapaa-aika")
    save_as(other, city.steward)
    city.museum.parent, city.museum.name_fi = other, "Taidemuseo"
    save_as(city.museum, city.steward)
    unused = Unit(municipality=city.city, code="turha", kind="result_unit", name_fi="Turha", parent=other)
    save_as(unused, city.head)
    delete_as(unused, city.head)
    removed, added, moved, made = items(page(auditor, since()))
    assert removed == "Tulosyksikkö Turha poistettu Ylätaso aiemmin: Vapaa-aika"
    assert added == "Tulosyksikkö Turha lisätty Ylätaso Vapaa-aika"
    assert moved == (
        "Tulosyksikkö Taidemuseo muutettu "
        "Ylätaso aiemmin: Sivistys → nyt: Vapaa-aika Nimi aiemmin: Museo → nyt: Taidemuseo"
    )
    assert made == "Toimiala Vapaa-aika lisätty"


def test_the_files_tell_what_the_page_leaves_out(city: DeskWorld, auditor: object) -> None:
    save_as(Unit(municipality=city.city, code="vapaa", kind="sector", name_fi="Vapaa-aika"), city.steward)
    table = browser(auditor).get(f"{CHANGES}kirjaukset.csv?taulu=muutokset")
    told = b"".join(table.streaming_content).decode()
    assert "Vapaa-aika;lisätty;koodi;;vapaa" in told
    assert "Vapaa-aika;lisätty;laji;;toimiala" in told


def test_many_alike_of_one_moment_are_told_in_one_line_and_open_from_it(city: DeskWorld, auditor: object) -> None:
    for number in range(4):
        save_as(Unit(municipality=city.city, code=f"u{number}", kind="sector", name_fi=f"Uusi {number}"), city.steward)
    text = page(auditor, since())
    assert "<summary>Yksiköt: 4 lisätty</summary>" in text
    assert items(text) == [f"Toimiala Uusi {number} lisätty" for number in (3, 2, 1, 0)]


def test_what_was_changed_is_never_folded_and_three_alike_stand_open(city: DeskWorld, auditor: object) -> None:
    for number in range(5):
        city.museum.name_fi = f"Museo {number}"
        save_as(city.museum, city.steward)
    for number in range(3):
        save_as(Unit(municipality=city.city, code=f"u{number}", kind="sector", name_fi=f"Uusi {number}"), city.steward)
    text = page(auditor, since())
    assert "<summary>" not in text.split('id="muutokset"')[1]
    assert len(items(text)) == 8


def test_a_confirmed_link_a_rule_and_a_reporting_unit(city: DeskWorld, auditor: object) -> None:
    node = city.node("viisas")
    city.visits.links.create(node=node, proposed=True)
    link = RowLink.objects.get()
    link.proposed = False
    save_as(link, city.steward)
    rule = RollUpRule.objects.get(indicator=city.visits.indicator)
    rule.across_units = "mean"
    save_as(rule, city.steward)
    delete_as(ReportingUnit.objects.get(indicator=city.visits.indicator, unit=city.museum), city.steward)
    found = items(page(auditor, f"{since()}&henkilo={city.steward.pk}"))
    assert found == [
        "Raportoiva yksikkö KAYNNIT Käynnit · Museo poistettu",
        "Yhdistelysääntö KAYNNIT Käynnit muutettu Yhdistely yksiköistä aiemmin: summa → nyt: keskiarvo",
        "Rivin yhteys KAYNNIT Käynnit · viisas muutettu Ehdotettu aiemmin: kyllä → nyt: ei",
    ]


def test_what_was_taken_away_keeps_its_name(city: DeskWorld, auditor: object) -> None:
    node = city.node("viisas")
    city.visits.links.create(node=node)
    delete_as(RowLink.objects.get(), city.steward)
    delete_as(node, city.steward)
    found = items(page(auditor, f"{CHANGES}?laji=yhteys"))
    assert [one.split(" Ehdotettu")[0] for one in found] == [
        "Rivin yhteys KAYNNIT Käynnit · viisas poistettu",
        "Rivin yhteys KAYNNIT Käynnit · viisas lisätty",
    ]


def test_a_role_given_and_ended(city: DeskWorld, auditor: object, the_day: time_machine.Traveller) -> None:
    role = Membership(user=city.head, municipality=city.city, role=Role.MANAGEMENT)
    save_as(role, city.steward)
    the_day.move_to(noon("2026-10-23"))
    role.valid_to = noon("2026-10-31").date()
    save_as(role, city.steward)
    ended, given = items(page(auditor, f"{since()}&laji=rooli"))
    assert ended == "Rooli Heikki Harju · kaupunginjohto muutettu Voimassa asti aiemmin: – → nyt: 31.10.2026"
    assert given == "Rooli Heikki Harju · kaupunginjohto lisätty"
    assert items(page(auditor, f"{CHANGES}?laji=rooli&alkaen=22.10.2026&asti=22.10.2026")) == [given]


def test_windows_and_reopenings(city: DeskWorld, auditor: object) -> None:
    city.window.closed_at, city.window.closed_by = noon("2026-10-22"), city.steward
    save_as(city.window, city.steward)
    Reopening.objects.create(
        window=city.window, indicator=city.visits.indicator, unit=city.library, reason="Laskuri oli rikki.",
        asked_by=city.supervisor, opened_at=noon("2026-10-22"), opened_by=city.head, expires_at=noon("2026-10-25"),
    )  # fmt: skip
    opened, shut = items(page(auditor, since()))
    assert "Yhden luvun avaus KAYNNIT Käynnit · Kirjasto lisätty" in opened
    assert "Syy Laskuri oli rikki." in opened
    assert "Pyytäjä Maija Mäki" in opened
    assert shut.startswith("Raportointi-ikkuna 7–9/2026 muutettu Suljettu aiemmin: – → nyt: 22.10.2026 klo 12.00")


def test_one_things_changes_alone(city: DeskWorld, auditor: object) -> None:
    for name in ("Museo 2", "Museo 3"):
        city.museum.name_fi = name
        save_as(city.museum, city.steward)
    city.library.name_fi = "Pääkirjasto"
    save_as(city.library, city.steward)
    text = page(auditor, f"{CHANGES}?laji=yksikko")
    way = re.search(r'<a href="([^"]+)">Museo 3</a>', text)
    assert way is not None
    own = page(auditor, way[1].replace("&amp;", "&"))
    assert [one.split(" Nimi")[0] for one in items(own)][:2] == [
        "Tulosyksikkö Museo 3 muutettu",
        "Tulosyksikkö Museo 2 muutettu",
    ]
    assert len(items(own)) == 3
    assert "Tulosyksikkö Museo 3</h2>" in own


def test_another_citys_changes_are_not_there(city: DeskWorld, auditor: object) -> None:
    other = DeskWorld("toinen", "998")
    other.library.name_fi = "Toisen kirjasto"
    save_as(other.library, other.steward)
    assert "Toisen kirjasto" not in page(auditor)
    assert items(page(auditor, since())) == []
    assert browser(other.steward).get(CHANGES).status_code == 404


class TestAsking:
    """What is not understood is said, kept in its field and left aside; what no page links to is not found."""

    @pytest.mark.parametrize(
        ("query", "name", "typed", "sentence"),
        [
            ("alkaen=31.2.2026", "alkaen", "31.2.2026", "Päivää ei otettu huomioon."),
            ("asti=eilen", "asti", "eilen", "Päivää ei otettu huomioon."),
            ("alkaen=2.10.2026&asti=1.10.2026", "asti", "1.10.2026", "Viimeinen päivä on ennen ensimmäistä."),
            ("mittari=EI", "mittari", "EI", "Mittaria ”EI” ei ole tässä kunnassa."),
            ("laji=yksikko&mittari=KAYNNIT", "mittari", "KAYNNIT", "Yksiköt eivät kuulu yhteen mittariin."),
        ],
    )
    def test_said_and_kept(
        self, city: DeskWorld, auditor: object, query: str, name: str, typed: str, sentence: str
    ) -> None:
        text = page(auditor, f"{CHANGES}?{query}", status=422)
        assert sentence in text
        assert f'name="{name}" value="{typed}"' in text
        assert f'aria-describedby="{name}-virhe"' in text
        assert items(text)

    @pytest.mark.parametrize("query", ["laji=ei", "kohde=4", "laji=yksikko&kohde=x", "henkilo=²", "sivu=0", "sivu=-1"])
    def test_not_found(self, city: DeskWorld, auditor: object, query: str) -> None:
        page(auditor, f"{CHANGES}?{query}", status=404)

    def test_nothing_found_says_so_and_leads_back(self, city: DeskWorld, auditor: object) -> None:
        text = page(auditor, f"{CHANGES}?asti=1.1.2019")
        assert "Näillä rajauksilla ei ole muutoksia." in text
        assert f'<a href="{CHANGES}">Näytä kaikki muutokset</a>' in text

    def test_a_page_of_fifty_and_the_rest(self, city: DeskWorld, auditor: object) -> None:
        for number in range(60):
            city.museum.name_fi = f"Museo {number}"
            save_as(city.museum, city.steward)
        first = page(auditor, since())
        second = page(auditor, f"{since()}&sivu=2")
        assert (len(items(first)), len(items(second))) == (50, 10)
        assert "Museo 59" in items(first)[0]
        assert "Museo 0" in items(second)[-1]
        assert 'href="?alkaen=22.10.2026&amp;sivu=2" rel="next"' in first
        assert 'href="?alkaen=22.10.2026" rel="prev"' in second
        assert "Muutokset 51–60" in second


class TestOnADay:
    """Things as they were when a day ended."""

    def test_targets_units_links_and_rules(self, city: DeskWorld, auditor: object) -> None:
        row = city.row("K1", {"kind": "at_least", "value": 930}, name_fi="Yritykset")
        corrected(city, row, 950)
        city.museum.parent = None
        city.museum.name_fi = "Taidemuseo"
        save_as(city.museum, city.steward)
        rule = RollUpRule.objects.get(indicator=city.visits.indicator)
        rule.across_units = "mean"
        save_as(rule, city.steward)
        for day, value, museum, across in (
            ("21.10.2026", "930", "Museo Ylätaso Sivistys", "summa"),
            ("22.10.2026", "950", "Taidemuseo Koodi", "keskiarvo"),
            ("", "950", "Taidemuseo Koodi", "keskiarvo"),
        ):
            (target,) = aims(page(auditor, f"{THEN}?mittari=K1&tiedossa={day}"))
            assert target[:5] == ["K1 Yritykset", "1.1.2023", f"vähintään {value}", "–", "sitova"]
            units = items(page(auditor, f"{THEN}?laji=yksikko&tiedossa={day}"))
            assert any(one.startswith(museum) for one in units), day
            (told,) = items(page(auditor, f"{THEN}?laji=saanto&mittari=KAYNNIT&tiedossa={day}"))
            assert f"Yhdistely yksiköistä {across}" in told

    def test_what_came_later_or_was_taken_away_is_not_there(self, city: DeskWorld, auditor: object) -> None:
        delete_as(ReportingUnit.objects.get(indicator=city.visits.indicator, unit=city.museum), city.steward)
        for day, units in (("21.10.2026", ["Kirjasto", "Museo"]), ("22.10.2026", ["Kirjasto"])):
            found = items(page(auditor, f"{THEN}?laji=raportoija&mittari=KAYNNIT&tiedossa={day}"))
            assert [one.split(" Kirjattu")[0].split(" · ")[1] for one in found] == units

    def test_roles_are_those_of_the_day(self, city: DeskWorld, auditor: object) -> None:
        before = len(items(page(auditor, f"{THEN}?laji=rooli&tiedossa=21.10.2026")))
        save_as(Membership(user=city.head, municipality=city.city, role=Role.MANAGEMENT), city.steward)
        found = items(page(auditor, f"{THEN}?laji=rooli&tiedossa=22.10.2026"))
        assert len(found) == before + 1
        assert any(
            one.startswith("Heikki Harju · kaupunginjohto Kirjattu 22.10.2026 klo 12.00, paavo-") for one in found
        )
        assert len(items(page(auditor, f"{THEN}?laji=rooli&tiedossa=21.10.2026"))) == before

    def test_before_the_first_record_it_is_as_first_recorded_and_says_so(
        self, city: DeskWorld, auditor: object
    ) -> None:
        text = page(auditor, f"{THEN}?laji=strategia&tiedossa=1.1.2010")
        said = "1.1.2010 rakennetta ei ollut vielä kirjattu. Näet ensimmäisen kirjatun rakenteen (1.1.2020)."
        assert said in text
        assert "sellaisena kuin se oli" not in text
        assert len(items(text)) == 1

    @pytest.mark.parametrize("typed", ["31.2.2026", "1.1.2030"])
    def test_a_bad_or_coming_day_says_so_and_keeps_what_was_typed(
        self, city: DeskWorld, auditor: object, typed: str
    ) -> None:
        text = page(auditor, f"{THEN}?tiedossa={typed}", status=422)
        assert f'value="{typed}"' in text
        assert "Näet nykyisen tilanteen." in text
        assert aims(text)

    def test_every_kind_has_its_page(self, city: DeskWorld, auditor: object) -> None:
        for kind in (kind.code for kind in KINDS):
            for address in (THEN, CHANGES):
                page(auditor, f"{address}?laji={kind}")

    def test_another_citys_things_are_not_there(self, city: DeskWorld, auditor: object) -> None:
        DeskWorld("toinen", "998")
        assert len(items(page(auditor, f"{THEN}?laji=strategia"))) == 1
        assert len(items(page(auditor, f"{THEN}?laji=yksikko"))) == 3


def test_every_field_of_every_kind_has_a_word() -> None:
    fields = {field.name for kind in KINDS for field in kind.model._meta.concrete_fields} - LEFT_OUT
    assert fields - {"period_starts", "period_ends"} <= set(FIELDS)


def test_whatever_keeps_a_history_is_a_kind() -> None:
    from django.apps import apps

    tracked = {model for model in apps.get_models() if hasattr(model, "history")}
    assert tracked <= {kind.model for kind in KINDS}


@pytest.mark.parametrize("address", [CHANGES, f"{CHANGES}?mittari=KAYNNIT", THEN, f"{THEN}?laji=yksikko"])
def test_the_pages_cost_the_same_with_ten_times_the_history(
    city: DeskWorld, auditor: object, address: str, django_assert_max_num_queries
) -> None:
    client = browser(auditor)
    for times in (6, 60):
        for number in range(times):
            city.museum.name_fi = f"Museo {times}/{number}"
            save_as(city.museum, city.steward)
            save_as(city.visits, city.steward)
            corrected(city, city.visits, number)
        with django_assert_max_num_queries(9):
            assert client.get(address).status_code == 200
