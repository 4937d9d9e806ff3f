"""Why a text was not read as a number, as a sentence: what was read, what is wrong with it, what to write instead."""

import unicodedata
from decimal import Decimal

from measures.quantities.units import SPACES
from measures.quantities.writing import MINUS, plain, write_number

_LONGEST = 40  # characters of the reader's own text that a sentence repeats

# Placeholders: text = all that was written, part = the offending part, scale = the indicator's scale ("1–5"),
# unit_is = a clause that names the unit or says that there is none; of an ambiguous number
# one and other = its two readings, write_one and write_other = how to write each so that it is not ambiguous.
SENTENCES: dict[str, dict[str, str]] = {
    "empty": {
        "fi": "Kentässä ei ole lukua. Kirjoita luku, tai jos lukua ei ole, valitse syy.",
        "sv": "Fältet innehåller inget tal. Skriv ett tal eller välj en orsak om det inte finns något.",
        "en": "There is no number here. Write a number or, if there is none, choose a reason.",
    },
    "dash": {
        "fi": "Pelkkä viiva ”{part}” ei ole luku. Jos lukua ei ole, jätä kenttä tyhjäksi ja valitse syy.",
        "sv": "Enbart ett streck ”{part}” är inget tal. Finns inget tal, lämna fältet tomt och välj en orsak.",
        "en": "A dash “{part}” is not a number. If there is none, leave the field empty and choose a reason.",
    },
    "invisible": {
        "fi": "Luvussa on näkymätön tai tuntematon merkki {part}. Poista se tai kirjoita luku uudestaan.",
        "sv": "Talet innehåller ett osynligt eller okänt tecken {part}. Ta bort det eller skriv talet på nytt.",
        "en": "The number holds an invisible or unknown character {part}. Remove it or write the number again.",
    },
    "cells": {
        "fi": "Tekstissä ”{text}” on useampi solu tai rivi ({part}). Anna yhteen kenttään yksi luku.",
        "sv": "Texten ”{text}” har flera celler eller rader ({part}). Ange ett tal per fält.",
        "en": "The text “{text}” has several cells or lines ({part}). Give one number for each field.",
    },
    "words": {
        "fi": "”{part}” ei ole luku. Kirjoita arvo numeroin, esimerkiksi 12,5.",
        "sv": "”{part}” är inget tal. Skriv värdet med siffror, till exempel 12,5.",
        "en": "“{part}” is not a number. Write the value in figures, for example 12.5.",
    },
    "not_finite": {
        "fi": "”{part}” ei ole luku, jolla voi laskea. Jos lukua ei ole, jätä kenttä tyhjäksi ja valitse syy.",
        "sv": "”{part}” är inget tal att räkna med. Finns inget tal, lämna fältet tomt och välj en orsak.",
        "en": "“{part}” is not a number to reckon with. If there is none, leave the field empty and choose a reason.",
    },
    "digits": {
        "fi": "Merkki ”{part}” ei ole numero 0–9. Kirjoita luku tavallisin numeroin.",
        "sv": "Tecknet ”{part}” är ingen siffra 0–9. Skriv talet med vanliga siffror.",
        "en": "The character “{part}” is not a digit 0–9. Write the number in ordinary digits.",
    },
    "fraction": {
        "fi": "”{part}” on murtoluku tai asteikon arvo ilman asteikkoa. Kirjoita desimaaliluku, esimerkiksi 0,5.",
        "sv": "”{part}” är ett bråk eller ett skalvärde utan skala. Skriv ett decimaltal, till exempel 0,5.",
        "en": "“{part}” is a fraction or a mark without a scale. Write a decimal number, for example 0.5.",
    },
    "apostrophe": {
        "fi": "Heittomerkkiä ”{part}” ei lueta tuhansien erottimena. Kirjoita esimerkiksi 12 345 tai 12345.",
        "sv": "Apostrofen ”{part}” läses inte som tusentalsavgränsare. Skriv till exempel 12 345 eller 12345.",
        "en": "An apostrophe “{part}” is not read as a mark of thousands. Write for example 12 345 or 12345.",
    },
    "underscore": {
        "fi": "Alaviivaa ”{part}” ei lueta tuhansien erottimena. Kirjoita esimerkiksi 12 345 tai 12345.",
        "sv": "Understrecket ”{part}” läses inte som tusentalsavgränsare. Skriv till exempel 12 345 eller 12345.",
        "en": "An underscore “{part}” is not read as a mark of thousands. Write for example 12 345 or 12345.",
    },
    "exponent": {
        "fi": "Merkintää ”{part}” ei lueta kymmenen potenssina. Kirjoita luku kokonaan, esimerkiksi 100 000.",
        "sv": "”{part}” läses inte som en tiopotens. Skriv ut hela talet, till exempel 100 000.",
        "en": "“{part}” is not read as a power of ten. Write the number in full, for example 100 000.",
    },
    "date": {
        "fi": "”{part}” näyttää päivämäärältä tai järjestysluvulta. Kirjoita kenttään pelkkä luku.",
        "sv": "”{part}” ser ut som ett datum eller ett ordningstal. Skriv bara ett tal i fältet.",
        "en": "“{part}” looks like a date or an ordinal. Write only a number in the field.",
    },
    "time": {
        "fi": "”{part}” näyttää kellonajalta. Kirjoita kenttään pelkkä luku, kesto desimaalilukuna.",
        "sv": "”{part}” ser ut som ett klockslag. Skriv bara ett tal i fältet, en tid som decimaltal.",
        "en": "“{part}” looks like a time of day. Write only a number in the field, a duration as a decimal number.",
    },
    "several": {
        "fi": "Tekstissä ”{text}” on useampi kuin yksi luku (”{part}”). Kirjoita kenttään yksi luku.",
        "sv": "Texten ”{text}” har fler än ett tal (”{part}”). Skriv ett tal i fältet.",
        "en": "The text “{text}” has more than one number (“{part}”). Write one number in the field.",
    },
    "not_alone": {
        "fi": "Luvun edessä on ”{part}”. Anna pelkkä luku; tarkennuksen voi kirjoittaa huomautukseen.",
        "sv": "Före talet står ”{part}”. Ange bara talet; en precisering kan skrivas i anmärkningen.",
        "en": "“{part}” stands before the number. Give the figure alone; put any remark in the note.",
    },
    "parentheses": {
        "fi": "Sulkeita ”{part}” ei lueta miinuksena. Kirjoita negatiivinen luku miinusmerkillä, esimerkiksi −2,3.",
        "sv": "Parenteser ”{part}” läses inte som minus. Skriv ett negativt tal med minustecken, till exempel −2,3.",
        "en": "Brackets “{part}” are not read as a minus. Write a negative number with a minus, for example −2.3.",
    },
    "trailing_sign": {
        "fi": "Luvun perässä on ”{part}”. Kirjoita etumerkki luvun eteen, esimerkiksi −2,3.",
        "sv": "Efter talet står ”{part}”. Skriv tecknet före talet, till exempel −2,3.",
        "en": "“{part}” stands after the number. Write the sign before the number, for example −2.3.",
    },
    "double_sign": {
        "fi": "Luvun edessä on kaksi etumerkkiä ”{part}”. Kirjoita vain yksi.",
        "sv": "Före talet står två tecken ”{part}”. Skriv bara ett.",
        "en": "Two signs “{part}” stand before the number. Write only one.",
    },
    "not_minus": {
        "fi": "Luvun edessä oleva viiva ”{part}” ei ole miinus. Kirjoita negatiivinen luku näin: −2,3 tai -2,3.",
        "sv": "Strecket ”{part}” före talet är inget minus. Skriv ett negativt tal så här: −2,3 eller -2,3.",
        "en": "The dash “{part}” before the number is not a minus. Write a negative number as −2.3 or -2.3.",
    },
    "bare_mark": {
        "fi": "Pilkun tai pisteen kummallakin puolella on oltava numero: ”{part}”. Kirjoita esimerkiksi 0,5 tai 5.",
        "sv": "På båda sidor om ett komma eller en punkt behövs en siffra: ”{part}”. Skriv till exempel 0,5 eller 5.",
        "en": "A comma or point needs a digit on both sides: “{part}”. Write for example 0.5 or 5.",
    },
    "grouping": {
        "fi": "Numerot on ryhmitelty väärin: ”{part}”. Erota tuhannet kolmen numeron ryhmiin: 12 345 tai 12345.",
        "sv": "Siffrorna är fel grupperade: ”{part}”. Gruppera tre siffror åt gången: 12 345 eller 12345.",
        "en": "The digits are grouped wrongly: “{part}”. Group them in threes: 12 345 or 12345.",
    },
    "ambiguous": {
        "fi": "”{part}” voi olla {one} tai {other}. Kirjoita joko {write_one} tai {write_other}.",
        "sv": "”{part}” kan vara {one} eller {other}. Skriv antingen {write_one} eller {write_other}.",
        "en": "“{part}” can be {one} or {other}. Write either {write_one} or {write_other}.",
    },
    "too_large": {
        "fi": "Luvussa ”{part}” on yli 18 numeroa ennen desimaalipilkkua. Tarkista luku ja sen yksikkö.",
        "sv": "Talet ”{part}” har fler än 18 siffror före decimaltecknet. Kontrollera talet och dess enhet.",
        "en": "The number “{part}” has more than 18 digits before the decimal point. Check the number and its unit.",
    },
    "too_precise": {
        "fi": "Luvussa ”{part}” on yli 10 desimaalia. Pyöristä se itse, niin tiedät, mitä tallennetaan.",
        "sv": "Talet ”{part}” har fler än 10 decimaler. Avrunda det själv, så vet du vad som sparas.",
        "en": "The number “{part}” has more than 10 decimals. Round it yourself, so that you know what is kept.",
    },
    "percent": {
        "fi": "Luvun perässä on ”{part}”, mutta {unit_is}. Tarkista luku ja anna se ilman prosenttimerkkiä.",
        "sv": "Efter talet står ”{part}”, men {unit_is}. Kontrollera talet och ange det utan procenttecken.",
        "en": "“{part}” stands after the number, but {unit_is}. Check the number and write it without a percent sign.",
    },
    "currency": {
        "fi": "Rahamäärä ”{part}” ei ole euroja. Muunna se euroiksi ja kirjoita pelkkä luku.",
        "sv": "Beloppet ”{part}” är inte i euro. Räkna om det till euro och skriv bara talet.",
        "en": "The amount “{part}” is not in euros. Convert it to euros and write the figure alone.",
    },
    "scale_word": {
        "fi": "”{part}” kertoo luvun vain, kun yksikkö on rahaa. Kirjoita luku kokonaan, esimerkiksi 2 000 000.",
        "sv": "”{part}” multiplicerar bara belopp i pengar. Skriv ut hela talet, till exempel 2 000 000.",
        "en": "“{part}” multiplies only amounts of money. Write the number in full, for example 2 000 000.",
    },
    "unit": {
        "fi": "Luvun vieressä on ”{part}”, mutta {unit_is}. Tarkista luku ja anna se ilman muita merkkejä.",
        "sv": "Bredvid talet står ”{part}”, men {unit_is}. Kontrollera talet och ange det utan andra tecken.",
        "en": "Beside the number is “{part}”, but {unit_is}. Check it and give the number without other signs.",
    },
    "other_scale": {
        "fi": "”{part}” ei sovi mittarin asteikkoon {scale}. Anna pelkkä luku mittarin omalla asteikolla.",
        "sv": "”{part}” passar inte indikatorns skala {scale}. Ange bara talet på indikatorns egen skala.",
        "en": "“{part}” does not fit the indicator's scale {scale}. Give the number alone, on the indicator's scale.",
    },
    "off_scale": {
        "fi": "”{part}” ei ole mittarin asteikolla {scale}. Tarkista luku.",
        "sv": "”{part}” ligger inte på indikatorns skala {scale}. Kontrollera talet.",
        "en": "“{part}” is not on the indicator's scale {scale}. Check the number.",
    },
}

_UNIT_IS = {
    "fi": ("mittarin yksikkö on ”{}”", "mittarilla ei ole yksikköä"),
    "sv": ("indikatorns enhet är ”{}”", "indikatorn har ingen enhet"),
    "en": ("the indicator's unit is “{}”", "the indicator has no unit"),
}


class Refused(ValueError):
    """A text that is not read as a number. `code` is stable; `text` is what was written, `part` what was wrong in it.

    `readings` are the two numbers an ambiguous text could mean (decimal first), else empty. `str()` is in Finnish.
    """

    def __init__(
        self, code: str, *, text: str = "", part: str = "", unit: str = "", readings: tuple[Decimal, ...] = ()
    ) -> None:
        super().__init__(code)
        self.code, self.text, self.part, self.unit, self.readings = code, text, part, unit, readings

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, language: str = "fi") -> str:
        """What was read, why it was refused and what to write, in fi, sv or en (KeyError for any other).

        >>> Refused("words", part="kaksi").sentence("sv")
        '”kaksi” är inget tal. Skriv värdet med siffror, till exempel 12,5.'
        """
        named, none = _UNIT_IS[language]
        return SENTENCES[self.code][language].format(
            text=shown(self.text),
            part=shown(self.part),
            scale=self.unit,
            unit_is=named.format(shown(self.unit)) if self.unit else none,
            **self._choices(language),
        )

    def _choices(self, language: str) -> dict[str, str]:
        if not self.readings:
            return {}
        decimal, thousands = self.readings
        return {
            "one": write_number(thousands, language=language),
            "other": write_number(decimal, decimals=3, language=language),
            "write_one": plain(thousands).replace("-", MINUS),
            # The fourth decimal is what makes the number readable in one way only.
            "write_other": write_number(decimal, decimals=4, language=language),
        }


def shown(text: str) -> str:
    """Foreign text safe to repeat on a page: unprintable characters by their code, long text cut with an ellipsis.

    It is cut between words where there are any.

    >>> shown("1\\u202e2\\ud800")
    '1[U+202E]2[U+D800]'
    """
    short = text
    if len(text) > _LONGEST:
        cut = text[: _LONGEST - 1]
        words = cut.rpartition(" ")[0] if not text[_LONGEST - 1].isspace() else cut
        short = f"{words.rstrip() if len(words) > _LONGEST // 2 else cut}…"
    return "".join(_visible(c) for c in short)


def code_point(character: str) -> str:
    """The character's number as people look it up, with its name where Unicode gives one: "U+202E …"."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".strip()


def _visible(character: str) -> str:
    if character in SPACES:
        return " "
    alone = character.isprintable() and not unicodedata.combining(character)
    return character if alone else f"[U+{ord(character):04X}]"
