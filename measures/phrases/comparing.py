"""A comparison of two indicators in words: «vuosikate > poistot», «årsbidraget överstiger avskrivningarna», «> P01»."""

import re

from measures.phrases.context import Context, Doubtful
from measures.phrases.naming import is_named
from measures.phrases.pieces import tidied
from measures.phrases.words import A_YEAR, COMPARATORS, EVERY_YEAR
from measures.targets import Kind, Repeats, Target

_OPS = {Kind.AT_LEAST: ">=", Kind.MORE_THAN: ">", Kind.AT_MOST: "<=", Kind.LESS_THAN: "<"}
_SIGNS = {word: _OPS[kind] for kind, words in COMPARATORS.items() for word in words if not word[0].isalpha()}
_WORDS = {
    **dict.fromkeys(("on suurempi kuin", "suurempi kuin", "ylittää", "är större än", "överstiger", "exceeds"), ">"),
    **dict.fromkeys(("is greater than", "is more than", "on enemmän kuin", "greater than"), ">"),
    **dict.fromkeys(
        ("on pienempi kuin", "pienempi kuin", "alittaa", "är mindre än", "understiger", "is less than"), "<"
    ),
    **dict.fromkeys(("kattaa", "täcker", "covers", "on vähintään", "är minst", "is at least"), ">="),
    **dict.fromkeys(("on enintään", "är högst", "is at most"), "<="),
}
_ALL = {**_SIGNS, **_WORDS}
_COMPARED = re.compile(
    "(?P<left>[^<>≥≤=]*?) ?(?P<op>{}) ?(?P<right>[^<>≥≤=]+)".format(
        "|".join(
            rf"\b{re.escape(op)}\b" if op[0].isalpha() else re.escape(op) for op in sorted(_ALL, key=len, reverse=True)
        )
    )
)
_OWN = re.compile(r"[^\W\d_]+")
_YEARLY = re.compile(" (?:{})$".format("|".join(re.escape(phrase) for phrase in (*EVERY_YEAR, *A_YEAR))))


def compared(text: str, context: Context) -> tuple[Target, Repeats | None] | None:
    """The comparison a tidied wording makes, with the repetition it says; None where it compares with no indicator.

    Left stands this indicator's name or nothing, right the code or a whole name of another. Raises Doubtful where a
    sign stands between words and the right ones are no indicator's.
    """
    found = _COMPARED.fullmatch(text.rstrip(".! "))
    if found is None or not found["right"][0].isalpha():
        return None
    right, repeats = _YEARLY.sub("", found["right"]), None if not _YEARLY.search(found["right"]) else Repeats.YEAR
    op = _ALL[found["op"]]
    codes = [
        code
        for code, names in context.others.items()
        if right in {tidied(code), *(tidied(name) for name in names if name)}
    ]
    if len(codes) == 1 and _own(found["left"], context):
        return Target(Kind.COMPARE, op=op, other=codes[0]), repeats
    if codes or (found["op"] in _SIGNS and found["left"]):
        raise Doubtful("compare", right, tuple(Target(Kind.COMPARE, op=op, other=code) for code in codes))
    return None


def _own(left: str, context: Context) -> bool:
    """Is what stands on the left this indicator and nothing more?"""
    words = _OWN.findall(left)
    nothing_else = not _OWN.sub("", left).strip(" -")
    return nothing_else and all(is_named(word, context.names) for word in words)
