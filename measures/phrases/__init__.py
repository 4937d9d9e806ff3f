"""What a decision's words say as a target: read where they have one meaning, asked where they do not.

Guarantees, each tested on random texts and on a long table of wordings in Finnish, Swedish and English:

- A target is read only when every piece of the wording is understood. A word that is in no list and is not of the
  indicator's own name makes the whole wording *undecided*; what the rest would say is offered and never taken.
- What is read agrees with what is known: the declared direction, the unit, the kind of values, the calendar year of
  figures that add up. A contradiction is a question.
- A bare number takes the declared direction; without one it is asked. Nothing is inferred from the baseline's side.
- Numbers are read by ``quantities``, to the digit: never NaN, never rounded, never a number that may be two.
- Whatever the text, a reading comes back and nothing is raised.

>>> reading = read_target("väh. 80 % vuoden 2023 loppuun mennessä", Context("%"))
>>> reading.certain, reading.target.kind.value, reading.target.value, reading.target.due
(True, 'at_least', Decimal('80'), datetime.date(2023, 12, 31))
>>> read_target("930", Context("kpl")).question.sentence("fi")
'Onko ”930” vähintään vai enintään? Mittarille ei ole kerrottu suuntaa.'
"""

from measures.phrases.asking import Question
from measures.phrases.context import Context, Reading
from measures.phrases.reading import read_target

__all__ = ["Context", "Question", "Reading", "read_target"]
