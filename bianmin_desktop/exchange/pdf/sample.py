"""A short letter that shows every face and rule of the page: 样张."""

from __future__ import annotations

from bianmin_desktop.exchange.pdf import document as d

_words = (
    "这是样张，用来核对版头、字体、页边距和附表纸张，内容不是真实数据。"
    "正文为3号字，每页22行，每行28个字；数字和单位不拆开，如1,250.50万元、600平方米、第1季度。"
)
_rare = "生僻字由后备字体补齐，如昇、喆、堃、𠮷、䶮、㛃。"
_rows = 24


def sample_document(day: str) -> d.Document:
    """The letter with one appendix, dated `day`."""
    columns = (
        d.Column("序号", d.Align.CENTER),
        d.Column("名称"),
        d.Column("业态"),
        d.Column("面积（平方米）", d.Align.RIGHT),
        d.Column("说明"),
    )
    rows = tuple(
        d.Row((str(n), f"样例网点{n}", "便利店", f"{n * 12.5:,.2f}", "样例"))
        for n in range(1, _rows + 1)
    )
    blocks = (
        d.Title("公文样张"),
        d.Addressee("××单位："),
        d.Body(_words * 2),
        d.Heading("一、一级标题用黑体"),
        d.Heading("（一）二级标题用楷体", 2),
        d.Body(_rare + _words),
        d.Heading("1. 三级标题用仿宋", 3),
        d.Body(_words),
        d.AttachmentList(("样例明细表",)),
        d.Signature("××单位", day),
    )
    table = d.Table("样例明细表", columns, rows, "附件", caption_right="单位：平方米")
    return d.Document("公文样张", blocks, (table,), d.Footer("样张"))
