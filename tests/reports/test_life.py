"""The life of a report on its pages: started, written, checked, frozen, published, corrected; and who may do what."""

import datetime as dt

import pytest
from django.test import Client

from kemi_strategy.web.languages import in_language
from measures.actions import save_as
from measures.periods import Period
from reporting.compiling.titles import title_of
from reporting.keeping.reports import report_code
from reporting.models import Report, ReportText, SectorCheck
from reporting.models.codes import ReportKind
from reporting.pages.issue.calendar import latest_of
from reporting.snapshot import About, AboutKind, CardState, ReportState
from reporting.standing import Names
from scorecard.models.strategy import ReportingOccasion
from tests.reports.office import HALF, ROW, WHOLE, Office, worker
from tests.work.workshop import seen_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]


def typed(city: Office, about: str, text: str, seen: str = "0") -> dict[str, str]:
    """What a form sends."""
    return {"path": f"{city.place}tekstit/{about}/", "data": {"fi": text, "sv": "", "en": "", "seen": seen}}


def test_finance_starts_a_report_from_the_list(city):
    page = city.as_(city.finance)
    data = {"strategia": city.strategy.code, "laji": "financial_statements", "kausi": "2025", "toimiala": ""}
    answer = page.post(f"/{city.city.code}/raportit/aloita/", data, follow=True)
    assert "Raportti 2025 on aloitettu." in answer.text
    assert Report.objects.get(code="2025").kind == ReportKind.FINANCIAL_STATEMENTS


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kausi": "1999"}, "Valitse strategia, raportin laji ja kausi."),
        ({"laji": "half_year", "kausi": "2025"}, "Puolivuotiskatsaus tehdään puolivuodesta."),
        ({"laji": "financial_statements", "kausi": "2026-H1"}, "Tilinpäätösraportti tehdään koko vuodesta."),
        ({"laji": "sector", "kausi": "2025", "toimiala": "ei"}, "Valitse toimiala"),
        ({"laji": "half_year", "kausi": "2026-H1"}, "Raportti 2026-H1 on jo aloitettu."),
    ],
)
def test_what_cannot_be_started_is_said_and_nothing_is_started(city, changed, sentence):
    data = {"strategia": city.strategy.code, "laji": "half_year", "kausi": "2025-H1", "toimiala": ""} | changed
    answer = city.as_(city.steward).post(f"/{city.city.code}/raportit/aloita/", data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert Report.objects.count() == 1


def test_codes_are_as_agreed(city):
    assert report_code(city.strategy, ReportKind.HALF_YEAR, HALF) == "2026-H1"
    assert report_code(city.strategy, ReportKind.SECTOR, HALF, city.sector) == "2026-H1-sivistys"
    assert report_code(city.strategy, ReportKind.PROJECT, HALF) == "2026-H1-projektit"
    assert report_code(city.programme(), ReportKind.HALF_YEAR, HALF) == "2026-H1-pikkula-ohjelma"


def test_the_draft_says_what_is_lacking_and_whose_it_is(city):
    own = city.as_(city.head).get(city.place).text
    mine, _, others = own.partition("Muilta puuttuu")
    assert "Teksti puuttuu: Sivistys" in mine
    assert "Poikkeamakortti puuttuu: K1 Käynnit" in mine
    assert "Toimiala ei ole tarkastanut osuuttaan: Sivistys" in mine
    assert "Teksti puuttuu: Koko raportti" in others
    assert "<summary>Poikkeamakortit (1)</summary>" in mine
    # Of Sivistys its text and that of K1, the card of K1 and a project's review.
    assert "Puuttuu 2 tekstiä, 2 korttia tai katsausta." in own.split('id="toimiala-sivistys')[1]
    steward = city.as_(city.steward).get(city.place).text
    assert "Muilta puuttuu" not in steward


def test_a_text_is_saved_and_stands_on_the_page_again(city):
    page = city.as_(city.head)
    answer = page.post(**typed(city, "mittari/K1", "Kirjasto oli kiinni."), follow=True)
    assert "Teksti on tallennettu." in answer.text
    assert "Kirjasto oli kiinni.</textarea>" in answer.text
    assert ReportText.objects.get().written_by == city.head


def test_by_htmx_only_what_is_said_of_the_saving_comes_back_with_the_new_version(city):
    page = city.as_(city.head)
    answer = page.post(**typed(city, "mittari/K1", "Kiinni."), headers={"HX-Request": "true"})
    text = ReportText.objects.get()
    assert answer.text.strip().startswith("<p")
    assert f'name="seen" value="{text.pk}"' in answer.text
    assert "Tallennettu." in answer.text
    assert "<textarea" not in answer.text
    second = page.post(**typed(city, "mittari/K1", "Remontissa.", str(text.pk)), headers={"HX-Request": "true"})
    assert second.status_code == 200
    assert list(ReportText.objects.values_list("text_fi", flat=True)) == ["Kiinni.", "Remontissa."]
    reloaded = page.get(f"{city.place}tekstit/mittari/K1/").text
    assert f'name="seen" value="{ReportText.objects.last().pk}"' in reloaded


def test_two_who_write_the_same_text_both_keep_theirs(city):
    city.write(ROW, "Ensimmäinen.", by=city.deputy)
    answer = city.as_(city.head).post(**typed(city, "mittari/K1", "Toinen."))
    assert answer.status_code == 422
    assert "Joku muu ehti kirjoittaa tähän välillä." in answer.text
    assert "Ensimmäinen." in answer.text
    assert "Toinen.</textarea>" in answer.text
    assert ReportText.objects.count() == 1
    seen = seen_in(answer.text, f"{city.place}tekstit/mittari/K1/")
    city.as_(city.head).post(**typed(city, "mittari/K1", "Toinen.", seen))
    assert ReportText.objects.get(superseded_by=None).text_fi == "Toinen."


def test_the_same_words_twice_are_written_once(city):
    first = city.write(WHOLE, "Sujui.")
    assert city.write(WHOLE, " Sujui. ", seen=0) == first
    assert ReportText.objects.count() == 1


@pytest.mark.parametrize(
    ("about", "status"),
    [("mittari/K1", 302), ("toimiala/sivistys", 302), ("mittari/K2", 403), ("koko/-", 403), ("paamaara/viisas", 403),
     ("toimiala/tekniikka", 404), ("mittari/K9", 404), ("outo/K1", 404)],
)  # fmt: skip
def test_a_sector_head_writes_of_the_own_sector(city, about, status):
    assert city.as_(city.head).post(**typed(city, about, "Teksti.")).status_code == status


@pytest.mark.parametrize("who", ["supervisor", "management", "auditor", "reader"])
def test_others_write_nothing(city, who):
    assert city.as_(getattr(city, who)).post(**typed(city, "mittari/K1", "Teksti.")).status_code == 403
    assert ReportText.objects.count() == 0


def test_a_text_sent_after_the_session_ended_is_shown_again(city):
    plain = Client().post(**typed(city, "mittari/K1", "Pitkä teksti kirjastosta."))
    assert plain.status_code == 401
    assert "Pitkä teksti kirjastosta." in plain.text
    part = Client().post(**typed(city, "mittari/K1", "Pitkä teksti."), headers={"HX-Request": "true"})
    assert part.status_code == 401
    assert "Istuntosi on päättynyt" in part.text
    assert "<html" not in part.text


def test_a_check_holds_until_a_text_or_a_figure_of_the_sector_changes(city, the_day):
    page = city.as_(city.head)
    answer = page.post(f"{city.place}tarkastus/sivistys/", follow=True)
    assert "Tarkastettu: Sivistys." in answer.text
    assert city.draft().sectors[0].checked_role.fi == "toimialajohtaja, Sivistys"
    the_day.shift(60)
    city.write(WHOLE, "Koko kaupungin teksti ei kumoa tarkastusta.")
    assert city.draft().sectors[0].checked_at is not None
    city.write(ROW, "Kirjasto oli kiinni.")
    assert city.draft().sectors[0].checked_at is None
    page.post(f"{city.place}tarkastus/sivistys/")
    assert city.draft().sectors[0].checked_at is not None
    the_day.shift(60)
    city.enter(city.visits, "2026-Q2", "81", unit=city.library, supersedes=city.first, entered="2026-08-21")
    the_day.shift(2 * 24 * 3600)
    assert city.draft().sectors[0].checked_at is None
    assert SectorCheck.objects.count() == 2


def test_another_sectors_part_is_not_ones_own_to_check(city):
    assert city.as_(city.head).post(f"{city.place}tarkastus/tekniikka/").status_code == 403
    assert city.as_(city.finance).post(f"{city.place}tarkastus/sivistys/").status_code == 403


def test_freezing_asks_why_when_something_is_lacking_and_keeps_what_was_typed(city):
    page = city.as_(city.steward)
    form = page.get(f"{city.place}jaadytys/").text
    # Each leads to where it is put right. K2, whose reading is open, is lacking in the draft alone.
    assert f'<a href="{city.place}#teksti-koko">Teksti puuttuu: Koko raportti</a>' in form
    assert "Mukana eivät ole mittarit, joiden tulkinta on avoin" in form
    assert "K2" in form.split("Mikä muuttuu jäädytettäessä")[1]
    typed_in = {"toimielin": "Kaupunginhallitus", "kokouspaiva": "1.9.2026", "pykala": "§ 201", "diaarinumero": "D/1"}
    answer = page.post(f"{city.place}jaadytys/", typed_in | {"perustelu": " "})
    assert answer.status_code == 422
    assert "Raportista puuttuu vielä tietoja." in answer.text
    assert 'value="Kaupunginhallitus"' in answer.text
    bad = page.post(f"{city.place}jaadytys/", typed_in | {"perustelu": "x", "kokouspaiva": "32.9."})
    assert "Kokouspäivää ei tunneta." in bad.text
    assert Report.objects.get().frozen_at is None
    page.post(f"{city.place}jaadytys/", typed_in | {"perustelu": "Kesä."})
    report = Report.objects.get()
    assert (report.meeting_section, report.frozen_by) == ("201", city.steward)


def test_a_frozen_report_has_approved_figures_and_confirmed_readings_only(city):
    city.enter(city.visits, "2026-Q2", "95", unit=city.library, supersedes=city.first, state="submitted")
    draft, frozen = city.draft(), city.draft(ReportState.FROZEN)
    assert (draft.standing.row("K1").figure.value, draft.standing.row("K1").pending) == (95, True)
    assert frozen.standing.row("K1").figure.value == 80
    assert [one.value for one in frozen.actuals if one.indicator == "K1"] == [80]
    assert draft.standing.row("K2").verdict.value == "behind"
    assert frozen.standing.row("K2").verdict.value == "unclear"


def test_published_only_when_all_files_are_there(city):
    city.freeze()
    page = city.as_(city.steward)
    answer = page.post(f"{city.place}julkaisu/", follow=True)
    assert "Raportin tiedostot eivät ole vielä valmiit." in answer.text
    assert Client().get(city.place).status_code == 404
    worker()
    assert "Raportti on julkaistu." in page.post(f"{city.place}julkaisu/", follow=True).text
    assert Client().get(city.place).status_code == 200
    assert "Puolivuotiskatsaus 2026" in Client().get(f"/{city.city.code}/raportit/").text


def test_a_report_may_publish_itself_when_its_files_are_there(city):
    city.freeze(publishes_itself=True)
    assert Report.objects.get().published_at is None
    worker()
    report = Report.objects.get()
    assert (report.published_by, report.published_at is not None) == (city.steward, True)


def test_kept_files_are_served_as_they_are(city):
    city.freeze(publishes_itself=True)
    city.rendered()
    for kept in Report.objects.get().files.all():
        answer = Client().get(f"{city.place}tiedostot/{kept.language}/{kept.format}/")
        assert answer.content == bytes(kept.content)
        assert answer.headers["ETag"] == f'"{kept.sha256}"'
        assert f"pikkula-2026-H1-{kept.language}.{kept.format}" in answer.headers["Content-Disposition"]
    assert Client().get(f"{city.place}tiedostot/fi/exe/").status_code == 404


def test_a_correction_takes_the_texts_along_and_the_old_report_says_so(city):
    city.write(WHOLE, "Sujui.")
    city.freeze(publishes_itself=True)
    city.rendered()
    page = city.as_(city.finance)
    assert "Kerro, miksi raportti korjataan." in page.post(f"{city.place}korjaus/", {"syy": " "}, follow=True).text
    answer = page.post(f"{city.place}korjaus/", {"syy": "Luku oli väärä."}, follow=True)
    assert "Sujui.</textarea>" in answer.text
    fresh = Report.objects.get(code="2026-H1-2")
    assert (fresh.version, fresh.supersedes.code) == (2, "2026-H1")
    assert "2026-H1-2" not in Client().get(city.place).text
    city.report = fresh
    city.freeze(publishes_itself=True)
    city.rendered()
    old = Client().get(f"/{city.city.code}/raportit/2026-H1/").text
    assert "Tämä raportti on korvattu korjatulla raportilla 2026-H1-2." in old
    new = Client().get(f"/{city.city.code}/raportit/2026-H1-2/").text
    assert "Tämä raportti korvaa raportin 2026-H1. Syy: Luku oli väärä." in new
    listed = Client().get(f"/{city.city.code}/raportit/").text
    assert "korvattu: 2026-H1-2" in listed
    assert listed.index("/raportit/2026-H1-2/") < listed.index("/raportit/2026-H1/")
    again = page.post(f"/{city.city.code}/raportit/2026-H1/korjaus/", {"syy": "Taas."}, follow=True)
    assert "Raportilla on jo korjaus 2026-H1-2." in again.text


def test_the_next_report_shows_what_the_previous_one_said(city, the_day):
    city.write(WHOLE, "Edellinen teksti.")
    card = {"cause": "Remontti", "done": "Avataan", "responsible": "kirjastonjohtaja", "state": "open", "seen": "0"}
    city.as_(city.head).post(f"/{city.city.code}/tilannekuva/mittarit/K1/poikkeama/", card)
    city.freeze(publishes_itself=True)
    city.rendered()
    the_day.shift(200 * 24 * 3600)
    from measures.periods import Period
    from reporting.keeping.reports import start_report

    city.report = start_report(
        strategy=city.strategy, kind=ReportKind.FINANCIAL_STATEMENTS, period=Period(2026), by=city.finance
    )
    snapshot = city.draft()
    assert snapshot.previous.code == "2026-H1"
    assert dict(snapshot.previous.texts)[WHOLE].fi == "Edellinen teksti."
    carried = snapshot.cards_of("K1")[0]
    assert (carried.state, carried.carried_from) == (CardState.OPEN, "2026-H1")
    assert "Edellinen teksti." in city.as_(city.finance).get(city.place).text


def test_the_log_names_kinds_and_fields_in_each_language_whoever_asks(city, the_day):
    the_day.shift(60)
    city.visits.indicator.name_fi = "Kirjastokäynnit"
    save_as(city.visits.indicator, city.steward)
    with in_language("sv"):
        change = city.draft().changes[-1]
    assert change.kind == Names("Mittari", "Indikator", "Indicator")
    (field,) = change.fields
    assert field.name == Names("nimi", "namn", "name")
    assert (field.before, field.after) == ("Käynnit", "Kirjastokäynnit")


def test_a_sectors_pack_holds_its_own_rows_and_projects(city):
    from reporting.keeping.reports import start_report

    city.report = start_report(
        strategy=city.strategy, kind=ReportKind.SECTOR, period=HALF, unit=city.sector, by=city.finance
    )
    snapshot = city.draft()
    assert [row.code for row in snapshot.standing.rows] == ["K1"]
    assert [one.code for one in snapshot.projects] == ["silta"]
    assert [one.unit for one in snapshot.sectors] == ["sivistys"]
    assert snapshot.report.meeting.body == "Sivistyslautakunta"
    assert city.as_(city.head).get(city.place).status_code == 200


def test_a_project_report_holds_the_projects_and_the_rows_that_hang_on_them(city):
    from measures.models import RowLink
    from reporting.keeping.reports import start_report

    RowLink.objects.create(row=city.absence, project=city.project)
    city.report = start_report(strategy=city.strategy, kind=ReportKind.PROJECT, period=HALF, by=city.finance)
    snapshot = city.draft()
    assert [row.code for row in snapshot.standing.rows] == ["K2"]
    assert [one.code for one in snapshot.projects] == ["silta"]
    assert snapshot.report.code == "2026-H1-projektit"
    page = city.as_(city.finance).get(city.place).text
    assert "Projektin katsaus puuttuu: Silta kouluun" in page
    assert "Teksti puuttuu: viisas" not in page


def test_drafts_are_not_told_to_those_who_may_not_see_them(city):
    for who in (None, city.reader, city.supervisor):
        assert city.as_(who).get(city.place).status_code == 404
        assert "Tekeillä" not in city.as_(who).get(f"/{city.city.code}/raportit/").text
    assert "luonnos" in city.as_(city.auditor).get(f"/{city.city.code}/raportit/").text


def test_another_citys_steward_sees_nothing(city):
    other = Office("toinen", "998")
    assert other.as_(other.steward).get(city.place).status_code == 404
    assert other.as_(other.steward).post(f"{city.place}jaadytys/", {"perustelu": "x"}).status_code == 404


def test_about_a_thing_that_is_of_no_report(city):
    assert About(AboutKind.ROW, "K1") == ROW
    assert city.as_(city.steward).get(f"{city.place}tekstit/koko/x/").status_code == 404


def test_the_period_of_a_title_is_in_words() -> None:
    told = title_of(ReportKind.PROJECT, Period.parse("2026-H1"))
    assert (told.fi, told.sv, told.en) == (
        "Projektiraportti 1–6/2026", "Projektrapport 1–6/2026", "Project report Jan–Jun 2026",
    )  # fmt: skip
    assert title_of(ReportKind.HALF_YEAR, Period.parse("2026-H1")).fi == "Puolivuotiskatsaus 2026"


def test_the_calendar_offers_what_has_not_been_started(city: Office) -> None:
    ReportingOccasion.objects.filter(strategy=city.strategy).delete()
    for order, (occasion, body) in enumerate(
        (("half_year_review", "Hallitus"), ("financial_statements", ""), ("budget", "Valtuusto"), ("other", "")), 1
    ):
        ReportingOccasion.objects.create(
            strategy=city.strategy,
            occasion=occasion,
            body=body,
            month=2 if body else None,
            order=order,
            description="Jatkuva seuranta johtoryhmässä.",
        )
    finance = city.as_(city.finance)
    form = finance.get("/pikkula/raportit/").context["page"].starting
    # The half-year review has been started: it is among those under way, and not here.
    assert [(one.title, one.about, one.kind, one.period) for one in form.calendar] == [
        ("Tilinpäätös: tavoitteiden toteutuminen 2025", "", "financial_statements", "2025"),
        ("Talousarvio", "Valtuusto, kuukausi 2", "", ""),
        ("Jatkuva seuranta johtoryhmässä", "", "", ""),
    ]
    answer = finance.post(
        "/pikkula/raportit/aloita/", {"strategia": city.strategy.code, "laji": "financial_statements", "kausi": "2025"}
    )
    assert answer["Location"] == "/pikkula/raportit/2025/"
    left = finance.get("/pikkula/raportit/").context["page"].starting.calendar
    assert [one.title for one in left] == ["Talousarvio", "Jatkuva seuranta johtoryhmässä"]


@pytest.mark.parametrize(
    ("day", "kind", "code"),
    [
        (dt.date(2026, 6, 30), ReportKind.HALF_YEAR, "2025-H1"),
        (dt.date(2026, 7, 1), ReportKind.HALF_YEAR, "2026-H1"),
        (dt.date(2026, 7, 1), ReportKind.FINANCIAL_STATEMENTS, "2025"),
        (dt.date(2026, 6, 30), ReportKind.PROJECT, "2025"),
        (dt.date(2026, 7, 1), ReportKind.PROJECT, "2026-H1"),
    ],
)
def test_a_report_is_made_of_the_period_that_ended_last(day: dt.date, kind: ReportKind, code: str) -> None:
    assert latest_of(kind, day).code == code
