"""Case endings behind figures, by the word the last figure is read as."""

import pytest

from reporting.inflection import from_figure, to_figure

SPOKEN = [
    ("0", "0:sta", "0:aan"),  # nollasta, nollaan
    ("1", "1:stä", "1:een"),  # yhdestä, yhteen
    ("2", "2:sta", "2:een"),  # kahdesta, kahteen
    ("3", "3:sta", "3:een"),
    ("4", "4:stä", "4:ään"),  # neljästä, neljään
    ("5", "5:stä", "5:een"),
    ("6", "6:sta", "6:een"),
    ("7", "7:stä", "7:ään"),
    ("8", "8:sta", "8:aan"),  # kahdeksasta, kahdeksaan
    ("9", "9:stä", "9:ään"),
    ("10", "10:stä", "10:een"),  # kymmenestä, kymmeneen
    ("13", "13:sta", "13:een"),  # kolmestatoista, kolmeentoista
    ("40", "40:stä", "40:een"),  # neljästäkymmenestä
    ("100", "100:sta", "100:aan"),  # sadasta, sataan
    ("927", "927:stä", "927:ään"),
    ("928", "928:sta", "928:aan"),
    ("1\xa0000", "1\xa0000:sta", "1\xa0000:een"),  # tuhannesta, tuhanteen
    ("19\xa0400", "19\xa0400:sta", "19\xa0400:aan"),
    ("100\xa0000", "100\xa0000:sta", "100\xa0000:een"),
    ("2\xa0000\xa0000", "2\xa0000\xa0000:sta", "2\xa0000\xa0000:aan"),  # miljoonasta, miljoonaan
    ("3\xa0000\xa0000\xa0000", "3\xa0000\xa0000\xa0000:sta", "3\xa0000\xa0000\xa0000:iin"),  # miljardiin
    ("13,5", "13,5:stä", "13,5:een"),
    ("13,2", "13,2:sta", "13,2:een"),
    ("3,0", "3,0:sta", "3,0:aan"),  # nollasta, nollaan
    ("−18,9", "−18,9:stä", "−18,9:ään"),
    ("64\xa0%", "64\xa0%:sta", "64\xa0%:iin"),  # prosentista, prosenttiin
]


@pytest.mark.parametrize(("figure", "where_from", "where_to"), SPOKEN)
def test_the_ending_is_that_of_the_spoken_word(figure: str, where_from: str, where_to: str) -> None:
    assert (from_figure(figure), to_figure(figure)) == (where_from, where_to)
