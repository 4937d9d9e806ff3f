"""Proof: target wordings read right, asked, and read wrong, of the table and of the sources' own targets.

``python -m tests.proofs.phrases``; needs no database. Exit status 1 when one is read wrong.
"""

import sys
import time
from collections import Counter

from tests.arithmetic.phrase_table import CASES, expected, read, told

RIGHT, ASKED, MISSED, WRONG = "read right", "asked, as it should be", "asked, though it could be read", "read wrong"


def fate(case: dict[str, str]) -> str:
    """What became of one wording."""
    reading = read(case)
    if reading.certain:
        return RIGHT if told(reading) == expected(case) else WRONG
    return ASKED if case["kind"] == "undecided" else MISSED


def main() -> int:
    """Prints the counts; returns the exit status."""
    began = time.perf_counter()
    counts = Counter(fate(case) for case in CASES)
    took = time.perf_counter() - began
    sys.stdout.write(f"{len(CASES)} wordings in {took * 1000:.0f} ms\n")
    for name in (RIGHT, ASKED, MISSED, WRONG):
        sys.stdout.write(f"  {name}: {counts[name]}\n")
    sys.stdout.write("FAILED\n" if counts[WRONG] else "HOLDS\n")
    return 1 if counts[WRONG] else 0


if __name__ == "__main__":
    sys.exit(main())
