"""Why a foreign file is not read, in words a clerk can do something with."""

from __future__ import annotations

from collections.abc import Mapping

from bianmin_desktop.errors import Refused

_again = "请重新取得这个文件，或在 WPS、Excel 中打开并另存为 xlsx 后再导入。"
_fresh = "请把有用的行列复制到新建的工作簿里，保存后再导入。"
_resave = "请在 WPS 或 Excel 中打开检查，另存为 xlsx 后再导入。"

_sentences: Mapping[str, tuple[str, str]] = {
    "no_table": (
        "BM-403",
        "不是 Excel 工作簿（xlsx、xls），也不是文本表格（csv），或者文件已经损坏，没有读取。"
        "请重新取得这个文件，或另存为 xlsx 后再导入。",
    ),
    "quotes": ("BM-405", f"{{place}}读不懂（引号不成对或单元格过长），没有导入。{_resave}"),
    "letters": (
        "BM-406",
        f"{{place}}有读不出的字，可能复制时损坏了，没有导入。{_resave}",
    ),
    "broken": ("BM-410", f"已经损坏或没有复制完整，打不开。{_again}"),
    "protected": (
        "BM-411",
        "文件有密码，程序读不了。请在 WPS 或 Excel 中打开，取消“用密码进行加密”后另存，再导入。",
    ),
    "too_large": ("BM-412", f"展开后大得不正常，没有读取，数据未改动。{_fresh}"),
    "no_workbook": ("BM-413", "是压缩包，不是 Excel 工作簿。请先解压，再导入其中的表格。"),
    "document": (
        "BM-419",
        "其实是 Word、WPS 文字或演示文稿，不是 Excel 工作簿，没有读取。"
        "请把其中的表格复制到新建的工作簿里，保存后再导入。",
    ),
    "too_slow": ("BM-414", f"读了 {{place}} 秒还没有读完，已停止，数据未改动。{_fresh}"),
    "tricks": (
        "BM-416",
        "内部结构不正常（带有外部引用、越界路径或重叠的内容），为安全起见没有读取，数据未改动。"
        f"{_fresh}",
    ),
    "binary": (
        "BM-417",
        "是二进制工作簿（xlsb），程序不读这一种。请在 WPS 或 Excel 中打开，"
        "另存为“Excel 工作簿（*.xlsx）”后再导入。",
    ),
    "unforeseen": ("BM-418", f"读取时出了意外，没有读取，数据未改动。{_again}"),
}


class Unreadable(Exception):
    """Raised in the child when a file is not to be read: which sentence, and where."""

    def __init__(self, reason: str, place: str = "") -> None:
        """With one of the reasons there are sentences for."""
        super().__init__(reason)
        self.reason = reason
        self.place = place


def refusal(name: str, reason: str, place: str = "") -> Refused:
    """The refusal of the file `name`; `place` fills the gap some sentences have."""
    code, sentence = _sentences.get(reason, _sentences["unforeseen"])
    return Refused(f"“{name}”{sentence.format(place=place)}", code=code)
