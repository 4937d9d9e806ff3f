"""What the entry workbook tells whoever fills it in: the sheet Ohje, a heading and a sentence or two a row."""

INSTRUCTIONS: tuple[tuple[str, str], ...] = (
    ("Mikä tämä on", "Kunnan {municipality} kirjattavat luvut kaudelta {period}. Määräpäivä on {due}."),
    (
        "Mihin kirjoitat",
        "Vain vaaleankeltaisiin soluihin. Muut solut on lukittu vahinkojen varalta, ilman salasanaa.",
    ),
    (
        "Toteuma",
        "Luku mittarin omassa mittayksikössä. Myös ”18,9 milj. €” ja ”6 %” luetaan. Soluun voi kirjoittaa kaavan.",
    ),
    ("Osoittaja ja Nimittäjä", "Suhdeluvusta annetaan kumpikin; palvelu laskee osuuden."),
    ("Ennuste", "Arvio koko vuoden luvusta. Kysytään vain mittareista, jotka kertyvät vuoden mittaan."),
    ("Ei lukua", "Jos lukua ei ole, jätä Toteuma tyhjäksi ja valitse syy luettelosta."),
    ("Huomautus", "Mitä luvun lukijan pitää tietää. Saa olla tyhjä."),
    ("Vahvistus", "Jos luku poikkeaa tavallisesta, kirjoita, miksi se on oikein. Muuten se jää luonnokseksi."),
    ("Muutoksen syy", "Kysytään vain, kun hyväksytty luku muuttuu. Vanha luku jää historiaan."),
    (
        "Päivämäärät",
        "Jos Excel muuttaa luvun päivämääräksi (3/5 → 3.5.), tyhjennä solu, muotoile se luvuksi ja kirjoita "
        "luku uudestaan.",
    ),
    ("Rivit ja sarakkeet", "Rivin saa poistaa: sen luku jää ennalleen. Siirrä ja lajittele aina kokonaisia rivejä."),
    (
        "Lähettäminen",
        "Tallenna .xlsx-muodossa ja lähetä kirjaussivun kohdasta ”Lähetä täytetty työkirja”. Näet kaikki muutokset "
        "ennen kuin mitään tallennetaan.",
    ),
)
