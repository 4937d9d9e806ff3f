"""The names that a template may use: texts of the report, and its parts. They are Finnish in every language.

A text stands anywhere in a line: ``{{ kunta }}``. A part stands alone in its own paragraph: ``{{p sisalto }}``.
"""

from reporting.renderers.story import Story

TEXTS = (
    "kunta", "strategia", "otsikko", "toimiala", "kasittely", "diaarinumero", "tunnus", "luonnos", "kuvaus", "kieli",
)  # fmt: skip
SECTIONS = {
    "tiivistelma": "summary",
    "paatosehdotus": "proposal",
    "sitovat": "binding",
    "muutokset": "since",
    "paamaarat": "goals",
    "mittarit": "rows",
    "toimialat": "sectors",
    "projektit": "projects",
    "toimenpiteet": "actions",
    "puuttuvat": "missing",
    "paatokset": "decisions",
    "lukuohje": "reading",
}
"""The parts of the report that a template may place by themselves, and their keys in the story."""
NOTICES, FACTS, CONTENT = "huomautukset", "tiedot", "sisalto"
PARTS = (NOTICES, FACTS, CONTENT, *SECTIONS)


def texts_of(story: Story) -> dict[str, str]:
    """The texts by their names."""
    return {
        "kunta": story.municipality,
        "strategia": story.strategy,
        "otsikko": story.title,
        "toimiala": story.scope,
        "kasittely": story.meeting,
        "diaarinumero": story.diary,
        "tunnus": story.code,
        "luonnos": story.draft,
        "kuvaus": story.description,
        "kieli": story.language,
    }


def parts_of(story: Story) -> dict[str, bool]:
    """The parts by their names: is there anything to place?"""
    there = {name: story.section(key) is not None for name, key in SECTIONS.items()}
    return {NOTICES: bool(story.notices), FACTS: True, CONTENT: True, **there}
