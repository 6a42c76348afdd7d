"""Saves one record after the other and says each number once its save was confirmed."""

from __future__ import annotations

import sys
from pathlib import Path

from bianmin_desktop.bootstrap import start
from bianmin_desktop.domain.drafts import Draft


def main(folder: Path, first: int) -> None:
    """Goes on until it is killed."""
    application = start(folder).open()
    number = first
    while True:
        blank = application.entry.blank("outlet")
        draft = Draft("outlet", {"name": f"第{number}号店", "business_type": "便利店"}, blank.id)
        saved = application.entry.save(draft, blank)
        again = Draft("outlet", {"staff": str(number % 90 + 1)}, blank.id)
        application.entry.save(again, saved.record)
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
