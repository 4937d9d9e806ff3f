"""A small report of a made-up municipality, to try a template with: every part, table and chart that there can be."""

from reporting.charts.files import still_svg
from reporting.renderers.story import (
    Bullets,
    Cell,
    Chart,
    Column,
    Facts,
    Heading,
    Paragraph,
    Section,
    Story,
    Table,
    Text,
)
from reporting.renderers.story.words import LABELS, TAGS, TITLES
from reporting.renderers.word.names import SECTIONS

_WORDS = {
    "fi": {
        "title": "Esimerkkiraportti 2025",
        "municipality": "Esimerkkikunta",
        "strategy": "Kunnan strategia",
        "meeting": "Kunnanhallitus 1.9.2025 § 1",
        "draft": "LUONNOS",
        "text": "Tämä on esimerkkiteksti, jolla pohjaa kokeillaan. <b>Merkit</b> & {{ sulut }} ovat tekstiä.",
        "met": "Saavutettu",
        "whole": "Esimerkkiraportti pohjan kokeilemiseen.",
    },
    "sv": {
        "title": "Exempelrapport 2025",
        "municipality": "Exempelkommun",
        "strategy": "Kommunens strategi",
        "meeting": "Kommunstyrelsen 1.9.2025 § 1",
        "draft": "UTKAST",
        "text": "Detta är en exempeltext som mallen prövas med. <b>Tecken</b> & {{ klamrar }} är text.",
        "met": "Uppnått",
        "whole": "Exempelrapport för att pröva mallen.",
    },
    "en": {
        "title": "Example report 2025",
        "municipality": "Example municipality",
        "strategy": "Strategy of the municipality",
        "meeting": "Municipal Board 1 September 2025 § 1",
        "draft": "DRAFT",
        "text": "This is an example text to try the template with. <b>Marks</b> & {{ braces }} are text.",
        "met": "Met",
        "whole": "Example report to try a template with.",
    },
}
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 640 120" width="640" height="120">'
    '<line x1="20" y1="60" x2="620" y2="60" class="level target"/><circle cx="320" cy="60" r="6" class="dot"/></svg>'
)


def sample_story(language: str) -> Story:
    """The report in a language."""
    words, labels, titles = _WORDS[language], LABELS[language], TITLES[language]
    lead = Paragraph((Text(words["text"]),))
    columns = (Column(labels["indicator"], 3), Column(labels["actual"], 2, numeric=True), Column(labels["verdict"], 2))
    cells = (Text(words["strategy"]), Text("19\u00a0240"), Text(words["met"], strong=True, verdict="met"))
    table = Table("sample", words["whole"], columns, (tuple(Cell(((one,),)) for one in cells),))
    chart = Chart("sample", words["title"], words["text"], still_svg(_PICTURE, words["title"]))
    heading = Heading((Text(words["strategy"]),))
    body = (lead, heading, table, Bullets(((Text(words["text"]),),)), Heading((Text(words["title"]),), 3), chart)
    sections = tuple(
        Section(key, titles[key], body if key == "rows" else (lead, table), wide=key == "binding")
        for key in SECTIONS.values()
    )
    facts = ((labels["municipality"], (Text(words["municipality"]),)), (labels["meeting"], (Text(words["meeting"]),)))
    return Story(
        language=language,
        tag=TAGS[language],
        code="2025",
        title=words["title"],
        municipality=words["municipality"],
        strategy=words["strategy"],
        scope=words["strategy"],
        meeting=words["meeting"],
        diary="ESIM/1/2025",
        draft=words["draft"],
        description=words["whole"],
        footer=words["title"],
        notices=((Text(words["whole"]),),),
        facts=Facts(labels["about"], facts),
        sections=sections,
    )
