"""What is asked of a row as its source left it: the row's own question, and of which goal it serves.

The loader writes both into one text, since the source asks them in one breath. A page that asks of each goal beside
its link shows the row's own question alone.
"""

import re

WHICH_GOAL = "Mitä päämäärää mittari palvelee?"
_OF_GOAL = re.compile(rf"\s*{re.escape(WHICH_GOAL)}(?: Ehdotettu: [^.]*\.)?(?: Vaihtoehdot: [^.]*\.)?")


def own_question(question: str) -> str:
    """The question without the one of the goal.

    >>> own_question("Minkä ikäisistä? Mitä päämäärää mittari palvelee? Ehdotettu: Viisas Kemi. Vaihtoehdot: a, b.")
    'Minkä ikäisistä?'
    """
    return _OF_GOAL.sub("", question).strip()


def goal_question(question: str) -> str:
    """The question of the goal with what was proposed; empty where it is not asked.

    >>> goal_question("Minkä ikäisistä? Mitä päämäärää mittari palvelee? Ehdotettu: Viisas Kemi.")
    'Mitä päämäärää mittari palvelee? Ehdotettu: Viisas Kemi.'
    """
    found = _OF_GOAL.search(question)
    return found.group().strip() if found is not None else ""
