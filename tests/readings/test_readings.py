"""Open readings: confirmed, another chosen, rejected; with history, two stewards at once, and what the public sees."""

import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures import above
from measures.models import KpiRow, RowLink, TargetVersion
from measures.readings.finding import number_open, open_row, rows_of
from measures.readings.keeping import choose_reading, confirm_reading, reject_reading
from measures.targets import Kind, Repeats, Target
from reporting.assemble import standing_at
from reporting.standing import Audience
from scorecard.models import ProjectNode
from scorecard.work.keeping.versions import ChangedMeanwhile
from tests.readings.reading_room import ReadingRoom
from tests.work.workshop import made_by

MOST_QUERIES = 12


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text.replace("\xa0", " ")


def typed(**facts: str) -> dict[str, str]:
    return {"kind": "at_least", "value": "80", "upper": "", "due": "", "repeats": "once"} | facts


def test_the_list_shows_words_reading_and_question(city: ReadingRoom) -> None:
    KpiRow.objects.filter(pk=city.unsure.pk).update(question="Onko noin tarkka raja?")
    text = page(city.paavo, city.readings_address)
    assert "”noin 80 %”" in text
    assert "vähintään 80 %" in text
    assert "Onko noin tarkka raja?" in text
    assert f'href="{city.address_of(city.clear)}"' not in text
    assert "Silta kouluun" in text


def test_what_the_links_ask_is_not_asked_in_the_reading_too(city: ReadingRoom) -> None:
    goal = "Mitä päämäärää mittari palvelee?"
    KpiRow.objects.filter(pk=city.unsure.pk).update(question=f"Onko raja tarkka? {goal} Ehdotettu: viisas.")
    assert f"<dd>Onko raja tarkka? {goal} Ehdotettu: viisas.</dd>" in page(city.paavo, city.readings_address)
    RowLink.objects.filter(row=city.unsure).update(question=goal)
    for address in (city.readings_address, city.address_of(city.unsure)):
        assert "<dd>Onko raja tarkka?</dd>" in page(city.paavo, address)


def test_an_open_target_has_no_kind_before_one_is_chosen_and_then_asks_what_it_needs(city: ReadingRoom) -> None:
    """A hasty press saves nothing that nobody has read; each kind asks for its own fields alone."""
    text = page(city.paavo, city.address_of(city.undecided))
    assert '<option value="" selected>valitse laji</option>' in text
    assert "Valitse tulkinta</h2>" in text
    assert "Tallenna ja vahvista" not in text
    for kind, names in {
        "at_least": ["value", "due", "repeats"],
        "between": ["value", "upper", "due", "repeats"],
        "compare": ["op", "other", "due", "repeats"],
        "moves_up": ["due", "repeats"],
        "watched": [],
    }.items():
        text = page(city.paavo, f"{city.address_of(city.undecided)}?laji={kind}")
        assert re.findall(r'id="tulkinta-(\w+)"', text) == names
        assert f'<input type="hidden" name="kind" value="{kind}">' in text
    assert "suurempi kuin</option>" in page(city.paavo, f"{city.address_of(city.undecided)}?laji=compare")
    assert "Tallenna ja vahvista" not in page(city.paavo, f"{city.address_of(city.undecided)}?laji=jotain")
    form = {"kind": "watched", "repeats": "once", "seen": city.seen(city.paavo, city.undecided)}
    city.paavo.post(f"{city.address_of(city.undecided)}valitse/", form)
    assert city.current(city.undecided).kind == "watched"


def test_an_undecided_one_cannot_be_confirmed_from_the_list(city: ReadingRoom) -> None:
    text = page(city.paavo, city.readings_address)
    assert f'action="{city.address_of(city.unsure)}vahvista/"' in text
    assert f'action="{city.address_of(city.undecided)}vahvista/"' not in text


def test_the_index_tells_how_many_are_open(city: ReadingRoom) -> None:
    # A4, M1, M2; links of A4 and M1 and of the project.
    assert number_open(city.city) == 6
    assert "6 odottaa" in page(city.paavo, f"/{city.city.code}/hallinta/")


def test_confirmed_from_the_list(city: ReadingRoom) -> None:
    answer = city.paavo.post(
        f"{city.address_of(city.unsure)}vahvista/", {"seen": city.seen(city.paavo, city.unsure)}, follow=True
    )
    row = KpiRow.objects.get(pk=city.unsure.pk)
    assert (row.reading, row.confirmed_by) == ("confirmed", city.steward)
    assert row.confirmed_at is not None
    assert made_by(row)[-1] == ("~", city.steward.username)
    assert "Tulkinta on vahvistettu: Palveluaste." in answer.text
    assert "Paavo Pesonen 20.10.2026 klo 12.00" in answer.text
    assert TargetVersion.objects.filter(row=row).count() == 1


def test_the_public_page_before_and_after(city: ReadingRoom, client: Client) -> None:
    before = page(client, "/pikkula/mittarit/A4/")
    assert "Tulkinta avoin" in before
    assert "Saavutettu" not in before
    city.paavo.post(f"{city.address_of(city.open)}vahvista/", {"seen": city.seen(city.paavo, city.open)})
    after = page(client, "/pikkula/mittarit/A4/")
    assert "Tulkinta avoin" not in after
    assert "aavutettu" in after


def test_what_was_known_before_stays_as_it_was_read(city: ReadingRoom, the_day) -> None:
    asked = dt.datetime(2026, 10, 20, 9, 30, tzinfo=dt.UTC)
    the_day.move_to(dt.datetime(2026, 10, 21, 9, tzinfo=dt.UTC))
    confirm_reading(row=city.open, seen=open_row(rows_of(city.city).get(pk=city.open.pk)).seen, by=city.steward)
    from measures.periods import Period

    period = Period.parse("2026-Q3")
    then = standing_at(city.strategy, period, Audience.PUBLIC, known_at=asked).row("A4")
    now = standing_at(city.strategy, period, Audience.PUBLIC).row("A4")
    assert (then.verdict, now.verdict) == ("unclear", "met")


def test_another_reading_is_a_version_in_the_place_of_the_old_one(city: ReadingRoom) -> None:
    before = city.current(city.unsure)
    seen = city.seen(city.paavo, city.unsure)
    city.paavo.post(
        f"{city.address_of(city.unsure)}valitse/",
        typed(kind="between", value="75", upper="85", due="31.12.2027", seen=seen),
    )
    now = city.current(city.unsure)
    assert (now.kind, now.value, now.upper, now.due) == ("between", 75, 85, dt.date(2027, 12, 31))
    assert (now.supersedes, now.valid_from, now.words) == (before, before.valid_from, "noin 80 %")
    assert (now.recorded_by, now.binding) == (city.steward, before.binding)
    assert KpiRow.objects.get(pk=city.unsure.pk).reading == "confirmed"
    before.refresh_from_db()
    assert before.kind == "at_least"


def test_an_alternative_of_the_words_is_chosen_with_one_press(city: ReadingRoom) -> None:
    text = page(city.paavo, city.address_of(city.undecided))
    assert "muutos +5 % lähtötasosta" in text
    form = text.split("muutos +5 % lähtötasosta")[0].rpartition("<form")[2]
    fields = dict(
        part.split('" value="') for part in form.replace('">', '"').split('name="')[2:] if '" value="' in part
    )
    fields = {name: text.split('"')[0] for name, text in fields.items()}
    city.paavo.post(f"{city.address_of(city.undecided)}valitse/", fields)
    now = city.current(city.undecided)
    assert (now.kind, now.value) == ("change_by", 5)


def test_the_same_reading_chosen_again_only_confirms_it(city: ReadingRoom) -> None:
    seen = city.seen(city.paavo, city.unsure)
    city.paavo.post(f"{city.address_of(city.unsure)}valitse/", typed(seen=seen))
    assert TargetVersion.objects.filter(row=city.unsure).count() == 1
    assert KpiRow.objects.get(pk=city.unsure.pk).reading == "confirmed"


def test_a_rejected_reading_leaves_the_target_open(city: ReadingRoom) -> None:
    seen = city.seen(city.paavo, city.unsure)
    answer = city.paavo.post(f"{city.address_of(city.unsure)}hylkaa/", {"seen": seen}, follow=True)
    now = city.current(city.unsure)
    assert (now.kind, now.words, now.recorded_by) == ("undecided", "noin 80 %", city.steward)
    assert KpiRow.objects.get(pk=city.unsure.pk).reading == "proposed"
    assert "Tulkinta on hylätty: Palveluaste." in answer.text
    again = city.paavo.post(f"{city.address_of(city.unsure)}hylkaa/", {"seen": city.seen(city.paavo, city.unsure)})
    assert again.status_code == 422
    assert "Tavoite on jo avoin" in again.text


def test_what_is_open_cannot_be_confirmed(city: ReadingRoom) -> None:
    seen = city.seen(city.paavo, city.undecided)
    answer = city.paavo.post(f"{city.address_of(city.undecided)}vahvista/", {"seen": seen})
    assert answer.status_code == 422
    assert "vahvistettavaa ei ole" in answer.text
    assert KpiRow.objects.get(pk=city.undecided.pk).reading == "proposed"


@pytest.mark.parametrize("step", ["vahvista", "valitse", "hylkaa"])
def test_the_second_steward_is_told_and_nothing_changes(city: ReadingRoom, step: str) -> None:
    seen = city.seen(city.pirkko, city.unsure)
    city.paavo.post(f"{city.address_of(city.unsure)}valitse/", typed(value="70", seen=seen))
    answer = city.pirkko.post(f"{city.address_of(city.unsure)}{step}/", typed(value="90", seen=seen))
    assert answer.status_code == 422
    assert "Joku muu ehti ratkaista" in answer.text
    assert city.current(city.unsure).value == 70
    assert KpiRow.objects.get(pk=city.unsure.pk).confirmed_by == city.steward


def test_a_confirmed_reading_shows_who_and_has_no_forms(city: ReadingRoom) -> None:
    city.paavo.post(f"{city.address_of(city.unsure)}vahvista/", {"seen": city.seen(city.paavo, city.unsure)})
    text = page(city.pirkko, city.address_of(city.unsure))
    assert "Vahvistanut Paavo Pesonen 20.10.2026 klo 12.00." in text
    assert "valitse/" not in text


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"value": ""}, "Kentässä ei ole lukua"),
        ({"value": "kahdeksan"}, "ei ole luku"),
        ({"kind": "at_most"}, "vastoin mittarin suuntaa (nouseva)"),
        ({"kind": "between", "upper": "70"}, "Yläraja on alarajaa pienempi."),
        ({"kind": "compare"}, "Valitse vertailumerkki ja toinen mittari."),
        ({"kind": "jotain"}, "Valitse luettelosta."),
        ({"due": "31.2.2027"}, "Kirjoita päivä muodossa"),
        ({"repeats": ""}, "Valitse luettelosta."),
    ],
)
def test_a_faulty_form_says_what_is_wrong_and_keeps_what_was_typed(
    city: ReadingRoom, facts: dict[str, str], fault: str
) -> None:
    seen = city.seen(city.paavo, city.unsure)
    answer = city.paavo.post(f"{city.address_of(city.unsure)}valitse/", typed(**facts, seen=seen))
    assert answer.status_code == 422
    assert fault in answer.text
    assert "kirjoittamasi on tallella" in answer.text
    assert TargetVersion.objects.filter(row=city.unsure).count() == 1


def test_what_adds_up_is_of_a_calendar_year(city: ReadingRoom) -> None:
    row = city.row("M7", {"kind": "undecided"}, reading="proposed", time="sum", measure_unit="kpl")
    answer = city.paavo.post(f"{city.address_of(row)}valitse/", typed(due="30.6.2027", seen=city.seen(city.paavo, row)))
    assert answer.status_code == 422
    assert "Luku kertyy kalenterivuoden ajan" in answer.text


def test_a_level_and_a_comparison_are_chosen(city: ReadingRoom) -> None:
    level = city.row("M8", {"kind": "undecided"}, reading="proposed", value_type="level", measure_unit="heikko<hyvä")
    answer = city.paavo.post(
        f"{city.address_of(level)}valitse/", typed(kind="level", seen=city.seen(city.paavo, level))
    )
    assert answer.status_code == 422
    city.paavo.post(
        f"{city.address_of(level)}valitse/", typed(kind="level", level="hyvä", seen=city.seen(city.paavo, level))
    )
    assert (city.current(level).kind, city.current(level).level) == ("level", "hyvä")
    compared = city.row("M9", {"kind": "undecided"}, reading="proposed", direction="none")
    city.paavo.post(
        f"{city.address_of(compared)}valitse/",
        typed(kind="compare", op="more_than", other="M3", seen=city.seen(city.paavo, compared)),
    )
    now = city.current(compared)
    assert (now.kind, now.op, now.other) == ("compare", ">", city.clear.indicator)


def test_done_and_watched_have_no_number(city: ReadingRoom) -> None:
    done = city.row("M6", {"kind": "undecided"}, reading="proposed", value_type="yes_no", measure_unit="kyllä/ei")
    text = page(city.paavo, city.address_of(done))
    assert 'name="value"' not in text
    city.paavo.post(f"{city.address_of(done)}valitse/", typed(kind="done", seen=city.seen(city.paavo, done)))
    assert city.current(done).kind == "done"


def test_a_target_that_is_not_there_cannot_be_read(city: ReadingRoom) -> None:
    row = KpiRow.objects.get(pk=city.unsure.pk)
    target = Target(Kind.HOLD, Decimal(1), repeats=Repeats.ONCE)
    with pytest.raises(ChangedMeanwhile):
        choose_reading(row=row, target=target, other=None, seen="0-0", by=city.steward)
    with pytest.raises(ChangedMeanwhile):
        reject_reading(row=row, seen="", by=city.steward)
    clear = open_row(rows_of(city.city).get(pk=city.clear.pk))
    with pytest.raises(ValidationError, match="jo vahvistettu"):
        confirm_reading(row=clear.row, seen=clear.seen, by=city.steward)


@pytest.mark.parametrize(("button", "left"), [("vahvista", 1), ("poista", 0)])
def test_a_proposed_link_is_confirmed_or_taken_away(city: ReadingRoom, button: str, left: int) -> None:
    link = RowLink.objects.get(row=city.unsure)
    address = f"{city.readings_address}yhteys/rivi/{link.pk}/"
    city.paavo.post(address, {button: ""})
    assert RowLink.objects.filter(row=city.unsure, proposed=False).count() == left
    assert made_by(link)[-1] == ("~" if left else "-", city.steward.username)
    again = city.pirkko.post(address, {"poista": ""}, follow=True)
    assert "Yhteyttä ei ole enää ehdotettuna" in again.text
    assert RowLink.objects.filter(row=city.unsure).count() == left


def test_a_project_s_link_too(city: ReadingRoom) -> None:
    city.paavo.post(f"{city.readings_address}yhteys/projekti/{city.served.pk}/", {"vahvista": ""})
    assert ProjectNode.objects.get(pk=city.served.pk).proposed is False


def test_without_a_choice_a_link_stays(city: ReadingRoom) -> None:
    link = RowLink.objects.get(row=city.unsure)
    city.paavo.post(f"{city.readings_address}yhteys/rivi/{link.pk}/")
    assert RowLink.objects.get(pk=link.pk).proposed is True


def test_no_such_kind_of_link_no_such_row(city: ReadingRoom) -> None:
    assert city.paavo.post(f"{city.readings_address}yhteys/muu/1/").status_code == 404
    assert city.paavo.get(f"{city.readings_address}{city.strategy.code}/X9/").status_code == 404


def test_after_the_session_has_ended_nothing_is_done(city: ReadingRoom, client: Client) -> None:
    for step in ("vahvista", "valitse", "hylkaa"):
        assert client.post(f"{city.address_of(city.unsure)}{step}/", {"seen": "1-1"}).status_code == 401
    link = RowLink.objects.get(row=city.unsure)
    assert client.post(f"{city.readings_address}yhteys/rivi/{link.pk}/", {"poista": ""}).status_code == 401
    assert RowLink.objects.filter(pk=link.pk).exists()


def test_the_list_costs_the_same_whatever_its_length(city: ReadingRoom) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(city.paavo, city.readings_address)
    for number in range(8):
        target = {"kind": "at_least", "value": "1", "words": "1"}
        city.row(f"N{number}", target, reading="proposed", on=[city.wise], proposed=True)
    with CaptureQueriesContext(connection) as many:
        page(city.paavo, city.readings_address)
    assert len(many) == len(few) <= MOST_QUERIES, [query["sql"][:150] for query in few]


def test_one_reading_costs_little(city: ReadingRoom) -> None:
    with CaptureQueriesContext(connection) as asked:
        page(city.paavo, city.address_of(city.unsure))
    assert len(asked) <= MOST_QUERIES + 2, [query["sql"][:120] for query in asked]


def test_the_demo_s_readings(demo: None) -> None:
    from scorecard.models import User
    from tests.work.workshop import browser

    text = page(browser(User.objects.get(username="paakayttaja")), "/kemi/hallinta/tulkinnat/")
    assert text.count("vahvista/") > 20
    assert "Kemin kaupunkistrategia" in text or "Kemin" in text


def frozen(monkeypatch: pytest.MonkeyPatch, city: ReadingRoom, code: str, ends: dt.date, at: dt.datetime) -> None:
    """The strategy's one frozen report."""
    report = above.Frozen(city.strategy.pk, code, ends, at)
    monkeypatch.setattr(above, "_frozen", [lambda _strategies: [report]])


def test_a_reading_that_a_frozen_report_judges_by_is_not_corrected(
    city: ReadingRoom, monkeypatch: pytest.MonkeyPatch, the_day: time_machine.Traveller
) -> None:
    before = city.current(city.unsure)
    frozen(monkeypatch, city, "2026-T2", dt.date(2026, 8, 31), before.recorded_at)
    told = "Jäädytetty raportti 2026-T2 käyttää tätä tulkintaa, joten se ja sen kausi pysyvät ennallaan"
    assert f"{told}: muu tulkinta on voimassa 1.9.2026 alkaen." in page(city.paavo, city.address_of(city.unsure))
    seen = city.seen(city.paavo, city.unsure)
    answer = city.paavo.post(f"{city.address_of(city.unsure)}valitse/", typed(value="70", seen=seen))
    assert answer.status_code == 302
    old, new = city.unsure.targets.order_by("pk")
    assert (old.pk, old.value, old.valid_from, TargetVersion.objects.filter(supersedes=old).count()) == (
        before.pk,
        80,
        before.valid_from,
        0,
    )
    assert (new.kind, new.value, new.valid_from, new.words) == ("at_least", 70, dt.date(2026, 9, 1), "noin 80 %")
    assert (new.supersedes_id, new.decision_id, new.binding) == (None, before.decision_id, before.binding)


def test_a_rejected_one_stays_in_the_report_s_period(city: ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    before = city.current(city.unsure)
    frozen(monkeypatch, city, "2026-T2", dt.date(2026, 8, 31), before.recorded_at)
    reject_reading(row=city.unsure, seen=city.seen(city.paavo, city.unsure), by=city.steward)
    assert [(one.kind, one.valid_from) for one in city.unsure.targets.order_by("valid_from")] == [
        ("at_least", before.valid_from),
        ("undecided", dt.date(2026, 9, 1)),
    ]


def test_a_report_from_before_the_reading_stops_nothing(city: ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    before = city.current(city.unsure)
    frozen(monkeypatch, city, "2026-T2", dt.date(2026, 8, 31), before.recorded_at - dt.timedelta(days=1))
    assert "Jäädytetty raportti" not in page(city.paavo, city.address_of(city.unsure))
    reject_reading(row=city.unsure, seen=city.seen(city.paavo, city.unsure), by=city.steward)
    assert city.current(city.unsure).supersedes_id == before.pk


def test_the_day_after_the_report_may_have_a_target_of_its_own(
    city: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = city.current(city.unsure)
    frozen(monkeypatch, city, "2027", dt.date(2027, 12, 31), before.recorded_at)
    at = {"recorded_at": before.recorded_at, "recorded_by": city.steward}
    TargetVersion.objects.create(row=city.unsure, kind="watched", words="–", valid_from=dt.date(2028, 1, 1), **at)
    seen = city.seen(city.paavo, city.unsure)
    answer = city.paavo.post(f"{city.address_of(city.unsure)}valitse/", typed(value="70", seen=seen))
    assert answer.status_code == 422
    assert "Rivillä on jo tavoite 1.1.2028 alkaen. Mitään ei muutettu: korjaa sitä rivin sivulla." in answer.text
    assert city.unsure.targets.count() == 2


def test_a_frozen_report_does_not_change(demo: None) -> None:
    from reporting.models import Report
    from scorecard.models import User
    from tests.work.workshop import browser

    row = KpiRow.objects.get(strategy__code="kemi-2023", indicator__code="K08")
    before = {report.code: (report.snapshot, report.sha256) for report in Report.objects.exclude(frozen_at=None)}
    assert before
    client = browser(User.objects.get(username="paakayttaja"))
    address = "/kemi/hallinta/tulkinnat/kemi-2023/K08/"
    seen = page(client, address).split('name="seen" value="')[1].split('"')[0]
    assert client.post(f"{address}valitse/", typed(kind="at_most", value="1,9", seen=seen)).status_code == 302
    assert row.targets.get(superseded_by=None).value == Decimal("1.9")
    after = {report.code: (report.snapshot, report.sha256) for report in Report.objects.exclude(frozen_at=None)}
    assert after == before


def part_of(text: str) -> str:
    """The part that steps swap, as the whole page or the part itself has it."""
    inner = text.split('<div class="stack" id="avoimet">')[1].split("</main>")[0]
    plain = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"| tabindex="-1" autofocus| autofocus', "", inner)
    return re.sub(r"\s+", " ", plain).rstrip("</div> ")


def test_a_row_that_the_strategy_has_on_no_day_is_not_asked_of(city: ReadingRoom) -> None:
    before = number_open(city.city)
    city.unsure.last_day = dt.date(1900, 1, 1)
    city.unsure.save()
    assert number_open(city.city) == before - 2  # the row and its proposed link
    assert "noin 80 %" not in page(city.paavo, city.readings_address)
    assert city.paavo.get(city.address_of(city.unsure)).status_code == 404
    city.strategy.withdrawn_at = city.unsure.targets.get().recorded_at
    city.strategy.save()
    assert number_open(city.city) == 0


def test_a_swapped_part_equals_the_page_loaded_anew(city: ReadingRoom) -> None:
    link = RowLink.objects.get(row=city.unsure)
    facts = {"vahvista": "", "paikka": f"{city.strategy.code}/y0"}
    headers = {"HX-Request": "true"}
    swapped = city.paavo.post(f"{city.readings_address}yhteys/rivi/{link.pk}/", facts, headers=headers)
    assert swapped.status_code == 200
    assert "Yhteys on vahvistettu." in swapped.text
    assert "<html" not in swapped.text
    assert swapped.text.count("autofocus") == 1
    assert part_of(swapped.text) == part_of(city.paavo.get(city.readings_address).text)


def test_with_htmx_the_second_steward_is_told_too(city: ReadingRoom) -> None:
    seen = city.seen(city.pirkko, city.unsure)
    city.paavo.post(f"{city.address_of(city.unsure)}hylkaa/", {"seen": seen})
    facts = {"seen": seen, "paikka": "muu/r9"}
    answer = city.pirkko.post(f"{city.address_of(city.unsure)}vahvista/", facts, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "Joku muu ehti ratkaista" in answer.text
    assert "autofocus" not in answer.text


def test_after_the_last_of_a_strategy_s_links_its_heading_has_the_focus(city: ReadingRoom) -> None:
    facts = {"poista": "", "paikka": f"{city.strategy.code}/y9"}
    address = f"{city.readings_address}yhteys/projekti/{city.served.pk}/"
    answer = city.paavo.post(address, facts, headers={"HX-Request": "true"})
    assert f'<h2 id="{city.strategy.code}" tabindex="-1" autofocus>' in answer.text
