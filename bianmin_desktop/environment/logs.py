"""The program's log: what happened, in which part, and never whose data.

Messages are written by us and name kinds, counts and codes; no field's content, no file's content,
no name of a person. A full disk or a pulled-out stick silences the log and disturbs nothing else.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

file_name = "bianmin.log"
name = "bianmin"

_size = 1_000_000
_generations = 5
_line = "%(asctime)s %(levelname)s %(name)s %(message)s"


class _QuietFile(RotatingFileHandler):
    """A rotating file that gives up a line rather than raise: logging may never break work."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing: there is no better place to complain."""

    def close(self) -> None:
        """Close the file; what was still to be written there may be lost."""
        with suppress(OSError):
            super().close()


def log() -> logging.Logger:
    """The program's logger; silent until `start_log` was called."""
    return logging.getLogger(name)


def start_log(folder: Path) -> bool:
    """Begin to write into `folder`; called again it moves there. Whether the file can be written.

    Never raises: a program without a log is better than no program.
    """
    logger = log()
    logger.setLevel(logging.INFO)
    logger.propagate = False
    stop_log()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _QuietFile(
            folder / file_name, maxBytes=_size, backupCount=_generations, encoding="utf-8"
        )
    except OSError:
        logger.addHandler(logging.NullHandler())
        return False
    handler.setFormatter(logging.Formatter(_line))
    logger.addHandler(handler)
    return True


def stop_log() -> None:
    """Close the log's file, so that the folder can be moved or removed."""
    logger = log()
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
