"""Puts the program together: the only place that knows all parts."""

from __future__ import annotations

from bianmin_desktop.bootstrap.application import Application
from bianmin_desktop.bootstrap.program import Program, default_edition, start

__all__ = ["Application", "Program", "default_edition", "start"]
