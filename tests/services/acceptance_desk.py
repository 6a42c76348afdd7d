"""What tests of 验收清单 share: a checklist as it stands, filled in by somebody, and as pages."""

from __future__ import annotations

import pypdfium2

from bianmin_desktop.bootstrap import Application
from bianmin_desktop.domain.acceptance.sheet import Sheet

standard = "standard"


def sheet(application: Application, circle: str) -> Sheet:
    return application.acceptance.checklists.sheet(circle, standard)


def fill(application: Application, circle: str, scorer: str, share: int = 1) -> None:
    """Every line given all of its points (or none) by one scorer."""
    for line in sheet(application, circle).lines:
        texts = {f"{scorer}_score": f"{line.points * share:f}"}
        application.acceptance.checklists.answer(circle, standard, line.id, texts)


def printed(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
