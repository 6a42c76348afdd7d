"""An office that was asked for more: fields in edition files, columns by form, one more register.

Nothing of it is known to any code; the tests look for it in every place a field shows up.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl

from bianmin_desktop.bootstrap import Application, Program
from bianmin_desktop.catalogue.definitions import Kind
from bianmin_desktop.environment.clock import FixedClock
from bianmin_desktop.environment.paths import DataFolder
from bianmin_desktop.services.additions import AdditionService, Wanted
from bianmin_desktop.services.templates import TemplateService
from tests.services.test_new_field import resources_with_new_field

fund_field = """
[[record.fields]]
id = "audit_number"
label = "审计编号"
kind = "text"
section = "more"
listed = true
template = true
help = "审计报告的编号。"
"""
new_register = """
[[record]]
id = "volunteer_team"
name = "便民志愿队"
title = "name"
register = true
unique = [["name"]]
help = "参加便民服务的志愿队，一队一条。"

[[record.sections]]
id = "main"
label = "志愿队"
clause = "4.6"

[[record.fields]]
id = "name"
label = "队名"
kind = "text"
section = "main"
required = true
listed = true
searched = true
template = true
aliases = ["志愿队名称"]
help = "志愿队的名称。"

[[record.fields]]
id = "community"
label = "所在社区"
kind = "reference"
target = "community"
section = "main"
listed = true
template = true
help = "在哪个社区。"

[[record.fields]]
id = "members"
label = "队员"
kind = "integer"
section = "main"
unit = "人"
minimum = 1
maximum = 500
listed = true
template = true
help = "一共多少名队员。"

[[record.fields]]
id = "speciality"
label = "服务特长"
kind = "choices"
choices = "speciality"
section = "main"
template = true
help = "可选多个。"

[[choice_list]]
id = "speciality"
name = "服务特长"
template = true
choices = [
  { id = "repair", label = "小修小补" },
  { id = "hair", label = "义剪" },
]

[[rule]]
id = "volunteer_team.members_counted"
name = "队员人数"
record = "volunteer_team"
kind = "requires"
level = "verify"
fields = ["members"]
message = "还没有填：{missing}。"
template = true
"""


def extended(folder: Path) -> Application:
    """The open example book of one community, as asked for more."""
    changed = resources_with_new_field(folder / "resources")
    records = changed / "policy" / "qingdao-2022" / "records"
    fund = records / "fund.toml"
    parts = fund.read_text(encoding="utf-8").partition("\n[[choice_list]]")
    fund.write_text(parts[0] + fund_field + "".join(parts[1:]), encoding="utf-8")
    (records / "volunteer_team.toml").write_text(new_register, encoding="utf-8")
    data = DataFolder(folder / "数据")
    clock = FixedClock(datetime(2024, 4, 9, 10, 30))
    before = Program(data, changed, clock)
    before.make_book("370212005007", is_demo=True)
    service = AdditionService(before.loaded, data.additions, before.keys.initials, clock)
    service.add(Wanted("outlet", "夜间经济", Kind.CHOICE, options=("有", "没有"), source="某通知"))
    service.add(Wanted("fund", "拨付批次", Kind.INTEGER, unit="批", minimum="1", maximum="9"))
    return Program(data, changed, clock).open()


def filled_template(
    application: Application, type_id: str, path: Path, row: dict[str, str]
) -> Path:
    """The template of a type with one more row: cells by the labels of their columns."""
    program = application.program
    TemplateService(program.edition, program.divisions, program.clock).save(type_id, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = {
        str(cell.value).split("（")[0].strip("*＊ "): cell
        for line in sheet.iter_rows(max_row=6)
        for cell in line
        if cell.value
    }
    for label, text in row.items():
        head = places[label]
        sheet.cell(head.row + 1, head.column, text)
    book.save(path)
    return path
