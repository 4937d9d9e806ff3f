"""What the entry workbook tells whoever fills it in: the sheet Ohje, a heading and a sentence or two a row."""

from kemi_strategy.web.languages import later

INSTRUCTIONS: tuple[tuple[str, str], ...] = (
    (later("Mikä tämä on"), later("Kunnan {municipality} kirjattavat luvut kaudelta {period}. Määräpäivä on {due}.")),
    (
        later("Mihin kirjoitat"),
        later("Vain vaaleankeltaisiin soluihin. Muut solut on lukittu vahinkojen varalta, ilman salasanaa."),
    ),
    (
        later("Toteuma"),
        later(
            "Luku mittarin omassa mittayksikössä. Myös ”18,9 milj. €” ja ”6 %” luetaan. Soluun voi kirjoittaa kaavan."
        ),
    ),
    (later("Osoittaja ja Nimittäjä"), later("Suhdeluvusta annetaan kumpikin; palvelu laskee osuuden.")),
    (later("Ennuste"), later("Arvio koko vuoden luvusta. Kysytään vain mittareista, jotka kertyvät vuoden mittaan.")),
    (later("Ei lukua"), later("Jos lukua ei ole, jätä Toteuma tyhjäksi ja valitse syy luettelosta.")),
    (later("Huomautus"), later("Mitä luvun lukijan pitää tietää. Saa olla tyhjä.")),
    (
        later("Vahvistus"),
        later("Jos luku poikkeaa tavallisesta, kirjoita, miksi se on oikein. Muuten se jää luonnokseksi."),
    ),
    (later("Muutoksen syy"), later("Kysytään vain, kun hyväksytty luku muuttuu. Vanha luku jää historiaan.")),
    (
        later("Päivämäärät"),
        later(
            "Jos Excel muuttaa luvun päivämääräksi (3/5 → 3.5.), tyhjennä solu, muotoile se luvuksi ja kirjoita "
            "luku uudestaan."
        ),
    ),
    (
        later("Rivit ja sarakkeet"),
        later("Rivin saa poistaa: sen luku jää ennalleen. Siirrä ja lajittele aina kokonaisia rivejä."),
    ),
    (
        later("Lähettäminen"),
        later(
            "Tallenna .xlsx-muodossa ja lähetä kirjaussivun kohdasta ”Lähetä täytetty työkirja”. Näet kaikki muutokset "
            "ennen kuin mitään tallennetaan."
        ),
    ),
)
