"""What every report that is frozen as a version has in common: its files, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from bianmin_desktop.domain.snapshots import fingerprint, shown
from bianmin_desktop.environment.files import write_bytes
from bianmin_desktop.errors import Refused, WrongUse, environment_fault
from bianmin_desktop.exchange.pdf.document import Document
from bianmin_desktop.exchange.pdf.fonts import FontSet
from bianmin_desktop.exchange.pdf.glyphs import check_glyphs
from bianmin_desktop.exchange.pdf.rendering import render
from bianmin_desktop.exchange.submission.whole import Version
from bianmin_desktop.progress import Progress
from bianmin_desktop.store import keeping
from bianmin_desktop.store.work import Work

_named_glyphs = 5


def version_after(
    last: keeping.Submission | None, kept: keeping.Submission, moment: datetime
) -> keeping.Submission:
    """`kept` as the version after `last`, with its 一致码, frozen at that moment."""
    return keeping.Submission(
        id=keeping.new_id(),
        unit=kept.unit,
        report=kept.report,
        period=kept.period,
        version=last.version + 1 if last is not None else 1,
        edition=kept.edition,
        fingerprint=shown(fingerprint(kept.content)),
        content=kept.content,
        made_at=moment.replace(microsecond=0),
    )


def marks_of(version: keeping.Submission) -> Version:
    """What the files of a version show of it."""
    digest = hashlib.sha256(version.content).hexdigest()
    return Version(version.version, version.fingerprint, digest, version.made_at)


def day_of(version: keeping.Submission) -> str:
    """The day a version was frozen, as in official letters: 2024年4月8日."""
    on = version.made_at
    return f"{on.year}年{on.month}月{on.day}日"


def freeze(work: Work, version: keeping.Submission) -> None:
    """Keep a version. Raises `Refused` when another one took its number meanwhile."""
    kept = keeping.submissions(work.connection, version.unit, version.report, version.period)
    if len(kept) != version.version - 1:
        raise Refused("刚才有另一处也在导出同一份报表，请重新导出一次。", code="BM-335")
    keeping.keep_submission(work.connection, version)


def numbered(kept: list[keeping.Submission], number: int, told: str) -> keeping.Submission:
    """The version with that number; `told` is what it is a version of. Raises `WrongUse`."""
    found = next((one for one in kept if one.version == number), None)
    if found is None:
        has = f"只有第 1 到第 {len(kept)} 版" if kept else "还没有导出过"
        raise WrongUse(f"{told}没有第 {number} 版，{has}。", code="BM-331")
    return found


def printed(document: Document, fonts: FontSet, progress: Progress) -> bytes:
    """The document as a PDF file. Raises `Refused` for characters no typeface has."""
    missing = check_glyphs(document, fonts)
    if missing:
        named = "；".join(m.told for m in missing[:_named_glyphs])
        more = f"等 {len(missing)} 处" if len(missing) > _named_glyphs else ""
        raise Refused(
            f"有的字打印不出来：{named}{more}。请换成能打印的写法（如用拼音或同义字）后再导出。",
            code="BM-334",
        )
    return render(document, fonts, lambda done, total: progress.report(done, total, "正在生成 PDF"))


def make_folder(folder: Path) -> None:
    """The folder the files go to. Raises `EnvironmentFault`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise environment_fault(error, f"打开文件夹“{folder.name}”", folder) from error


@contextmanager
def written(folder: Path, contents: Mapping[str, bytes]) -> Iterator[tuple[Path, ...]]:
    """The files, written; those that are new are taken back if one fails, or the block does."""
    files = tuple(folder / name for name in contents)
    new = [path for path in files if not path.exists()]
    try:
        for path, content in zip(files, contents.values(), strict=True):
            write_bytes(path, content)
        yield files
    except BaseException:
        for path in new:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
