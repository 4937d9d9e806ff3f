"""What is asked when a target's wording is not sure to mean one thing: a sentence in Finnish, Swedish and English.

Placeholders: ``words`` is the wording as it was written, ``part`` the piece of it that is in doubt.
"""

from dataclasses import dataclass

from kemi_strategy.web.speaking import spoken
from measures.quantities.refusals import shown

QUESTIONS: dict[str, dict[str, str]] = {
    "empty": {
        "fi": "Tavoitetta ei ole kirjattu. Mikä on tavoite, vai seurataanko lukua?",
        "sv": "Inget mål har skrivits in. Vilket är målet, eller följs talet bara upp?",
        "en": "No target has been written down. What is the target, or is the figure only watched?",
    },
    "unknown": {
        "fi": "Kohdan ”{part}” merkitys ei ole varma: mitä tavoite ”{words}” tarkoittaa?",
        "sv": "Innebörden av ”{part}” är inte säker: vad betyder målet ”{words}”?",
        "en": "The meaning of “{part}” is not certain: what does the target “{words}” mean?",
    },
    "not": {
        "fi": "Kielteisestä sanasta ”{part}” ei lueta tavoitetta: mitä ”{words}” tarkoittaa?",
        "sv": "Inget mål läses av det nekande ordet ”{part}”: vad betyder ”{words}”?",
        "en": "No target is read from the negative word “{part}”: what does “{words}” mean?",
    },
    "shape": {
        "fi": "Mitä tavoite ”{words}” tarkoittaa? Valitse tavoitteen laji ja anna arvo.",
        "sv": "Vad betyder målet ”{words}”? Välj målets art och ange ett värde.",
        "en": "What does the target “{words}” mean? Choose the kind of target and give its value.",
    },
    "several": {
        "fi": "Tavoitteessa ”{words}” on useita lukuja. Mikä niistä on tämän mittarin tavoite?",
        "sv": "Målet ”{words}” innehåller flera tal. Vilket av dem är den här indikatorns mål?",
        "en": "The target “{words}” holds several numbers. Which of them is this indicator's target?",
    },
    "grouping": {
        "fi": "Onko ”{part}” yksi luku vai useita? Se on aivan eri suuruinen kuin lähtötaso.",
        "sv": "Är ”{part}” ett tal eller flera? Det är av en helt annan storlek än utgångsläget.",
        "en": "Is “{part}” one number or several? It is of quite another size than the baseline.",
    },
    "number": {
        "fi": "Mikä luku ”{part}” on? Sen voi lukea kahdella tavalla tai ei lainkaan.",
        "sv": "Vilket tal är ”{part}”? Det kan läsas på två sätt eller inte alls.",
        "en": "Which number is “{part}”? It can be read in two ways or in none.",
    },
    "undirected": {
        "fi": "Onko ”{words}” vähintään vai enintään? Mittarille ei ole kerrottu suuntaa.",
        "sv": "Är ”{words}” minst eller högst? Indikatorns riktning är inte angiven.",
        "en": "Is “{words}” at least or at most? The indicator's direction has not been declared.",
    },
    "baseline_again": {
        "fi": "Tavoite ”{words}” on sama kuin lähtötaso. Pitääkö luvun säilyä vai muuttua?",
        "sv": "Målet ”{words}” är detsamma som utgångsläget. Ska talet bibehållas eller ändras?",
        "en": "The target “{words}” is the same as the baseline. Is the figure to hold or to change?",
    },
    "year_or_value": {
        "fi": "Onko ”{part}” tavoitearvo vai vuosi?",
        "sv": "Är ”{part}” ett målvärde eller ett år?",
        "en": "Is “{part}” a target value or a year?",
    },
    "value_or_change": {
        "fi": "Onko ”{part}” tavoitearvo vai muutos lähtötasosta?",
        "sv": "Är ”{part}” ett målvärde eller en förändring från utgångsläget?",
        "en": "Is “{part}” a target value or a change from the baseline?",
    },
    "to_or_by": {
        "fi": "Muuttuuko luku arvoon ”{part}” vai sen verran?",
        "sv": "Ändras talet till ”{part}” eller med så mycket?",
        "en": "Does the figure change to “{part}” or by that much?",
    },
    "points": {
        "fi": "Muuttuuko luku prosentteja vai prosenttiyksikköjä, ja mihin arvoon? Mittarin yksikkö on prosentti.",
        "sv": "Ändras talet i procent eller procentenheter, och till vilket värde? Indikatorns enhet är procent.",
        "en": "Does the figure change by percent or percentage points, and to what? The indicator's unit is percent.",
    },
    "base_year": {
        "fi": "Lasketaanko muutos vuoden {part} luvusta? Sen vuoden lähtötasoa ei ole merkitty.",
        "sv": "Räknas förändringen från talet för {part}? Det årets utgångsläge är inte angivet.",
        "en": "Is the change counted from the figure of {part}? No baseline of that year has been given.",
    },
    "compounding": {
        "fi": "Lasketaanko vuosittainen muutos lähtötasosta vai aina edellisestä vuodesta?",
        "sv": "Räknas den årliga förändringen från utgångsläget eller alltid från föregående år?",
        "en": "Is the yearly change counted from the baseline or always from the year before?",
    },
    "double_sign": {
        "fi": "Kumpaan suuntaan ”{words}” muuttaa lukua? Sana ja etumerkki kertovat suunnan kahdesti.",
        "sv": "Åt vilket håll ändrar ”{words}” talet? Ordet och tecknet anger båda riktningen.",
        "en": "Which way does “{words}” change the figure? The word and the sign both give a direction.",
    },
    "bounds": {
        "fi": "Mitkä ovat välin rajat? Välissä ”{words}” alaraja ei ole ylärajaa pienempi tai yksikkö on epäselvä.",
        "sv": "Vilka är intervallets gränser? I ”{words}” är den nedre inte mindre än den övre eller enheten oklar.",
        "en": "What are the bounds? In “{words}” the lower is not less than the upper, or the unit is unclear.",
    },
    "scale_or_target": {
        "fi": "Onko ”{words}” mittarin asteikko vai tavoite?",
        "sv": "Är ”{words}” indikatorns skala eller målet?",
        "en": "Is “{words}” the indicator's scale or the target?",
    },
    "unit": {
        "fi": "Missä yksikössä tavoite ”{words}” on? Se ei ole mittarin yksikkö.",
        "sv": "I vilken enhet är målet ”{words}”? Det är inte indikatorns enhet.",
        "en": "In which unit is the target “{words}”? It is not the indicator's unit.",
    },
    "unit_missing": {
        "fi": "Onko mittarin yksikkö {part}? Mittarille ei ole kerrottu yksikköä.",
        "sv": "Är indikatorns enhet {part}? Ingen enhet är angiven för indikatorn.",
        "en": "Is the indicator's unit {part}? No unit has been given for the indicator.",
    },
    "size": {
        "fi": "Missä yksikössä ”{part}” on? Luku on aivan eri suuruinen kuin lähtötaso.",
        "sv": "I vilken enhet är ”{part}”? Talet är av en helt annan storlek än utgångsläget.",
        "en": "In which unit is “{part}”? The number is of quite another size than the baseline.",
    },
    "fraction": {
        "fi": "Onko ”{part}” osuus, pari lukuja vai arvosana? Kirjoita tavoite yhtenä lukuna.",
        "sv": "Är ”{part}” en andel, ett par av tal eller ett betyg? Skriv målet som ett tal.",
        "en": "Is “{part}” a share, a pair of numbers or a grade? Write the target as one number.",
    },
    "rank": {
        "fi": "Mistä sijoituksesta tavoite ”{words}” puhuu? Mittarin luku ei ole sijoitus.",
        "sv": "Vilken placering gäller målet ”{words}”? Indikatorns tal är ingen placering.",
        "en": "Which ranking does the target “{words}” speak of? The indicator's figure is not a rank.",
    },
    "all": {
        "fi": "Tarkoittaako ”{words}”, että osuuden pitää olla 100 %?",
        "sv": "Betyder ”{words}” att andelen ska vara 100 %?",
        "en": "Does “{words}” mean that the share must be 100%?",
    },
    "half": {
        "fi": "Tarkoittaako ”{words}”, että raja on 50 %?",
        "sv": "Betyder ”{words}” att gränsen är 50 %?",
        "en": "Does “{words}” mean that the limit is 50%?",
    },
    "direction": {
        "fi": "Tavoite ”{words}” on vastoin mittarin suuntaa. Kumpi on oikein, tavoite vai suunta?",
        "sv": "Målet ”{words}” strider mot indikatorns riktning. Vilket stämmer, målet eller riktningen?",
        "en": "The target “{words}” is against the indicator's direction. Which is right, the target or the direction?",
    },
    "better": {
        "fi": "Kumpaan suuntaan luvun pitää muuttua, jotta se paranee? Mittarille ei ole kerrottu suuntaa.",
        "sv": "Åt vilket håll ska talet gå för att bli bättre? Indikatorns riktning är inte angiven.",
        "en": "Which way must the figure go to get better? The indicator's direction has not been declared.",
    },
    "type": {
        "fi": "Miten tavoite ”{words}” mitataan? Se ei ole samaa lajia kuin mittarin arvot.",
        "sv": "Hur mäts målet ”{words}”? Det är inte av samma slag som indikatorns värden.",
        "en": "How is the target “{words}” measured? It is not of the same kind as the indicator's values.",
    },
    "level": {
        "fi": "Mikä asteikon taso on tavoite? Asteikko on {part}.",
        "sv": "Vilken nivå på skalan är målet? Skalan är {part}.",
        "en": "Which level of the scale is the target? The scale is {part}.",
    },
    "calendar": {
        "fi": "Luku kertyy kalenterivuoden ajan. Minkä vuoden loppuun mennessä tavoite ”{words}” on saavutettava?",
        "sv": "Talet summeras per kalenderår. Före utgången av vilket år ska målet ”{words}” nås?",
        "en": "The figure adds up over a calendar year. By the end of which year is “{words}” to be reached?",
    },
    "year_or_total": {
        "fi": "Onko ”{words}” yhden vuoden luku vai kertymä monelta vuodelta? Mittarin luku alkaa joka vuosi alusta.",
        "sv": "Är ”{words}” ett års tal eller summan av flera år? Indikatorns tal börjar om varje år.",
        "en": "Is “{words}” the figure of one year or the sum of several? The figure starts anew each year.",
    },
    "rate": {
        "fi": "Onko ”{words}” luku vuodessa? Mittarin lukuja ei lasketa yhteen vuoden ajalta.",
        "sv": "Är ”{words}” ett tal per år? Indikatorns tal räknas inte samman över året.",
        "en": "Is “{words}” a number a year? The indicator's figures are not added up over the year.",
    },
    "when": {
        "fi": "Milloin tavoite ”{words}” on saavutettava? Aika ei ole yksiselitteinen.",
        "sv": "När ska målet ”{words}” nås? Tiden är inte entydig.",
        "en": "When is the target “{words}” to be reached? The time is not clear.",
    },
    "council_term": {
        "fi": "Mitä valtuustokautta tarkoitetaan? Strategian voimassaolo ei sisälly yhteen kauteen.",
        "sv": "Vilken fullmäktigeperiod avses? Strategins giltighetstid ryms inte i en period.",
        "en": "Which council term is meant? The strategy's time does not lie within one term.",
    },
    "compare": {
        "fi": "Mihin mittariin vertaus ”{words}” viittaa? Mittaria ei löytynyt nimellä tai tunnuksella ”{part}”.",
        "sv": "Vilken indikator syftar jämförelsen ”{words}” på? Ingen hittades med namnet eller koden ”{part}”.",
        "en": "Which indicator does the comparison “{words}” mean? None was found by the name or code “{part}”.",
    },
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one wording; ``sentence`` says it in fi, sv or en, without a language in the one now written.

    >>> Question("undirected", "930").sentence("sv")
    'Är ”930” minst eller högst? Indikatorns riktning är inte angiven.'
    """

    code: str
    words: str
    part: str = ""

    def sentence(self, language: str | None = None) -> str:
        asked = QUESTIONS[self.code][language or spoken()]
        return asked.format(words=shown(self.words), part=shown(self.part))
