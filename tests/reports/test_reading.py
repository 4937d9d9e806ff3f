"""A report on the web, made from the snapshot alone: in three languages, hostile texts as text, nothing live asked."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from kemi_strategy.web.languages import in_language
from reporting.pages.issue.draft import Material, draft_page
from reporting.pages.issue.fields import Reach
from reporting.pages.issue.reading import Around, files_of, reading_page
from reporting.snapshot import ReportState
from scorecard.frame import Frame
from tests.reports.samples import HOSTILE, sample


def shown(
    language: str,
    *,
    hostile: bool = False,
    state: ReportState = ReportState.FROZEN,
    files: Sequence[tuple[str, str]] = (("csv", "fi"),),
) -> str:
    """The page of the sample as HTML."""
    with in_language(language):
        around = Around(sha256="abc", files=files_of("malli", "2025-H1-2", files))
        page = reading_page(sample(hostile=hostile, state=state), language, around)
        context = {"page": page, "frame": Frame(), "progress": None, "told": "", "language": language, "languages": ()}
        return render_to_string("reporting/report.html", context)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fi",
            ["Puolivuotiskatsaus 2025", "Asukkaiden määrä", "Jäljessä", "Etenee", "Rakennusluvat ennakoivat kasvua."],
        ),
        (
            "sv",
            [
                "Om rapporten",
                "kl.",
                "Halvårsrapport 2025",
                "Antal invånare",
                "Släpar efter",
                "Framskrider",
                "Perioden gick bra.",
            ],
        ),
        (
            "en",
            [
                "About the report",
                "1 September 2025 § 201",
                "Half-year review 2025",
                "Number of residents",
                "Behind",
                "On track",
                "The wise city advanced.",
            ],
        ),
    ],
)
def test_the_report_speaks_its_readers_language(language, words):
    page = shown(language)
    assert not [word for word in words if word not in page]


def test_what_is_given_only_in_finnish_says_so():
    assert '<p class="prose" lang="fi">Muuttotappio jatkui.</p>' in shown("en")


def test_everything_that_the_report_says_is_on_the_page():
    page = shown("fi")
    for words in (
        "Kaupunginhallitus 1.9.2025 § 201",
        "MAL/77/2025",
        "Tämä raportti korvaa raportin 2025-H1.",
        "Koulu B:n luku saadaan vasta syyskuussa.",
        "M1 Asukkaiden määrä: saavutettu → jäljessä",
        "hyväksytty poikkeama",
        "Kaupunginvaltuusto 16.6.2025 § 88, voimassa 31.12.2025 asti",
        "palvelee Oulu2026:ta",
        "virstanpylväistä valmiina 1/2",
        "M9 Sairauspoissaolot, konserni, Koulu B, 4–6/2025",
        "virhe: luettiin väärin",
        "Toteumat ovat esimerkkejä.",
    ):
        assert words in page


def test_a_figure_stands_with_the_time_it_is_of_and_how_far_it_is_from_its_target():
    """M3 is a sum of January–June, not of its last quarter; M1 is 19 240 of at least 19 400."""
    rows = [" ".join(one.split()) for one in shown("fi").split('<article class="report-row">')[1:]]
    sums, level = (
        next(row for row in rows if f'<span class="muted small">{code}</span>' in row) for code in ("M3", "M1")
    )
    assert '<span class="muted small">1–6/2025</span>' in sums
    assert "4–6/2025" not in sums
    assert '<span class="muted small">tilanne 6/2025</span>' in level
    assert "<dt>Poikkeama</dt><dd>−160 </dd>" in level


@pytest.mark.parametrize(("day", "late"), [(dt.date(2025, 8, 1), True), (dt.date(2025, 12, 31), False)])
def test_an_open_card_is_late_by_the_reports_own_day(day, late):
    """The report knows what was known in August 2025: what was to be done by December was not late then."""
    whole = sample()
    cards = tuple(dataclasses.replace(one, date=day) if one.row == "M1" else one for one in whole.cards)
    page = reading_page(dataclasses.replace(whole, cards=cards), "fi", Around())
    (card,) = next(row for part in page.groups for row in part.rows if row.code == "M1").cards
    assert card.late == ("määräaika on ohitettu" if late else "")


def test_the_files_of_the_readers_language_come_first_and_have_plain_names():
    page = shown("sv", files=[("csv", "fi"), ("pdf", "sv"), ("data.csv", "sv")])
    own, _, others = page.partition("<details")
    assert ">PDF</a>" in own
    assert ">CSV, enheternas tal</a>" in own
    assert "/fi/csv/" not in own
    assert '/fi/csv/" hreflang="fi">CSV, indikatorer' in others


def test_a_draft_says_so():
    assert "LUONNOS." in shown("fi", state=ReportState.DRAFT)
    assert "LUONNOS." not in shown("fi")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_hostile_texts_stand_on_the_page_as_text(language):
    page = shown(language, hostile=True)
    assert "<script>alert" not in page
    assert "&lt;b&gt;lihava&lt;/b&gt;" in page
    assert "{{ settings.SECRET_KEY }}" in page
    assert HOSTILE[5] in page


@pytest.mark.django_db
def test_reading_asks_the_database_nothing():
    with CaptureQueriesContext(connection) as asked:
        shown("fi")
    assert not asked.captured_queries


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_draft_of_hostile_texts_is_made_in_every_language(language):
    with in_language(language):
        snapshot = sample(hostile=True, state=ReportState.DRAFT)
        page = draft_page(Material(snapshot, {}, "malli", Reach(whole=True), ["sivistys"], freezes=True))
        context = {"page": page, "frame": Frame(), "told": "", "language": language, "languages": (), "csrf_token": "x"}
        html = render_to_string("reporting/draft.html", context | {"saved": False})
    assert "<script>alert" not in html
