"""The chart of a row as a picture of its own: the same one as on the indicator's page, in the report's language."""

from kemi_strategy.web.speaking import speaking
from measures.workbooks.texts import clean
from reporting.charts import chart
from reporting.charts.files import still_svg
from reporting.picturing import picture
from reporting.renderers.story.parts import Chart
from reporting.renderers.story.telling import Telling
from reporting.standing import RowStanding

WIDTH = 640
"""In pixels of the picture: on the width of a page its letters are as large as those of the text."""
_FEWEST = 2


def chart_of(telling: Telling, row: RowStanding) -> Chart | None:
    """The row's chart; None where there are fewer than two figures to draw."""
    known = [rolled for _, rolled in row.series if rolled.value is not None]
    if len(known) < _FEWEST:
        return None
    with speaking(telling.language):
        drawn = picture(row, telling.standing.period.ends)
        painted = chart(drawn, WIDTH)
    if not painted:
        return None
    title = clean(drawn.title)
    return Chart(row.code, title, clean(drawn.description), still_svg(clean(painted), title))
