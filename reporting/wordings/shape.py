"""What the sentence templates of a language are: one for each rule, target and turn of phrase."""

from dataclasses import dataclass

from measures.models.codes import WhyEmpty
from measures.targets import Direction, Kind
from measures.verdicts import Rule


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's templates.

    ``reasons``: of rules that hold or not, the key has the outcome; ``done``: of yes/no. ``goals``: the target as it
    stands in a sentence after «tavoite on»; ``open_goals``: of targets counted from a baseline that is not known;
    ``why``: why there is no figure.
    """

    reasons: dict[Rule | tuple[Rule, bool], str]
    goals: dict[Kind, str]
    open_goals: dict[Kind, str]
    directions: dict[Direction, str]
    comparisons: dict[str, str]
    done: dict[Rule, str]
    why: dict[WhyEmpty, str]
    words: dict[str, str]
