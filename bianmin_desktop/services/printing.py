"""A list as a file: for Excel, or for paper once no character in it is past printing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bianmin_desktop.environment.files import write_atomically, write_bytes
from bianmin_desktop.errors import Refused, WrongUse
from bianmin_desktop.exchange.lists import ListSheet
from bianmin_desktop.progress import Progress, silent

paper_forms = (".xlsx", ".pdf")
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


def save_list(listed: ListSheet, target: Path, fonts: Path, progress: Progress = silent) -> None:
    """Write the list; the file's suffix (`paper_forms`) decides what it is.

    Raises `WrongUse` for another suffix, `Refused` for a text the file cannot hold,
    `EnvironmentFault` when it cannot be written, and what `progress` raises; what lay there is
    untouched then.
    """
    form = target.suffix.lower()
    if form == ".pdf":
        write_bytes(target, printed_list(listed, fonts, progress))
    elif form == ".xlsx":
        from bianmin_desktop.exchange.excel.listing import write_list

        write_atomically(target, lambda file: write_list(listed, file, progress))
    else:
        raise wrong_form(target, paper_forms)


def wrong_form(target: Path, forms: Sequence[str]) -> WrongUse:
    """The refusal of a suffix that is none of `forms`."""
    listed = " 或 ".join(part for part in ("、".join(forms[:-1]), forms[-1]) if part)
    return WrongUse(f"“{target.name}”的扩展名要是 {listed}。", code="BM-309")
