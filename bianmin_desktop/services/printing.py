"""A list made ready for paper: checked for characters that can't be printed, then drawn."""

from __future__ import annotations

from pathlib import Path

from bianmin_desktop.errors import Refused
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.progress import Progress, silent

_named_glyphs = 5


def printed_list(listed: ListSheet, fonts: Path, progress: Progress = silent) -> bytes:
    """The list as a PDF file; `fonts` is the folder of the typefaces.

    Raises `Refused` for a character no typeface has, and what `progress` raises.
    """
    from bianmin_desktop.exchange.pdf.fonts import FontSet
    from bianmin_desktop.exchange.pdf.glyphs import check_glyphs
    from bianmin_desktop.exchange.pdf.listing import document_of_list
    from bianmin_desktop.exchange.pdf.rendering import render

    document = document_of_list(listed)
    faces = FontSet(fonts)
    missing = check_glyphs(document, faces)
    if missing:
        named = "；".join(m.told for m in missing[:_named_glyphs])
        more = f"等 {len(missing)} 处" if len(missing) > _named_glyphs else ""
        raise Refused(
            f"有的字打印不出来：{named}{more}。"
            "请换成能打印的写法（如用拼音或同义字），或者改用 Excel 格式导出。",
            code="BM-336",
        )
    return render(
        document,
        faces,
        lambda done, total: progress.report(done, total, "正在生成 PDF"),
        lambda done, total: progress.report(done, total, "正在排版"),
    )
