"""Rows below the header that hold no record, and in the clerk's words why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bianmin_desktop.catalogue.definitions import Kind, RecordType
from bianmin_desktop.exchange.tables import Sheet
from bianmin_desktop.services.importing.headers import record_id_field

_quoted = 30
_total = re.compile(
    r"(?:.{0,15}(?:合计|小计|总计|累计|共计)|其中)(?:[:：].*|\d+[家户个处条人]?)?"
    r"|其中[:：].*|(?:本页|本表|全表)?共\d+[家户个处条人].{0,6}"
)
_remark = re.compile(
    r"(?:填表|制表|填报|填写|审核|复核|统计|经办|上报|报送|单位|部门|街道|社区)?"
    r"(?:人|员|单位|部门|负责人|联系人|联系电话|电话|日期|时间|说明|要求|领导|签字|签名|盖章|公章)"
    r"[\(（]?(?:签字|签名|盖章|公章|签章)?[\)）]?[:：].*"
    r"|(?:备注|注意|注|说明|提示)\d?[:：].*"
    r"|[\(（](?:盖章|公章|签章)[\)）].*|第\d+页.*|.*(?:盖章|签字)[\)）]?[:：]?$"
)
_samples = frozenset(("例", "例子", "示例", "样例", "举例", "范例", "填写示例", "示例行"))
_asked = frozenset(("必填", "选填", "非必填", "可不填", "文本", "数字", "日期", "下拉", "下拉选择"))
_units = frozenset(
    ("㎡", "平方米", "米", "人", "户", "个", "家", "元", "万元", "分钟", "年", "年月")
)
_ordinals, _letters = "甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJ"
_telling = frozenset("计共其:：章页签注")
_own_id = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_sparse = 4
_below_header = 3
_shortest_code = 7
_identifying = frozenset((Kind.USCC, Kind.PHONE))


def is_total(text: str) -> bool:
    """Whether a text heads a row of sums: 合计, 大埠东社区小计, 其中：餐饮, 共 12 家."""
    return _total.fullmatch(_bare(text)) is not None


def is_remark(text: str) -> bool:
    """Whether a text is a remark or a place to sign: 备注：…, 填表人：…, （盖章）."""
    return _remark.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return "".join(text.split()).strip("【】[]-—*")


@dataclass
class Sieve:
    """Tells the rows of one table that hold no record.

    `fields` says which column (from 0) holds which field; `lines` are the rows of the header.
    """

    sheet: Sheet
    record_type: RecordType
    lines: tuple[int, int]
    fields: Mapping[int, str]
    _title: int = field(init=False)
    _heads: list[dict[int, str]] = field(init=False)
    _starts: frozenset[str] = field(init=False)
    _above: frozenset[str] = field(init=False)
    _identifying: tuple[int, ...] = field(init=False)
    _ids: int = field(init=False)
    _across: frozenset[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        places = {name: place for place, name in self.fields.items()}
        self._title = places.get(self.record_type.title, -1)
        self._ids = places.get(record_id_field, -1)
        self._identifying = tuple(
            places[asked.id]
            for asked in self.record_type.fields
            if asked.kind in _identifying and asked.id in places
        )
        rows = self.sheet.rows[self.lines[0] : self.lines[1] + 1]
        self._heads = [{place: text for place, text in enumerate(row) if text} for row in rows]
        starts = (text for head in self._heads for text in (first_of(head), head.get(self._title)))
        self._starts = frozenset(text for text in starts if text)
        above = self.sheet.rows[: self.lines[0]]
        self._above = frozenset(text for row in above for text in row if text.strip())
        self._across = frozenset(
            (block.top, block.left) for block in self.sheet.merged if block.right > block.left
        )

    def skips(self, sections: Mapping[int, tuple[str, str]]) -> dict[int, str]:
        """The reason for every row below the header that holds no record, by row from 0."""
        found: dict[int, str] = {}
        shared = self._shared()
        start = self.lines[1] + 1
        title = self._title
        looks_odd = self._looks_odd
        for number, row in enumerate(self.sheet.rows[start:], start):
            if self._has_id(row):
                continue
            if number in sections:
                label = self.record_type.field(sections[number][0]).label
                found[number] = f"小标题“{short(''.join(row))}”，用作下面各行的“{label}”"
            elif number in shared or looks_odd(row, title):
                reason = self._reason(number, row, shared)
                if reason:
                    found[number] = reason
        return found | {number: self._below(number) for number in self._explanations()}

    def _has_id(self, row: Sequence[str]) -> bool:
        """Whether a row of our own file says which record it is, however odd its name may be."""
        return -1 < self._ids < len(row) and _own_id.fullmatch(row[self._ids].strip()) is not None

    def _looks_odd(self, row: Sequence[str], title: int) -> bool:
        """A quick look: most rows have a name and begin with a number or a word as good as any."""
        if len(row) <= title or not row[title] or len(row) - row.count("") < _sparse:
            return True
        lead, name = row[0], row[title]
        if lead == name or lead.isdigit():
            return _may_tell(name) or name in self._starts
        return _may_tell(name) or _may_tell(lead) or lead in self._starts or not lead

    def _reason(self, number: int, row: Sequence[str], shared: Mapping[int, int]) -> str:
        filled = [place for place, text in enumerate(row) if text and not text.isspace()]
        if not filled:
            return "空行"
        lead = row[filled[0]]
        if self._is_header(row, filled):
            return "重复的表头"
        if len(filled) == 1 and lead in self._above:
            return f"重复的标题“{short(lead)}”"
        if not any(_tells_who(row[place]) for place in filled if place in self._identifying):
            reason = self._by_text(row, filled)
            if reason:
                return reason
        if number in shared:
            return self._continued(row, filled, shared[number])
        return self._outside(number, row, filled)

    def _by_text(self, row: Sequence[str], filled: Sequence[int]) -> str:
        leads = (row[filled[0]], row[self._title] if 0 <= self._title < len(row) else "")
        for text in dict.fromkeys(leads):
            if is_total(text):
                return f"合计行“{short(text)}”"
        if len(filled) <= 8 and is_remark(leads[0]):
            return f"表外的说明“{short('　'.join(row[place] for place in filled))}”"
        return ""

    def _outside(self, number: int, row: Sequence[str], filled: Sequence[int]) -> str:
        told = short("　".join(row[place] for place in filled))
        if not any(place in self.fields for place in filled):
            return f"只在没有导入的列里有内容“{told}”"
        if len(filled) == 1 and (number, filled[0]) in self._across:
            return f"跨列的小标题或说明“{told}”"
        return ""

    def _continued(self, row: Sequence[str], filled: Sequence[int], top: int) -> str:
        title = self.record_type.field(self.record_type.title).label
        told = short("　".join(row[place] for place in filled))
        return f"与第 {top + 1} 行共用一个合并的“{title}”，这一行的“{told}”没有导入"

    def _is_header(self, row: Sequence[str], filled: Sequence[int]) -> bool:
        for head in self._heads:
            same = sum(row[place] == head.get(place) for place in filled)
            if same >= min(2, len(head)) and same * 5 >= len(filled) * 3:
                return True
        return False

    def _shared(self) -> dict[int, int]:
        """Rows whose name is the merged one of a row above: that row, by row."""
        blocks = [b for b in self.sheet.merged if b.left <= self._title <= b.right]
        found: dict[int, int] = {}
        reach = self.lines[1]
        for block in sorted(blocks, key=lambda block: block.top):
            # Overlapping ranges are no real merges; each row is looked at once.
            if block.top > reach:
                reach = min(block.bottom, len(self.sheet.rows) - 1)
                found |= dict.fromkeys(range(block.top + 1, reach + 1), block.top)
        return found

    def _explanations(self) -> Iterator[int]:
        """The rows right below the header that explain its columns: units, 必填, examples."""
        start = self.lines[1] + 1
        for number, row in enumerate(self.sheet.rows[start : start + _below_header], start):
            texts = [text.strip() for text in row if text.strip()]
            if self._has_id(row):
                return
            if not texts or not (_is_numbering(texts) or _is_told(texts) or _is_sample(texts)):
                return
            yield number

    def _below(self, number: int) -> str:
        texts = [text for text in self.sheet.rows[number] if text.strip()]
        return f"表头下面的说明或示例“{short('　'.join(texts))}”"


def first_of(head: Mapping[int, str]) -> str:
    """The leftmost text of a row given by place."""
    return head[min(head)] if head else ""


def short(text: str) -> str:
    """A text on one line, cut for quoting."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _quoted else plain[: _quoted - 1] + "…"


def _tells_who(text: str) -> bool:
    """Whether a text may be somebody's code or telephone: a sum below them is shorter."""
    return len(text.strip()) >= _shortest_code


def _may_tell(text: str) -> bool:
    """Whether it is worth asking if a text heads sums or is a remark: it holds a telling sign."""
    return not _telling.isdisjoint(text)


def _is_numbering(texts: Sequence[str]) -> bool:
    """甲 乙 1 2 … or (1) (2) … below the headings, as on statistical forms."""
    if len(texts) < 3:
        return False
    bare = [text.strip("()（）栏") for text in texts]
    lettered = next((n for n, text in enumerate(bare) if text.isdigit()), len(bare))
    numbers = bare[lettered:]
    return "".join(bare[:lettered]) in (_ordinals[:lettered], _letters[:lettered]) and numbers == [
        str(number) for number in range(1, len(numbers) + 1)
    ]


def _is_told(texts: Sequence[str]) -> bool:
    return all(
        text.strip("()（）*") in _asked | _units or (text[0] in "(（" and text[-1] in ")）")
        for text in texts
    )


def _is_sample(texts: Sequence[str]) -> bool:
    return texts[0].strip("()（）:：1") in _samples
