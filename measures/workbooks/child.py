"""The process that parses one foreign workbook and then ends: ``python -m measures.workbooks.child``.

It is started by the gate for each workbook, knows no settings, database or secrets, binds itself to little memory and
time before it looks at the file, reads the file from its standard input and says what is in it as JSON. Why a file is
refused it says in the language asked, out of the compiled catalogue; what is wrong in a cell it tells in Finnish, for
the page to translate, since that is kept with the upload.
"""

import gettext
import json
import resource
import sys
from pathlib import Path

from kemi_strategy.web.speaking import speak_with
from measures.sheets import SourceRefused
from measures.workbooks.checking import check, too_heavy
from measures.workbooks.limits import Limits
from measures.workbooks.wire import READ, REFUSED, to_json

_CATALOGUES = Path(__file__).parents[1] / "locale"


def main() -> None:
    """Reads, and says either ``+`` and the sheets or ``-`` and a sentence, both as JSON."""
    asked = json.loads(sys.argv[1])
    limits, name = Limits(**asked["limits"]), asked["name"]
    speak_with(gettext.translation("django", _CATALOGUES, [asked["language"]], fallback=True).gettext)
    bind(limits)
    sys.stdout.write(_answer(sys.stdin.buffer.read(limits.file + 1), name, limits))


def bind(limits: Limits) -> None:
    """Takes from this process what it does not need: memory, time, writing files."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.work, limits.work + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(content: bytes, name: str, limits: Limits) -> str:
    try:
        checked = check(content, name, limits)
        # Only now the library that parses: what is no workbook never meets it.
        from measures.workbooks.delimited import sheets_in_zip
        from measures.workbooks.reading import read_sheets

        read = sheets_in_zip(content, name, limits) if checked.is_csv else read_sheets(content, name, limits, checked)
        return READ + to_json(read)
    except SourceRefused as refused:
        sentence = str(refused)
    except (MemoryError, RecursionError):
        sentence = too_heavy(name)
    return REFUSED + json.dumps(sentence)


if __name__ == "__main__":
    main()
