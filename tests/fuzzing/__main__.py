"""`python -m tests.fuzzing [--seconds N] [--seed S]`: damaged files for the reader without end."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence

from tests.fuzzing.trial import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run for so many seconds; 1 when a file brought about what none may."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    chosen = parser.parse_args(arguments)
    print(f"seed {chosen.seed}, {chosen.seconds:.0f} s", flush=True)
    outcome = run(chosen.seed, chosen.seconds)
    print(outcome.summary())
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main())
