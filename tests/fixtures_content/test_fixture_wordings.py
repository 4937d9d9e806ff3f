"""The exact wordings of the sources are there, written out here by hand; no person and no phone number is."""

import re
from pathlib import Path

import pytest

MISSION_AND_VISION = {
    "kemi-2023": {
        "nimi": "Kemin kaupungin strategia",
        "missio": "Voimaannuttava merikaupunki Kemi",
        "missio_en": "Empowering Sea City Kemi",
        "visio": "Kemi kutsuu",
        "visio_en": "Kemi is calling",
        "voimassa_alkaen": "2023-12-04",
    },
    "kokkola-2017": {
        "visio": "Kokkola on rohkeasti uudistuva, kestävän kehityksen kaupunki. Kokkolan menestys perustuu sisäiseen"
        " yhtenäisyyteen, vastuulliseen taloudenpitoon ja linjakkaaseen päätöksentekoon.",
        "tila": "luonnos",
    },
}
DECISIONS = [
    (
        *("Kaupunginhallitus", "2023-09-25", "292", ""),
        "Kaupunginhallitus päätti järjestää asiasta iltakoulun kaupunginvaltuustolle lokakuun aikana. Jatkovalmistelun"
        " osalta päivitetty strategia viedään valtuuston hyväksyttäväksi talousarviokäsittelyn yhteydessä.",
    ),
    (
        *("Kaupunginhallitus", "2023-11-27", "390", ""),
        "Kaupunginhallitus päätti hyväksyä päivitetyn strategian kaupunginhallituksen tekemillä täsmennyksillä ja"
        " esittää sen valtuustolle hyväksyttäväksi.",
    ),
    (
        *("Kaupunginvaltuusto", "2023-12-04", "110", ""),
        "Kaupunginvaltuusto päätti hyväksyä päivitetyn strategian kaupunginhallituksen tekemillä täsmennyksillä ja"
        " esitetyllä muutoksella. Esitetty muutos: Oulu2026-kulttuuripääkaupunkivuoden hyödyntäminen vuosina"
        " 2024-2026 otetaan osaksi toimialojen projekteja.",
    ),
    ("Vapaan sivistystyön jaosto", "2024-05-28", "15", "691/00.01.02/2021", "Merkittiin tiedoksi."),
]
KEMI_TREE = """
Viisas Kemi|Välittävä Kemi|Vihreä Kemi|Ideoiva toimintatapa|Prosessien virtaviivaistaminen|Oppiva Kemi|Palvelukokemus
Hyvinvointi|Vastuunkanto|Vihreä Kemi -juurrutus|Talous paranee|Asiakaskokemus paranee|Henkilöstökokemus paranee
Kestävyysmittarit paranevat|Asukkaiden, yritysten ja matkailijoiden määrä kasvaa|Yrittäjien kokemus paranee
Työntekijäkokemus paranee|Poissaolot pienenevät|Työllisyys paranee|Hyvinvointimittariston keskeiset mittarit paranevat
"""
KEY_ROWS = {
    "K01": ("Asukkaiden määrä", "19400", "19400"),
    "K02": ("Yritysten määrä", "927", "930"),
    "K03": ("Yöpymisten määrä", "100 000", "100 000"),
    "K04": ("Kertynyt ylijäämä/alijäämä", "Kertynyt alijäämä 18,9 milj. €", ""),
    "K05": (
        "Vuosittainen ylijäämä/alijäämä",
        "Kertynyt alijäämä 18,9 milj. €",
        "Vuosittainen ylijäämä yli 2 milj. €",
    ),
    "K06": ("Asiakastyytyväisyys", "3/5", "5/5"),
    "K07": ("Yrittäjien kokemus", "3/5", "5/5"),
    "K08": ("Työtyytyväisyys", "1,91", "1,85"),
    "K09": ("Poissaolo-%", "6%", "4%"),
    "K10": ("Koulutukseen osallistumisten määrä", "2,5", "3"),
    "K11": ("Rakennetyöttömien määrä", "666", "599"),
    "K12": ("Työttömyys-%", "13,5", "13,0"),
    "K13": ("Työllisyysaste", "64", "66"),
    "K14": ("Aktivointiaste", "34", "37"),
    "K15": ("Tea-viisari", "69", "75"),
    "K16": ("Hyvinvointi-indikaattori", "78", "80"),
    "K17": ("Having (elintaso)", "84", ""),
    "K18": ("Loving (yhteisyyssuhteet)", "75", ""),
    "K19": ("Being (itsensä toteuttaminen)", "94", ""),
    "K20": ("Laaja hyvinvointimittaristo, hyte-kerroin", "18,9", "20"),
    "K21": ("Kouluterveyskysely", "", ""),
    "K22": ("Move!-mittaristo", "", ""),
    "K23": ("Oppimistulokset", "", ""),
    "K24": ("Lukion yo-tutkinnon ka", "4,1", "4,3"),
    "K25": ("Kestävyysmittarit", "", ""),
}
PROGRAMME_TARGETS = {
    "H01": "Päiväkodeista auditoitu 80 % vuoden 2023 loppuun mennessä.",
    "H02": "Kaikki koulut on auditoitu vuoden 2023 loppuun mennessä",
    "H03": "Palveluverkko tiivistyy, toimintayksikköjen määrä vähenee",
    "H05": "Työkalu on käytössä kaikissa yksiköissä--sisäinen kysely syksyllä 2023.",
    "H06": "Vähintään kahta palvelukokonaisuutta uudistetaan/kehitetään vastaamaan uuden kunnan resursseja.",
    "H10": "Järjestöstrategian toimeenpano.",
    "H11": "Asiakastyytyväisyyskysely 1 krt/v",
    "H12": "Seurafoorumi ja infotilaisuudet 4 krt/v",
    "H13": "Nuorisovaltuusto 4 krt/v",
    "H14": "Vanhusneuvosto 5 krt/v",
    "H17": "Avustusta saavien kanssa tehdään kumppanuussopimus.",
    "H24": "Liikuntahallin ja kaupungin muiden liikuntatilojen käytön uudelleen järjestelyt. Suunnitelma valmistuu"
    " 2023.",
    "H25": "Harrastetoimintaa joka koululla.",
    "H26": "Vähintään kahdessa eri palvelussa on kokeiltu chatin toimivuutta.",
    "H27": "Kaikissa yksiköissä on käyttöönotettu ja hyödynnetty keskusteluhankkeen työkaluja ja koulutuksia."
    " Sisäinen kysely.",
    "H28": "Uusi järjestelmä on käyttöönotettu.",
}
PROGRAMME_GOALS = """
Vihreä ja kestävä Kemi lisää vetovoimaamme sekä torjuu ilmastonmuutosta.
Kaupunkiympäristömme on kaunis, turvallinen ja vetovoimainen paikka kohtaamisille.
Asuinalueemme ovat houkuttelevia ja asumismuodot monipuolisia.
Kaupunkimme yritysympäristö on kilpailukykyinen. Olemme vetovoimainen ja elinkeinorakenteeltaan monipuolinen.
Uudistuvat kaupalliset palvelut, ympärivuotinen ja merellinen matkailu sekä bio- ja kiertotalous, luovat vetovoimaa \
ja uusia työpaikkoja.
Olemme uudistuva kunta, jonka kuntatalous on kestävällä pohjalla.
Tuemme ja edistämme kuntalaisten terveyttä, toimintakykyä, hyvinvointia ja sivistystä kumppaneidemme kanssa
Vahvistamme yhteisöllisyyttä ja yhteenkuuluvuutta kuulemalla ja osallistamalla kuntalaisia.
Kehitämme koulutustarjontaa ja -polkuja, mahdollistamme osaamisen kasvun.
Rakennamme vahvoja kumppanuuksia järjestötoimijoiden kanssa.
Monipuoliset vapaa-ajanpalvelut luovat vetovoimaa ja hyvinvointia
Sujuva, turvallinen arki synnyttää vetovoimaa ja monipuolistaa sekä vahvistaa väestörakennetta.
Olemme avoin ja luotettava arjen kumppani.
Palvelumme ovat vaikuttavia, saavutettavia ja asiakaslähtöisiä.
Liikkuminen on esteetöntä ja palvelut helposti saatavilla.
Viestimme toiminnastamme selkeästi, ymmärrettävästi ja ennakoivasti
"""
PROGRAMME_ACTIONS = """
Ympäristösertifiointi laajenee päiväkodeille
Laajennetaan ISO 45001 työterveys- ja työturvallisuussertifikaatti koskemaan kaikkia kouluja.
Palveluverkko konkretisoituu asteittain
Kulttuuriyrittäjyyden kehittäminen yhdessä elinvoiman kanssa
Keskustelukulttuurin ja positiivisen vuorovaikutuksen kehittäminen Hyvin sanottu- Bra sagt työkaluilla kaikissa \
työyksiköissä
Päiväkoti ja kouluverkkotyö.
Palvelujen tuotanto- ja toimintatapojen uudistaminen vastaamaan asukaspohjaa ja väestömäärää.
Tavoiteorganisaation suunnitelma
Nuorisotyön, lasten kulttuurikeskuksen, musiikkitoimen, kirjaston jalkautumisen vuosikello.
Harrastamisen Suomen-malli.
Hankerahoitusten hakeminen.
Järjestöstrategia hyvinvoinnin mahdollistajana.
Yhdyspintatyö hyvinvointialueen kanssa
Asiakastyytyväisyyskyselyt
Seurafoorumi
Nuorisovaltuusto
Kulttuurikumppanuus
Yhteistyö kolmannen sektorin kanssa
Koulupudokkaiden seuranta-yhteistyöpalaverit.
Opinnäytetyöt toiminnan kehittämisessä.
Henkilöstön osaamisen vahvistaminen paikallisia ja alueellisia oppilaitoksia hyödyntäen.
Kumppanuussopimukset järjestöjen kanssa
Järjestöavustukset jaetaan päätettyjen kriteerien pohjalta.
Palvelutarjonnan mitoittaminen asukasmäärään ja kohdentaminen kuntalaisiin.
Kuntalaisten kuuleminen tapahtumien järjestämiseksi
Tulevaisuuden kunnan palveluverkkoselvitys.
Yhdyspintatyö hyvinvointialueen kanssa.
Tiedotamme oikea-aikaisesti kaupungin eri tiedotuskanavissa positiivisesti strategiset tavoitteet huomioiden
Valmistaudutaan uuden liikuntahallin palvelukokonaisuuksien muotoiluun.
Harrastetoiminta kouluilla.
Digitaalisuus palveluissa.
Chat-palvelun kokeileminen.
Omatoimikirjasto mahdollistaa palvelujen saatavuuden
Uuden tila- ja ajanvarausjärjestelmän käyttöönotto.
Markkinoinnin ja mainonnan yhtenäistäminen.
Käytämme selkokieltä tiedotteissa.
Hyvin Sanottu-Bra-sagt-keskustelukulttuurihanke (kv 3.5.2021 § 45) jalkautetaan systemaattisesti yksiköihin \
osallisuuden ja positiivisuuden lisäämiseksi.
"""
ROLES = {
    "Varhaiskasvatuspäällikkö",
    "Johtava rehtori",
    "Hyvinvointijohtaja, tulosaluepäälliköt",
    "Vapaa-aikapäällikkö",
    "Hyvinvointijohtaja, tulosaluepäälliköt, Lähiesihenkilöt, henkilöstö",
    "Toimialajohtaja, tulosaluepäälliköt ja lähiesihenkilöt",
    "Toimialajohtaja, tulosaluepäälliköt, lähiesihenkilöt, hyte-koordinaattori",
    "Hyvinvointitoimiala, Hyte-koordinaattori, Nuorisosihteeri, Vapaa-aikapäällikkö",
    "Toimialajohtaja, tulosaluepäälliköt, lähiesihenkilöt",
    "Vapaa-aikapäällikkö, Hyte-koordinaattori",
    "Vapaa-aikapäällikkö, lähiesihenkilöt",
    "Hyvinvointijohtaja, tulosaluepäälliköt, lähiesihenkilöt, hyte-koordinaattori",
    "Hyvinvointijohtaja, tulosaluepäälliköt, lähiesihenkilöt, henkilöstö",
    "Hyvinvointijohtaja, tulosaluepäälliköt, hyte-koordinaattori, lähiesihenkilöt, henkilöstö",
    "Hyvinvointijohtaja, Tulosaluepäälliköt, Lähiesihenkilöt",
    "Hyvinvointijohtaja, Tulosaluepäälliköt, Lähiesihenkilöt, henkilöstö",
}
KOKKOLA_NAMES = """
Rohkeus uudistua|Vastuuntunto ja -kanto|Kestävyys ja kunnioitus|Kunta palvelukoneena
Elin-, veto- ja pitovoimainen kaupunki|Kuntalaisaktivismi|Moderni kuntaorganisaatio
Kivan salliminen ja puitteiden luominen|Palvelujen sopeuttaminen talouden raameihin|Digitaalinen palvelukoneisto
Talouden tasapaino|Kokeilukulttuurin salliminen|Pk-yritysten viennin ja kasvun tukeminen
Työttömyysaste saatava alle 10 %:iin vuoteen 2021 mennessä|Myönteinen väestönkehitys
Kulttuuri- ja liikuntapalvelujen kehittäminen|Nuorten ja lasten huomioiminen, osallistaminen ja palvelut
Aktiivinen elinkeinopolitiikka|Työvoiman saatavuuden varmistaminen|Koulutuksen varmistaminen|Kaavoitus
Kilpailukykyiset kulttuuri- ja liikuntapalvelut|Kohotetaan organisaation valmiutta kohdata kansalaisaktiivisuutta
Konkreettisten keinojen hakeminen verkosto-osaamisen kehittämiseen|Lupa tehdä ja mokata!
Virtuaalinen palvelukeskus kansalaisaktiivisuudelle|Muuntautumiskykyinen organisaatorakenne
Vuorovaikutteinen tapa toimia|Osaamisen tunnistaminen ja hyödyntäminen|Kuntalaisten omaksi kokema kuntaorganisaatio
Tunnettu hyvästä ja korkeatasoisesta osaamisesta|Organisatoristen jäykkyyksien tunnistaminen ja purkaminen
Vuorovaikutteisen asiakaskokemuksen parantaminen|Palvelujen monikanavaisuus ja tavoitettavuus
"""
KOKKOLA_POINTS = """
1. LAADUKAS. Kokkolan palveluissa korostetaan palvelun laatua ja palvelurakennetta kehitetään kuntatalouden ehdoilla.
2. AKTIIVINEN. Kokkola toimii aktiivisena kumppanina alueen yrityksille tavoitteenaan tukea yritysten kasvua ja \
uusien työpaikkojen syntymistä.
2. VUOROVAIKUTUS. Kokkolassa hyödynnetään systemaattisesti monipuolisia ja asukasystävällisiä kanavia kuntalaisten \
ja päättäjien vuoropuhelussa.
4. ENNAKOIVA. Kokkolan kaupungin omistajaohjaus on ennakoivaa ja vahvasti vuorovaikutteista.
"""
KOKKOLA_TARGETS = {
    "L01": "absoluuttinen luku tai esim. -10 % strategiakaudella",
    "L02": "Vuosikate > poistot",
    "L03": "esim. >76 %",
    "L04": "esim. asteikolla 1–5, tavoite > 4,0",
    "L05": "Työttömyysaste saatava alle 10 %:iin vuoteen 2021 mennessä",
    "L06": "Myönteinen väestönkehitys",
}
VALUES = {
    "simo": ("Simossa arvot ovat huolenpito, yhdessä ja sisu", "Huolenpito|Yhdessä|Sisu"),
    "keminmaa": (
        "Keminmaalla arvot ovat yhdenvertaisuus, vastuullisuus ja turvallisuus",
        "Yhdenvertaisuus|Vastuullisuus|Turvallisuus",
    ),
    "tervola": (
        "Tervolan arvoissa mainitaan asukaslähtöisyys, vastuullisuus, maaseudun ja paikallisuuden arvostaminen sekä"
        " idearikkaus ja innovaatiokykyisyys",
        "Asukaslähtöisyys|Vastuullisuus|Maaseudun ja paikallisuuden arvostaminen|Idearikkaus ja innovaatiokykyisyys",
    ),
}
PAIRS_OF_CAPITALS = {
    *{"Viisas Kemi", "Välittävä Kemi", "Vihreä Kemi", "Oppiva Kemi", "Smart Kemi", "Caring Kemi", "Green Kemi"},
    *{"Kloka Kemi", "Omtänksamma Kemi", "Gröna Kemi", "Lärande Kemi", "Learning Kemi", "Rooting Green"},
    *{"Empowering Sea", "City Kemi", "Enkäten Hälsa", "School Health", "Harrastamisen Suomen"},
    *{"Hyvin Sanottu-Bra", "Verktyget Bra", "Sijoitus Sujuva"},
}
"""Everything in the content that looks like a first name and a surname: names of things."""


def _names(text: str) -> list[str]:
    return [name for name in re.split(r"[|\n]", text) if name]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("folder", MISSION_AND_VISION)
def test_mission_vision_and_first_day_are_as_adopted(sheet, folder: str):
    pairs = {row["avain"]: row["arvo"] for row in sheet(folder, "Strategia")}
    assert {key: pairs[key] for key in MISSION_AND_VISION[folder]} == MISSION_AND_VISION[folder]


def test_decisions_are_in_the_words_of_the_minutes(sheet):
    assert [tuple(row.values()) for row in sheet("kemi-2023", "Päätökset")] == DECISIONS


def test_goals_themes_aims_and_benefits_are_named_as_in_the_strategy(sheet):
    assert {row["nimi_fi"] for row in sheet("kemi-2023", "Tavoitteet")} == set(_names(KEMI_TREE))


def test_key_rows_keep_the_words_of_the_table(sheet):
    found = {
        row["koodi"]: (row["nimi_fi"], row["lähtötaso_sanat"], row["tavoite"]) for row in sheet("kemi-2023", "Mittarit")
    }
    assert found == KEY_ROWS


def test_programme_goals_actions_and_roles_are_in_the_words_of_the_plan(sheet):
    goals = [row["nimi_fi"] for row in sheet("kemi-hyvinvointi-2023", "Tavoitteet")]
    assert goals == ["Sujuva arki", *_lines(PROGRAMME_GOALS)]
    assert [row["nimi"] for row in sheet("kemi-hyvinvointi-2023", "Toimenpiteet")] == _lines(PROGRAMME_ACTIONS)
    assert {row["vastuu"] for row in sheet("kemi-hyvinvointi-2023", "Toimenpiteet")} == ROLES
    assert {row["vastuu"] for row in sheet("kemi-hyvinvointi-2023", "Mittarit")} <= ROLES


@pytest.mark.parametrize(
    ("folder", "wordings"), [("kemi-hyvinvointi-2023", PROGRAMME_TARGETS), ("kokkola-2017", KOKKOLA_TARGETS)]
)
def test_targets_are_in_the_words_of_the_source(sheet, folder: str, wordings: dict[str, str]):
    assert {row["koodi"]: row["tavoite"] for row in sheet(folder, "Mittarit") if row["tavoite"]} == wordings


def test_kokkola_is_in_the_words_of_the_draft(sheet):
    rows = sheet("kokkola-2017", "Tavoitteet")
    assert set(_names(KOKKOLA_NAMES)) <= {row["nimi_fi"] for row in rows}
    assert set(_lines(KOKKOLA_POINTS)) <= {row["kuvaus"] for row in rows}


@pytest.mark.parametrize("folder", VALUES)
def test_values_of_the_neighbours_are_as_the_minutes_list_them(sheet, folder: str):
    sentence, names = VALUES[folder]
    rows = sheet(folder, "Tavoitteet")
    assert [row["nimi_fi"] for row in rows] == _names(names)
    assert all(sentence in row["kuvaus"] for row in rows)


def test_nobody_is_named_and_no_phone_number_is_kept(content: Path):
    word = r"[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?"
    for path in [*content.glob("*/*.csv"), *content.glob("*.md")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b0\d{1,2}[ -]\d{3}|\+358|\bp\. ?\d|\bpuh\b|@", text), path
        if path.suffix == ".csv":
            assert set(re.findall(rf"\b{word} {word}\b", text)) <= PAIRS_OF_CAPITALS, path
