"""Mistakes in policy files are told with file and key, in Chinese."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bianmin_desktop.bootstrap import Program
from bianmin_desktop.catalogue.faults import PolicyFault
from bianmin_desktop.catalogue.loading import load_edition
from bianmin_desktop.environment.clock import SystemClock
from bianmin_desktop.environment.paths import DataFolder, resources
from tests.unit.policy_slips import Slip, broken, copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_that_an_unbroken_copy_loads(folder: Path) -> None:
    assert load_edition(folder).id == "qingdao-2022"


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        pytest.param(
            Slip(
                "records/outlet.toml", "width = 26", "widht = 26", "record[outlet].fields[2].widht"
            ),
            "不认识的键“widht”",
            id="unknown key",
        ),
        pytest.param(
            Slip("targets.toml", "[[target]]", "[[targt]]", "targt"),
            "不认识的键",
            id="unknown table",
        ),
        pytest.param(
            Slip(
                "records/circle.toml",
                "required = true",
                'required = "是"',
                "record[circle].fields[0].required",
            ),
            "应填 true 或 false，现在是带引号的文字",
            id="wrong type",
        ),
        pytest.param(
            Slip(
                "records/outlet.toml",
                'kind = "uscc"',
                'kind = "code"',
                "record[outlet].fields[4].kind",
            ),
            "不认识的取值“code”",
            id="unknown kind",
        ),
        pytest.param(
            Slip("thresholds.toml", "value = 10\n", "", "threshold[new_area_share].value"),
            "缺少“value”",
            id="left out",
        ),
        pytest.param(
            Slip("edition.toml", "issued = 2022-02-15", "issued = 2022", "edition.document.issued"),
            "应填日期（如 2022-02-15），现在是整数",
            id="no date",
        ),
        pytest.param(
            Slip(
                "business_types.toml",
                'id = "supermarket"',
                'id = "market"',
                "business_type[market]",
            ),
            "编号“market”与business_types.toml 的第 1 段重复",
            id="duplicate id",
        ),
        pytest.param(
            Slip(
                "business_lists.toml",
                'covers = ["market"]',
                'covers = ["markt"]',
                "business_list[essential].items[0].covers",
            ),
            "引用了不存在的业态“markt”",
            id="dangling",
        ),
    ],
)
def test_that_the_five_kinds_of_mistakes_name_file_and_key(
    folder: Path, slip: Slip, said: str
) -> None:
    fault = broken(folder, slip)
    assert fault.details == {"file": slip.file, "key": slip.key}
    assert fault.message == f"政策文件有误：{slip.file} 的 {slip.key}：{said}。"
    assert fault.code == "BM-160"


def test_that_a_rule_nobody_can_judge_is_told(tmp_path: Path) -> None:
    shutil.copytree(resources(), tmp_path / "resources")
    rules = tmp_path / "resources" / "policy" / "qingdao-2022" / "rules.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace('"share_at_least"', '"share_at_leest"', 1), encoding="utf-8")
    program = Program(DataFolder(tmp_path / "data"), tmp_path / "resources", SystemClock())
    with pytest.raises(PolicyFault, match="引用了不存在的判断方法“share_at_leest”") as caught:
        _ = program.edition
    key = "rule[community.new_area_share].kind"
    assert caught.value.details == {"file": "rules.toml", "key": key}


def test_that_a_deadline_needs_a_known_report_and_a_period_it_can_have(folder: Path) -> None:
    path = folder / "dates.toml"
    row = '[[deadline]]\nreport = "{}"\nperiod = "{}"\ndue = 2024-04-08\ntemplate = true\n'
    for rows, key in (
        (row.format("weekly", "2024Q1"), "deadline[0].report"),
        (row.format("quarterly", "2024"), "deadline[0].period"),
        (row.format("quarterly", "2024Q1") * 2, "deadline[1].period"),
    ):
        path.write_text(rows, encoding="utf-8")
        with pytest.raises(PolicyFault) as caught:
            load_edition(folder)
        assert caught.value.details == {"file": "dates.toml", "key": key}
    path.write_text(row.format("quarterly", "2024Q1"), encoding="utf-8")
    row_of_day = load_edition(folder).deadline("quarterly", "2024Q1")
    assert row_of_day is not None
    assert row_of_day.due.isoformat() == "2024-04-08"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[[clause]]\nid = \n", "第 2 行第 6 个字符附近写得不对"),
        ("id = '青'".encode("gbk"), "不是 UTF-8 编码"),
        (b'clause = "4.1"\n', "应写成若干段 [[clause]]"),
    ],
)
def test_that_a_file_that_is_no_toml_is_named(folder: Path, content: bytes, said: str) -> None:
    (folder / "more.toml").write_bytes(content)
    with pytest.raises(PolicyFault, match=r"more\.toml") as caught:
        load_edition(folder)
    assert said in caught.value.message


def test_that_a_folder_without_a_cover_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault, match=r"edition\.toml 的 edition：必须且只能有一段"):
        load_edition(tmp_path)
