"""What each kind of rule needs, and what its message may say: one entry for every kind.

The words are shown to people in place of the real values (page 审核规则), so they are said as a
clerk would say them.
"""

from __future__ import annotations

from collections.abc import Mapping

from bianmin_desktop.catalogue.references import annual_summary
from bianmin_desktop.catalogue.rule_forms import RuleForm, RuleForms

_absences = "空白即不符合；“不适用”“未采集”算已填"
_dated = "空着的日期不判"
_limit = {"limit": "限值"}
_named_day = {"label": "项目名称", "day": "所填日期"}
_moved = {"before": "上期数", "after": "本期数", "change": "增减幅度"}
_figure = {"figure": "指标名称", "section": "指标分组"}
_text = {"label": "哪一段文字", "found": "所涉及的内容"}
_no_texts = "没有写的段落不判"
_of_outlet, _of_circle, _of_summary = ("outlet",), ("circle",), ("summary",)
_of_year = (annual_summary,)
_counted = {"count": "项数", "changes": "变了的数字"}


def _presence(words: Mapping[str, str], blanks: str = "") -> RuleForm:
    return RuleForm(words, fields=1, known=frozenset(("absent",)), blanks=blanks)


def _on_texts() -> RuleForm:
    return RuleForm(_text, records=(*_of_summary, *_of_year), fields=1, blanks=_no_texts)


_single: RuleForms = {
    "requires": _presence({"missing": "没有填的项目"}),
    "requires_one": _presence({}),
    "requires_answer": RuleForm(fields=1, needed=frozenset(("answer",))),
    "forbids": RuleForm(fields=1, blanks="空白即符合；“不适用”“未采集”也算没有填"),
    "not_more": RuleForm({"total": "合计数"}, fields=2),
    "share_at_least": RuleForm(_limit | {"share": "实际占比"}, fields=2, has_limit=True),
    "rate_at_least": RuleForm(
        _limit | {"rate": "实际数"},
        fields=2,
        has_limit=True,
        needed=frozenset(("per",)),
        counted=frozenset(("per",)),
    ),
    "at_most": RuleForm(_limit, fields=1, has_limit=True),
    "not_in_future": RuleForm(_named_day, fields=1, blanks=_dated),
    "still_ahead": RuleForm(_named_day, fields=1, blanks=_dated),
    "in_order": RuleForm(
        {
            "first": "在前的项目",
            "first_day": "它的日期",
            "second": "在后的项目",
            "second_day": "它的日期",
        },
        fields=2,
        blanks=_dated,
    ),
    "not_older": RuleForm({"since": "上次核实的情况"}, fields=1, has_limit=True),
}
_between: RuleForms = {
    "duplicates": RuleForm(
        {"other": "另一条的名称", "other_address": "它的地址", "other_number": "它的编号"},
        fields=1,
        known=frozenset(("unless",)),
    ),
    "refers_to_living": RuleForm({"label": "项目名称"}, fields=1, refers=True),
    "circle_holds_community": RuleForm(
        {"circle": "生活圈名称", "community": "社区名称"}, records=_of_outlet
    ),
    "in_no_circle": RuleForm(records=("community",), blanks="与空白无关"),
    "circle_lacks": RuleForm(
        {"count": "项数", "missing": "缺的业态", "stand_ins": "可以补上的办法。"},
        records=_of_circle,
        needed=frozenset(("list",)),
        blanks="没有网点即为缺项",
    ),
    "population_agrees": RuleForm({"total": "合计数"}, records=_of_circle, has_limit=True),
    "closing_undated": RuleForm(
        {"counted": "暂时怎样统计"}, records=_of_outlet, blanks="关闭日期空白即不符合"
    ),
    "status_agrees": RuleForm({"day": "日期"}, records=_of_outlet, blanks=_dated),
    "type_agrees": RuleForm({"after": "变更后的业态", "day": "日期"}, records=_of_outlet),
    "type_known": RuleForm(
        {"outlet": "网点名称", "text": "所写的业态", "label": "项目名称"}, records=("event",)
    ),
}
_of_quarters: RuleForms = {
    "figure_swings": RuleForm(
        _figure | _moved,
        names_fields=False,
        records=_of_summary,
        known=frozenset(("least",)),
        counted=frozenset(("least",)),
        blanks="上期或本期没有数时不判",
    ),
    "figure_at_least": RuleForm(
        _figure | _limit | {"share": "实际占比", "part": "其中数", "whole": "总数"},
        names_fields=False,
        records=_of_summary,
        has_limit=True,
        needed=frozenset(("figure",)),
        blanks="没有数时不判",
    ),
    "entered_swings": RuleForm(_moved, records=_of_summary, fields=1, has_limit=True),
    "opening_agrees": RuleForm(
        {"source": "哪一版", "count": "项数", "figures": "哪些指标"},
        names_fields=False,
        records=_of_summary,
        blanks="上季度没有报送过时不判",
    ),
    "summary_exists": RuleForm(
        {"quarter": "季度"},
        names_fields=False,
        records=_of_summary,
        blanks="没有打开季度总结即不符合",
    ),
    "quarter_is_over": RuleForm(
        {"quarter": "季度", "end": "季末日期"},
        names_fields=False,
        records=_of_summary,
        blanks="没有打开季度总结时不判",
    ),
    "submission_needs": RuleForm(
        {"label": "项目名称"}, records=_of_summary, fields=1, blanks=_absences
    ),
    "uncollected": RuleForm(
        {"label": "项目名称", "all": "网点数", "blank": "空白的个数", "missing": "未采集的个数"},
        names_fields=False,
        fields=1,
        blanks="空白和“未采集”分别数出来",
    ),
    "references_known": _on_texts(),
    "references_said": _on_texts(),
    "typed_contradicts": _on_texts(),
    "typed_repeats": _on_texts(),
}


def _on_year(words: Mapping[str, str], blanks: str, fields: int = 0) -> RuleForm:
    return RuleForm(words, names_fields=False, records=_of_year, fields=fields, blanks=blanks)


_of_years: RuleForms = {
    "year_summary_exists": _on_year({"year": "年度"}, "没有打开年度总结即不符合"),
    "year_is_over": _on_year({"year": "年度", "end": "年末日期"}, "与空白无关"),
    "year_quarter_missing": _on_year({"quarter": "季度"}, "没有报送过的季度即不符合"),
    "year_changed_since": _on_year(
        {"quarter": "季度", "version": "第几版", **_counted}, "没有报送过的季度不判"
    ),
    "year_corrected": _on_year(_counted, "没有数时不判"),
    "year_target_missed": _on_year(
        {"label": "当年还是累计", "planned": "目标数", "done": "完成数", "rate": "完成率"},
        "没有填目标的不判",
    ),
    "year_needs": _on_year({"label": "哪一段文字"}, _absences, fields=1),
}
rule_forms: RuleForms = {**_single, **_between, **_of_quarters, **_of_years}
"""The form of every kind of rule, by the name of the function that judges it."""
