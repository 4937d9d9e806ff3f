"""What looks odd is said in words (``measures.plausible``)."""

from decimal import Decimal

import pytest

from measures.plausible import SHARE, doubtful_terms, doubts, oddities, scale_of, usual


def number(text: str) -> Decimal | None:
    """A number, or none."""
    return Decimal(text) if text else None


def remarks(value: str, before: str = "", year_ago: str = "", *, adds_up: bool = False) -> list[str]:
    """The remarks' first words up to the colon."""
    found = oddities(number(value), number(before), number(year_ago), adds_up=adds_up)
    return [one.split(":")[0] for one in found]


@pytest.mark.parametrize(
    ("value", "before", "words"),
    [
        ("149", "100", []),
        ("150", "100", ["Iso muutos"]),
        ("51", "100", []),
        ("50", "100", ["Iso muutos"]),
        ("999", "100", ["Iso muutos"]),
        ("1000", "100", []),  # a doubt, not a remark
        ("10", "100", []),  # likewise
        ("-10", "-5", ["Iso muutos"]),
        ("-5", "5", []),
        ("0", "5", ["Luku on nyt 0 ja poikkeaa edellisestä"]),
        ("5", "0", []),
        ("0", "0", []),
        ("5", "", []),
        ("", "5", []),
    ],
)
def test_remarks_beside_the_period_before(value: str, before: str, words: list[str]) -> None:
    assert remarks(value, before) == words


def test_the_remark_says_how_much_and_beside_what() -> None:
    assert oddities(Decimal(150), Decimal(100), None, adds_up=False) == ("Iso muutos: luku kasvoi 50 % edellisestä.",)
    assert oddities(Decimal(30), None, Decimal(100), adds_up=False) == (
        "Iso muutos: luku pieneni 70 % vuoden takaisesta.",
    )


def test_what_adds_up_is_seasonal_and_stands_beside_the_year_before() -> None:
    assert remarks("900", "100", "900", adds_up=True) == []
    assert remarks("300", "300", "900", adds_up=True) == ["Iso muutos"]
    assert remarks("300", "100", adds_up=True) == ["Iso muutos"]


@pytest.mark.parametrize(
    ("value", "known", "words"),
    [
        ("100", "10", "Luku on vähintään kymmenkertainen tavalliseen (10)"),
        ("99.9", "10", ""),
        ("1", "10", "Luku on enintään kymmenesosa tavallisesta (10)"),
        ("1.01", "10", ""),
        ("-10", "10", "Etumerkki on eri kuin tavallisesti (10)"),
        ("18.9", "-18.9", "Etumerkki on eri kuin tavallisesti (−18,9)"),
        ("-180", "-18", "Luku on vähintään kymmenkertainen tavalliseen (−18)"),
        ("0", "10", ""),
        ("10", "0", ""),
        ("10", "", ""),
        ("", "10", ""),
    ],
)
def test_doubts_beside_the_usual(value: str, known: str, words: str) -> None:
    found = doubts(number(value), number(known))
    assert [one.split(":")[0] for one in found] == ([words] if words else [])


def test_a_percent_given_as_a_fraction() -> None:
    assert doubts(Decimal("0.76"), Decimal(74), percent=True) == (
        "Onko prosentti annettu desimaalilukuna? 0,76 on 76 %.",
    )
    # Of what is not a percent the same figures are a matter of scale, as are those that no fraction explains.
    assert "kymmenesosa" in doubts(Decimal("0.76"), Decimal(74))[0]
    assert "kymmenesosa" in doubts(Decimal("0.1"), Decimal(74), percent=True)[0]
    # Where the usual is itself below one, 0,76 is a figure like others.
    assert doubts(Decimal("0.76"), Decimal("0.8"), percent=True) == ()


@pytest.mark.parametrize(("value", "outside"), [("100", False), ("100.1", True), ("0", False), ("-0.1", True)])
def test_a_share_stays_within_a_hundred_percent(value: str, outside: bool) -> None:
    found = doubts(Decimal(value), None, SHARE)
    assert found == (("Osuus on 0–100 %, ja luku on sen ulkopuolella: tarkista.",) if outside else ())


def test_a_scale_written_as_the_unit() -> None:
    scale = scale_of("1–5", share=False)
    assert scale is not None
    assert (scale.lowest, scale.highest) == (1, 5)
    assert doubts(Decimal("5.5"), None, scale) == ("Asteikko on 1–5, ja luku on sen ulkopuolella: tarkista.",)
    assert doubts(Decimal(5), None, scale) == ()
    assert scale_of("kpl", share=False) is None
    assert scale_of("%", share=True) is SHARE


def test_both_are_said_when_both_hold() -> None:
    assert len(doubts(Decimal(760), Decimal(76), SHARE)) == 2


def test_terms_of_a_ratio_stand_beside_the_earlier_ones() -> None:
    """0,5 of old is 500/1000; 500000/1000000 is the same share and a hundred times too much."""
    found = doubtful_terms((Decimal(500000), Decimal(1000000)), (Decimal(500), Decimal(1000)))
    assert [one.split(":")[0] for one in found] == ["Osoittaja", "Nimittäjä"]
    assert doubtful_terms((Decimal(600), None), (Decimal(500), Decimal(1000))) == ()
    assert doubtful_terms((Decimal(600), Decimal(900)), (None, Decimal(1000))) == ()


def test_the_usual_is_the_median_or_the_same_period_a_year_ago() -> None:
    earlier = [Decimal(one) for one in (3, 100, 5)]
    assert usual(earlier, None, adds_up=True) == 5
    assert usual(earlier, Decimal(90), adds_up=True) == 90
    assert usual(earlier, Decimal(90), adds_up=False) == 5
    assert usual([], Decimal(90), adds_up=False) is None
