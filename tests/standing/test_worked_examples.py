"""The worked examples of the design once more, the whole way: CSV files → importer → database → Standing → JSON."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from measures.loading import load
from measures.periods import Period
from reporting.assemble import standing_at
from reporting.renderers.as_json import as_json
from scorecard.models import Strategy

CASES = list(
    csv.DictReader((Path(__file__).parents[1] / "arithmetic/scoring_cases.csv").read_text("utf-8").splitlines())
)
KINDS = {
    "at_least": "vähintään",
    "more_than": "yli",
    "at_most": "enintään",
    "less_than": "alle",
    "between": "välillä",
    "hold": "säilyy",
    "moves_up": "nousee",
    "moves_down": "laskee",
    "change_by": "muutos",
    "compare": "vertailu",
    "done": "valmis",
    "watched": "seurataan",
    "undecided": "avoin",
}
DIRECTIONS = {"up": "nouseva", "down": "laskeva", "hold": "säilyvä", "": "ei"}
REPEATS = {"year": "vuosittain", "period": "kausittain", "once": "kerran", "": "kerran"}
ASKED = {"2025-06-30": "2025-H1", "2025-09-30": "2025-Q3", "2025-12-31": "2025"}


def codes() -> Iterator[tuple[str, dict[str, str]]]:
    """Each case with its code; the other side of a comparison is its code with an M behind."""
    for number, case in enumerate(CASES):
        yield f"C{number:02}", case


def indicator(code: str, case: dict[str, str]) -> dict[str, str]:
    yearly = case["at"] == "2025-12-31"
    return {
        "koodi": code,
        "nimi_fi": case["case"],
        "mittayksikkö": "kyllä/ei" if case["kind"] == "done" else "",
        "desimaalit": "2",
        "suunta": DIRECTIONS[case["direction"]],
        "kertymä": "summa" if case["adds_up"] else "taso",
        "yhdistely": "kaupunki",
        "tiheys": ("vuosi" if yearly else "puoli") if case["due_now"] != "false" else "2v",
        "mittausvuosi": "2026" if case["due_now"] == "false" else "",
        "lähtötaso": case["baseline"],
        "lähtötaso_pvm": case["baseline_date"],
        "lähtötaso_vertailukelpoinen": "ei" if case["comparable"] == "false" else "",
        "tavoite": case["case"],
        "tavoite_laji": KINDS[case["kind"]],
        "tavoite_arvo": f"{case['op']} {code}M" if case["op"] else case["goal"],
        "tavoite_yläraja": case["upper"],
        "tavoite_pvm": case["due"],
        "tavoite_toistuu": REPEATS[case["repeats"] or ("once" if case["due"] or not case["adds_up"] else "year")],
        "kysymys": "",
    }


def actual(code: str, case: dict[str, str], value: str) -> dict[str, str]:
    period = "2025" if case["at"] == "2025-12-31" else "2025-H1"
    said = {"0": "ei", "1": "kyllä"}[value] if case["kind"] == "done" else value
    return {"mittari": code, "kausi": period, "arvo": said, "ennuste": case["forecast"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("esimerkit")
    rows, actuals = [], []
    for code, case in codes():
        rows.append(indicator(code, case))
        if case["value"]:
            actuals.append(actual(code, case, case["value"]))
        if case["op"]:
            other = indicator(f"{code}M", case) | {"tavoite_laji": "seurataan", "tavoite_arvo": "", "suunta": "ei"}
            rows.append(other)
        if case["other"]:
            actuals.append(actual(f"{code}M", case, case["other"]))
    strategy = {
        "kunta": "Esimerkki",
        "kuntakoodi": "997",
        "koodi": "esimerkki-2025",
        "laji": "strategia",
        "nimi": "Esimerkit",
        "voimassa_alkaen": "2025-01-01",
        "tila": "hyväksytty",
    }
    write(made / "Strategia.csv", [{"avain": key, "arvo": value} for key, value in strategy.items()])
    write(made / "Mittarit.csv", rows)
    write(made / "Toteumat.csv", actuals)
    return made


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.django_db
def test_every_example_stands_as_the_design_says(folder: Path) -> None:
    report = load(folder)
    assert report.written, [problem for problem in report.problems if problem.fatal]
    strategy = Strategy.objects.select_related("municipality").get(code="esimerkki-2025")
    stands = {
        at: {row["code"]: row for row in as_json(standing_at(strategy, Period.parse(period)))["rows"]}
        for at, period in ASKED.items()
    }
    wrong = []
    for code, case in codes():
        row = stands[case["at"]][code]
        share = round(float(row["share"]), 4) if row["share"] is not None else None
        wanted = (case["verdict"], case["movement"], float(case["share"]) if case["share"] else None)
        if (row["verdict"], row["movement"], share) != wanted:
            wrong.append((case["case"], wanted, row["verdict"], row["movement"], share, row["reason"]))
    assert not wrong
