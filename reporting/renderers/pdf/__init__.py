"""The report as a PDF that anybody can read, also with a screen reader (PDF/UA-1), made from the snapshot alone."""

from reporting.renderers.pdf.apart import print_pages
from reporting.renderers.pdf.markup import written
from reporting.renderers.pdf.pages import pages_of
from reporting.renderers.story import tell
from reporting.snapshot import Snapshot


def render(snapshot: Snapshot, language: str) -> bytes:
    """The file: the same bytes for the same snapshot and language. Raises Lacking where this machine cannot print."""
    pages = pages_of(tell(snapshot, language), snapshot.report.made_at)
    return print_pages(written(pages.root), pages.titles)
