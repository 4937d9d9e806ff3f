"""The interface's words in Swedish and English: found in the source, kept in catalogues, made ready for the server.

Every sentence is written in Finnish where it is used. ``python -m kemi_strategy.catalogues update`` puts the new ones
into the catalogues (``<app>/locale/<language>/LC_MESSAGES/django.po``) and takes away those no longer used; ``compile``
makes of each catalogue the file that Django reads. No tool outside Python is needed, and no compiled file is kept.
See docs/decisions/0028-three-languages.md.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.template import Engine, Template
from django.template.base import Token
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("sv", "en")
# Whose catalogue a file's words are in; the first that fits. A sentence used by several stands in the first of them.
HOMES: dict[str, tuple[str, ...]] = {
    "scorecard": (
        "scorecard",
        "kemi_strategy",
        "templates/scorecard",
        "templates/work",
        "templates/steward",
        "templates/about",
        "templates/errors",
        "templates/base.html",
        "templates/components/top.html",
    ),
    "measures": ("measures", "templates/measures"),
    "reporting": ("reporting", "templates"),
}
# They speak of sentences and hold none.
_OWN = {"catalogues.py", "languages.py", "speaking.py"}
_CALLS = {
    "_": "gettext",
    "later": "gettext",
    "later_of": "pgettext",
    "noted": "gettext",
    "gettext": "gettext",
    "gettext_lazy": "gettext",
    "ngettext": "ngettext",
    "ngettext_lazy": "ngettext",
    "pgettext": "pgettext",
    "pgettext_lazy": "pgettext",
    "npgettext": "npgettext",
}
_OF_CELLS = {"refuse", "remark", "ask"}
"""These take a column's name first and then what is said of the cell."""


@dataclass(frozen=True, order=True, slots=True)
class Message:
    """A sentence as it stands in the source; ``plural`` and ``context`` where it has them."""

    text: str
    plural: str = ""
    context: str = ""


class NotConstant(ValueError):
    """A sentence that is put together while running cannot be translated; the text says where it stands."""


def in_python(path: Path) -> Iterator[Message]:
    """The sentences a Python file marks for translation."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _OF_CELLS and len(node.args) > 1 and _constant(node.args[1], path):
                yield Message(_constant(node.args[1], path))
            if name in _CALLS and not isinstance(node.args[0], ast.Attribute | ast.Name):
                yield _message(_CALLS[name], [_constant(part, path) for part in node.args], path)


def _constant(part: ast.expr, path: Path) -> str:
    if isinstance(part, ast.Constant) and isinstance(part.value, str):
        return part.value
    return ""


def _message(call: str, parts: list[str], path: Path) -> Message:
    context = parts.pop(0) if call in {"pgettext", "npgettext"} else ""
    plural = parts[1] if call in {"ngettext", "npgettext"} else ""
    if not parts or not parts[0]:
        raise NotConstant(f"{path.relative_to(ROOT)}: a sentence to be translated must stand there whole")
    return Message(parts[0], plural, context)


def in_template(path: Path) -> Iterator[Message]:
    """The sentences a template marks, as the template engine itself will ask for them."""
    for node in _nodes(Template(path.read_text(), engine=Engine.get_default()).nodelist):
        if isinstance(node, TranslateNode):
            words = node.filter_expression.var
            yield Message(str(getattr(words, "literal", words)).replace("%", "%%"), context=_said(node.message_context))
        elif isinstance(node, BlockTranslateNode):
            text, plural = _block(node, node.singular), _block(node, node.plural) if node.plural else ""
            yield Message(text, plural, _said(node.message_context))


def _nodes(nodes: Iterable[object]) -> Iterator[object]:
    for node in nodes:
        yield node
        for part in getattr(node, "child_nodelists", ()):
            yield from _nodes(getattr(node, part, None) or ())
        for _condition, inner in getattr(node, "conditions_nodelists", ()):
            yield from _nodes(inner)


def _block(node: BlockTranslateNode, tokens: list[Token]) -> str:
    return str(node.render_token_list(tokens)[0])


def _said(context: object) -> str:
    return str(getattr(context, "var", "")) if context else ""


def sources() -> Iterator[tuple[str, Path]]:
    """Every file with words of the interface, with the app whose catalogue they are in."""
    for app, places in HOMES.items():
        for place in places:
            root = ROOT / place
            found = (
                [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.suffix in {".py", ".html", ".txt"})
            )
            for path in found:
                if "migrations" not in path.parts and path.name not in _OWN and _home(path) == app:
                    yield app, path


def _home(path: Path) -> str:
    """Whose catalogue a file belongs to: the longest place that it stands in decides."""
    asked = path.relative_to(ROOT).as_posix()
    fitting = [
        (len(place), app) for app, places in HOMES.items() for place in places if f"{asked}/".startswith(f"{place}/")
    ]
    return max(fitting)[1]


def wanted() -> dict[str, dict[Message, list[str]]]:
    """Every message of each app's catalogue, with the files that say it."""
    found: dict[str, dict[Message, list[str]]] = {app: {} for app in HOMES}
    homes: dict[Message, str] = {}
    for app, path in sources():
        for message in in_python(path) if path.suffix == ".py" else in_template(path):
            home = homes.setdefault(message, app)
            found[home].setdefault(message, []).append(path.relative_to(ROOT).as_posix())
    return found


def catalogue(app: str, language: str) -> Path:
    """Where an app's words in a language are kept."""
    return ROOT / app / "locale" / language / "LC_MESSAGES" / "django.po"


def update() -> int:
    """Puts the source's sentences into the catalogues; says how many wait for their translation."""
    lacking = 0
    known = {language: _translated(language) for language in LANGUAGES}
    for app, messages in wanted().items():
        for language in LANGUAGES:
            file = polib.POFile(wrapwidth=118)
            file.metadata = {
                "Language": language,
                "MIME-Version": "1.0",
                "Content-Type": "text/plain; charset=UTF-8",
                "Content-Transfer-Encoding": "8bit",
                "Plural-Forms": "nplurals=2; plural=(n != 1);",
            }
            for message in sorted(messages):
                entry = _entry(message, sorted(set(messages[message])), known[language].get(message))
                lacking += not entry.translated()
                file.append(entry)
            path = catalogue(app, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            file.save(str(path))
    return lacking


def _translated(language: str) -> dict[Message, polib.POEntry]:
    """What has been translated, in whichever catalogue: a sentence may have moved from one app to another."""
    return {
        Message(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry
        for app in HOMES
        if catalogue(app, language).exists()
        for entry in polib.pofile(str(catalogue(app, language)))
        if entry.translated()
    }


def _entry(message: Message, files: list[str], before: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text, msgctxt=message.context or None, occurrences=[(file, "") for file in files]
    )
    if "%(" in message.text:
        entry.flags.append("python-format")
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict(before.msgstr_plural) if before else {0: "", 1: ""}
    elif before:
        entry.msgstr = before.msgstr
    return entry


def compile_all() -> None:
    """Makes the files Django reads, of each catalogue that is newer than its own."""
    for app in HOMES:
        for language in LANGUAGES:
            source = catalogue(app, language)
            made = source.with_suffix(".mo")
            if source.exists() and not (made.exists() and made.stat().st_mtime >= source.stat().st_mtime):
                polib.pofile(str(source)).save_as_mofile(str(made))


def main(words: list[str]) -> int:
    """``update`` or ``compile``."""
    if words == ["compile"]:
        compile_all()
        return 0
    if words != ["update"]:
        sys.stderr.write("usage: python -m kemi_strategy.catalogues update|compile\n")
        return 2
    import django

    django.setup()
    sys.stdout.write(f"{update()} messages wait for a translation.\n")
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
