"""The last net: mistakes of ours are caught, noted without anybody's data, and given a code.

The code is made from the kind of error and the places in our code it passed, so the same mistake
has the same code on every machine, and a clerk can read it out over the telephone.
"""

from __future__ import annotations

import faulthandler
import hashlib
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from bianmin_desktop.environment.logs import log
from bianmin_desktop.errors import Fault

file_name = "crash.log"

OnFault = Callable[[BaseException, str], None]
"""Told of an error nobody caught, and its code."""

_package = Path(__file__).resolve().parents[1]
_files: list[TextIO] = []


def code_of(error: BaseException) -> str:
    """A fault's own code, or `BM-9` and six signs for a mistake of ours."""
    if isinstance(error, Fault):
        return error.code
    places = [place for place in places_of(error) if not place.startswith("…")]
    mark = "|".join((type(error).__name__, *places))
    return f"BM-9{hashlib.sha256(mark.encode()).hexdigest()[:6].upper()}"


def places_of(error: BaseException) -> list[str]:
    """Where the error passed, outermost first: file and function of ours, `…file` of others."""
    places = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_package):
            places.append(f"{path.relative_to(_package).as_posix()}:{frame.name}")
        else:
            places.append(f"…{path.name}:{frame.name}")
    return places


def note(error: BaseException) -> str:
    """Write the error to the log by kind and places, never by its content; returns its code."""
    code = code_of(error)
    log().error("%s %s at %s", code, type(error).__name__, " > ".join(places_of(error)) or "?")
    return code


def install_hooks(on_fault: OnFault, folder: Path | None = None) -> None:
    """Catch what nobody caught, on every thread; a dying process leaves its stack in `folder`.

    `on_fault` is called on the thread that failed. An interruption from the keyboard stays one.
    """

    def caught(kind: type[BaseException], error: BaseException, trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt) and isinstance(trace, TracebackType | None):
            sys.__excepthook__(kind, error, trace)
            return
        on_fault(error, note(error))

    def caught_on_thread(held: threading.ExceptHookArgs) -> None:
        if held.exc_value is not None:
            caught(held.exc_type, held.exc_value, held.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_on_thread
    if folder is not None:
        _watch_for_death(folder)


def remove_hooks() -> None:
    """Python's own behaviour again."""
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
    faulthandler.disable()
    while _files:
        _files.pop().close()


def _watch_for_death(folder: Path) -> None:
    """A crash below Python leaves only code places; a folder that cannot be written is let be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / file_name).open("a", encoding="utf-8")
    except OSError:
        return
    _files.append(stream)
    faulthandler.enable(stream)
