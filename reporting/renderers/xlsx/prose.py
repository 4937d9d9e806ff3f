"""The sentences of «Lue minut» in Finnish, Swedish and English: what the sheets hold and how to read the numbers."""

from measures.verdicts import Verdict

SHEET_TEXTS: dict[str, dict[str, str]] = {
    "fi": {
        "summary": "Kauden kuva, missio ja visio, tilojen määrät, mittarit joissa on tehtävää, muutokset edelliseen "
        "raporttiin, poikkeamat ja puuttuvat luvut.",
        "rows": "Jokainen mittari kerran strategian omassa järjestyksessä: hyöty, mittari, nyt, tavoite, toteuma. "
        "Paperille tulevat sarakkeet tavoitteen sanoihin asti, muut ovat ruudulla. Lukujen huomautukset ovat toteuman "
        "solun kommenttina.",
        "binding": "Valtuuston asettamat sitovat tavoitteet kunnalle ja konsernille (kuntalaki 115 §).",
        "sectors": "Toimialat: toimielin, mittareiden tilat, projektien ja toimenpiteiden määrä, tarkastus ja selite.",
        "works": "Projektit ja toimenpiteet, vastuu, aikataulu, työn tila, välitavoitteet ja tilanne kaudella.",
        "actuals": "Yksiköiden luvut kausittain, yksi luku riviä kohti, Excel-taulukkona pivotia varten. Antajan "
        "huomautus on omassa sarakkeessaan.",
        "log": "Rakenteen ja hyväksyttyjen lukujen muutokset edellisen raportin jälkeen, yksi rivi muutettua kenttää "
        "kohti.",
        "checks": "Jokainen määrä ja summa laskettuna uudelleen muilta välilehdiltä elävillä kaavoilla: ”täsmää” tai "
        "ero.",
    },
    "sv": {
        "summary": "Bild av perioden, mission och vision, antal per status, indikatorer som kräver åtgärder, "
        "förändringar sedan föregående rapport, avvikelser och siffror som saknas.",
        "rows": "Varje indikator en gång i strategins egen ordning: nytta, indikator, nu, mål, utfall. På papper "
        "kommer kolumnerna fram till målet i ord, de övriga syns på skärmen. Anmärkningar till siffrorna är "
        "kommentarer i utfallets cell.",
        "binding": "Bindande mål som fullmäktige har ställt upp för kommunen och koncernen (kommunallagen 115 §).",
        "sectors": "Sektorerna: organ, indikatorernas status, antal projekt och åtgärder, granskning och beskrivning.",
        "works": "Projekt och åtgärder, ansvar, tidtabell, arbetets läge, delmål och läget under perioden.",
        "actuals": "Enheternas siffror per period, en siffra per rad, som Excel-tabell för pivot. Givarens anmärkning "
        "har en egen kolumn.",
        "log": "Ändringar i strukturen och i godkända siffror sedan föregående rapport, en rad per ändrat fält.",
        "checks": "Varje antal och summa räknad på nytt från de andra bladen med levande formler: ”stämmer” eller "
        "skillnaden.",
    },
    "en": {
        "summary": "The period in brief, mission and vision, counts of statuses, indicators that need action, changes "
        "since the previous report, deviations and missing figures.",
        "rows": "Each indicator once in the strategy's own order: benefit, indicator, now, target, actual. The columns "
        "up to the target in words are printed, the others are on the screen. Notes on figures are comments of the "
        "actual's cell.",
        "binding": "Binding targets that the council has set for the municipality and the group (Local Government "
        "Act, section 115).",
        "sectors": "The sectors: body, statuses of indicators, number of projects and actions, check and narrative.",
        "works": "Projects and actions, who answers, schedule, state of work, milestones and situation in the period.",
        "actuals": "The units' figures by period, one figure a row, as an Excel table for pivots. The giver's note has "
        "a column of its own.",
        "log": "Changes of the structure and of approved figures since the previous report, a row for each field.",
        "checks": "Every count and sum computed anew from the other sheets by live formulas: “agrees” or the "
        "difference.",
    },
}
RULES: dict[str, dict[str, tuple[str, str]]] = {
    "fi": {
        "change": (
            "Muutos lähtötasosta",
            "Sama merkkisääntö: plus on lähtötasoa parempi, miinus huonompi. Tyhjä, kun vertailukelpoista lähtötasoa "
            "tai suuntaa ei ole, tai kun luku on vajaa tai sen vuosi kesken.",
        ),
        "empty": (
            "Tyhjä solu",
            "Puuttuva luku on tyhjä solu eikä koskaan nolla. Tila ja peruste sanovat, mitä puuttuu.",
        ),
        "numbers": (
            "Luvut",
            "Solussa on tarkka luku, näkyvissä mittarin desimaalit. Prosentit ovat mittarin omassa yksikössä: 4,5 "
            "tarkoittaa 4,5 prosenttia. Excel säilyttää luvusta 15 numeroa: pidempi luku on tekstinä ja sen kommentti "
            "kertoo siitä.",
        ),
        "ratio": (
            "Osuudet pivotissa",
            "Älä laske prosenteista keskiarvoa. Laske osoittajat ja nimittäjät yhteen ja jaa vasta sitten.",
        ),
        "coverage": (
            "Kattavuus",
            "7/9 tarkoittaa, että yhdeksästä raportoivasta yksiköstä seitsemän on antanut kaikki lukunsa. "
            "Yhteenvedossa: arvioitavissa olevat mittarit niistä, joita ei vain seurata.",
        ),
        "counts": (
            "Yhteenvedon määrät",
            "Sama mittari voi kuulua moneen kohtaan. Koko strategian rivillä jokainen on kerran.",
        ),
        "own": (
            "Viranhaltijan arvio",
            "Arvio perusteluineen on lasketun tilan rinnalla eikä korvaa sitä.",
        ),
        "language": ("Kieli", "Teksti, jota ei ole käännetty, on suomeksi."),
    },
    "sv": {
        "change": (
            "Förändring från utgångsläget",
            "Samma teckenregel: plus är bättre än utgångsläget, minus sämre. Tom när ett jämförbart utgångsläge eller "
            "en riktning saknas, eller när siffran är ofullständig eller dess år inte är slut.",
        ),
        "empty": (
            "Tom cell",
            "En siffra som saknas är en tom cell och aldrig noll. Status och dess grund säger vad som saknas.",
        ),
        "numbers": (
            "Tal",
            "Cellen innehåller det exakta talet, indikatorns decimaler visas. Procent är i indikatorns egen enhet: 4,5 "
            "betyder 4,5 procent. Excel bevarar 15 siffror av ett tal: ett längre tal står som text med en kommentar.",
        ),
        "ratio": (
            "Andelar i pivot",
            "Räkna inte medeltal av procent. Summera täljarna och nämnarna och dividera först därefter.",
        ),
        "coverage": (
            "Täckning",
            "7/9 betyder att sju av nio rapporterande enheter har gett alla sina siffror. I sammandraget: indikatorer "
            "som kan bedömas av dem som inte bara följs upp.",
        ),
        "counts": (
            "Antalen i sammandraget",
            "Samma indikator kan höra till flera ställen. På raden för hela strategin finns var och en en gång.",
        ),
        "own": (
            "Tjänsteinnehavarens bedömning",
            "Bedömningen med motivering står bredvid den beräknade statusen och ersätter den inte.",
        ),
        "language": ("Språk", "Text som inte har översatts är på finska."),
    },
    "en": {
        "change": (
            "Change from baseline",
            "The same rule of signs: plus is better than the baseline, minus worse. Empty where there is no comparable "
            "baseline or direction, where the figure is incomplete, or where its year is not whole.",
        ),
        "empty": (
            "Empty cell",
            "A missing figure is an empty cell and never zero. The status and its reason say what is missing.",
        ),
        "numbers": (
            "Numbers",
            "The cell holds the exact number, the indicator's decimals are shown. Percentages are in the indicator's "
            "own unit: 4.5 means 4.5 per cent. Excel keeps 15 digits of a number: a longer one is a text with a "
            "comment.",
        ),
        "ratio": (
            "Shares in pivots",
            "Do not average percentages. Add up numerators and denominators and divide only then.",
        ),
        "coverage": (
            "Coverage",
            "7/9 means that seven of nine reporting units have given all their figures. In the summary: assessable "
            "indicators of those that are not only monitored.",
        ),
        "counts": (
            "Counts of the summary",
            "An indicator may belong to several places. On the line of the whole strategy each stands once.",
        ),
        "own": (
            "Officer's assessment",
            "The assessment and its reason stand beside the computed status and do not replace it.",
        ),
        "language": ("Language", "A text that has not been translated is in Finnish."),
    },
}
VERDICT_TEXTS: dict[str, dict[Verdict, str]] = {
    "fi": {
        Verdict.MET: "Luku täyttää tavoitteen. Kesken kauden saavutettu taso voi vielä muuttua.",
        Verdict.ON_TRACK: "Ratkaisuhetki on edessä, ja ennuste, tasainen tahti tai vertailu lähtötasoon näyttää "
        "hyvältä.",
        Verdict.NEAR_MISS: "Ratkaisuhetki on ohi. Luku ei täytä tavoitetta, mutta ero on sallitun rajan sisällä "
        "(yleensä 10 % tavoitteesta) ja luku on lähtötasoa parempi.",
        Verdict.BEHIND: "Ratkaisuhetki on edessä, mutta luku on tahdista tai lähtötasosta jäljessä.",
        Verdict.MISSED: "Ratkaisuhetki on ohi eikä luku täytä tavoitetta, tai vuoden yläraja on jo ylitetty.",
        Verdict.MISSING: "Luku on jo erääntynyt, mutta se tai jokin sen osa puuttuu tai on liian vanha.",
        Verdict.UNCLEAR: "Tavoitteesta ei ole yksiselitteistä päätöstä, tai sitä ei voi verrata lukuun.",
        Verdict.NOT_DUE: "Lukua ei vielä kuulu olla, tai etenemistä ei voi vielä arvioida.",
        Verdict.WATCHED: "Mittarilla ei ole tavoitetta. Lukua seurataan.",
    },
    "sv": {
        Verdict.MET: "Siffran uppfyller målet. Mitt i perioden kan den uppnådda nivån ännu ändras.",
        Verdict.ON_TRACK: "Avgörandet ligger framför, och prognosen, den jämna takten eller jämförelsen med "
        "utgångsläget ser bra ut.",
        Verdict.NEAR_MISS: "Avgörandet är förbi. Siffran uppfyller inte målet, men skillnaden är inom den tillåtna "
        "gränsen (vanligen 10 % av målet) och siffran är bättre än utgångsläget.",
        Verdict.BEHIND: "Avgörandet ligger framför, men siffran är efter takten eller utgångsläget.",
        Verdict.MISSED: "Avgörandet är förbi och siffran uppfyller inte målet, eller årets övre gräns har redan "
        "överskridits.",
        Verdict.MISSING: "Siffran borde redan finnas, men den eller någon del av den saknas eller är för gammal.",
        Verdict.UNCLEAR: "Det finns inget entydigt beslut om målet, eller det kan inte jämföras med siffran.",
        Verdict.NOT_DUE: "Siffran ska inte finnas ännu, eller framstegen kan inte bedömas ännu.",
        Verdict.WATCHED: "Indikatorn har inget mål. Siffran följs upp.",
    },
    "en": {
        Verdict.MET: "The figure fulfils the target. A level reached in mid-period may still change.",
        Verdict.ON_TRACK: "The decisive moment is ahead, and the forecast, the even pace or the comparison with the "
        "baseline looks good.",
        Verdict.NEAR_MISS: "The decisive moment is over. The figure does not fulfil the target, but the difference is "
        "within the allowed band (usually 10 % of the target) and the figure is better than the baseline.",
        Verdict.BEHIND: "The decisive moment is ahead, but the figure is behind the pace or the baseline.",
        Verdict.MISSED: "The decisive moment is over and the figure does not fulfil the target, or the year's upper "
        "limit has already been passed.",
        Verdict.MISSING: "The figure was due, but it or a part of it is missing or too old.",
        Verdict.UNCLEAR: "There is no unambiguous decision on the target, or it cannot be compared with the figure.",
        Verdict.NOT_DUE: "The figure is not due yet, or progress cannot be assessed yet.",
        Verdict.WATCHED: "The indicator has no target. The figure is monitored.",
    },
}
TITLES: dict[str, dict[str, str]] = {
    "fi": {
        "about": "Mistä raportti on tehty",
        "sizes": "Rivien määrät ja tarkistussummat",
        "sheets": "Välilehdet",
        "rules": "Miten luvut luetaan",
        "verdicts": "Miten tila lasketaan",
        "decisions": "Strategian päätökset",
        "cut": "Katkaistut tekstit",
        "municipality": "Kunta",
        "strategy": "Strategia",
        "scope": "Toimiala",
        "report": "Raportti",
        "period": "Kausi",
        "as_of": "Tilanne",
        "cut_off": "Tiedot hetkeltä",
        "frozen": "Jäädytetty",
        "frozen_by": "Jäädyttäjä",
        "version": "Versio",
        "meeting": "Käsittely",
        "diary": "Diaarinumero",
        "release": "Ohjelmiston versio",
        "rows": "Mittareita",
        "binding": "Sitovia tavoitteita",
        "sectors": "Toimialoja",
        "projects": "Projekteja",
        "actions": "Toimenpiteitä",
        "actuals": "Toteumarivejä",
        "log": "Muutoslokin rivejä",
        "pending": "Mittareita, joissa on hyväksyntää odottavia lukuja",
        "proposed": "Mittareita, joiden tulkinta on ehdotettu",
        "values": "Arvojen summa",
        "numerators": "Osoittajien summa",
        "denominators": "Nimittäjien summa",
        "cut_count": "Katkaistuja tekstejä",
        "cut_places": "Missä",
        "rule": "Merkkisääntö",
    },
    "sv": {
        "about": "Vad rapporten är gjord av",
        "sizes": "Antal rader och kontrollsummor",
        "sheets": "Blad",
        "rules": "Hur talen läses",
        "verdicts": "Hur status beräknas",
        "decisions": "Strategins beslut",
        "cut": "Avkortade texter",
        "municipality": "Kommun",
        "strategy": "Strategi",
        "scope": "Sektor",
        "report": "Rapport",
        "period": "Period",
        "as_of": "Läget",
        "cut_off": "Uppgifter från",
        "frozen": "Fryst",
        "frozen_by": "Fryst av",
        "version": "Version",
        "meeting": "Behandling",
        "diary": "Diarienummer",
        "release": "Programversion",
        "rows": "Indikatorer",
        "binding": "Bindande mål",
        "sectors": "Sektorer",
        "projects": "Projekt",
        "actions": "Åtgärder",
        "actuals": "Rader i utfallet",
        "log": "Rader i ändringsloggen",
        "pending": "Indikatorer med siffror som väntar på godkännande",
        "proposed": "Indikatorer vars tolkning är föreslagen",
        "values": "Värdenas summa",
        "numerators": "Täljarnas summa",
        "denominators": "Nämnarnas summa",
        "cut_count": "Avkortade texter",
        "cut_places": "Var",
        "rule": "Teckenregel",
    },
    "en": {
        "about": "What the report is made of",
        "sizes": "Numbers of rows and control sums",
        "sheets": "Sheets",
        "rules": "How to read the numbers",
        "verdicts": "How the status is computed",
        "decisions": "Decisions of the strategy",
        "cut": "Texts that were cut",
        "municipality": "Municipality",
        "strategy": "Strategy",
        "scope": "Sector",
        "report": "Report",
        "period": "Period",
        "as_of": "As of",
        "cut_off": "Data of",
        "frozen": "Frozen",
        "frozen_by": "Frozen by",
        "version": "Version",
        "meeting": "Dealt with",
        "diary": "Diary number",
        "release": "Software release",
        "rows": "Indicators",
        "binding": "Binding targets",
        "sectors": "Sectors",
        "projects": "Projects",
        "actions": "Actions",
        "actuals": "Rows of actuals",
        "log": "Rows of the change log",
        "pending": "Indicators with figures that wait for approval",
        "proposed": "Indicators whose reading is proposed",
        "values": "Sum of values",
        "numerators": "Sum of numerators",
        "denominators": "Sum of denominators",
        "cut_count": "Texts that were cut",
        "cut_places": "Where",
        "rule": "Rule of signs",
    },
}
