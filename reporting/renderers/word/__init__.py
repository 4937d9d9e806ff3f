"""The report as a Word document: the attachment of an agenda, from a template that a clerk can edit in Word."""

import datetime as dt
import io

from kemi_strategy.web.speaking import LANGUAGES
from reporting.renderers.story import Story, tell
from reporting.renderers.word.default import default_template
from reporting.renderers.word.faults import Fault, Place, TemplateFault
from reporting.renderers.word.filling import filled
from reporting.renderers.word.gate import check_file
from reporting.renderers.word.names import PARTS, TEXTS
from reporting.renderers.word.naming import name, speak
from reporting.renderers.word.packing import repacked
from reporting.renderers.word.sample import sample_story
from reporting.snapshot import Snapshot

__all__ = [
    "PARTS",
    "TEXTS",
    "Fault",
    "Place",
    "TemplateFault",
    "check_template",
    "default_template",
    "render",
    "sample_document",
]

_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def render(snapshot: Snapshot, language: str, template: bytes = b"") -> bytes:
    """The document: the same bytes for the same snapshot, language and template. Without a template, from our own.

    Raises TemplateFault: never a half-made document.
    """
    return _document(tell(snapshot, language), template, snapshot.report.made_at)


def check_template(template: bytes) -> None:
    """Makes a document of every part and language from a template. Raises TemplateFault when one cannot be made."""
    check_file(template)
    for language in LANGUAGES:
        sample_document(template, language)


def sample_document(template: bytes, language: str) -> bytes:
    """What a report looks like that is made from the template."""
    return _document(sample_story(language), template, _LONG_AGO)


def _document(story: Story, template: bytes, moment: dt.datetime) -> bytes:
    document = filled(template or default_template(), story)
    speak(document, story.tag)
    name(document, story, moment)
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue())
