"""`figures` and `recheck`: any past day, every record behind, what to look at and what changed."""

from __future__ import annotations

from tests.cli.conftest import Run

shop = ("kind=商户", "business_type=便利店", "status=营业", "address=海口路1号")


def make(run: Run, name: str, *texts: str) -> str:
    (community, *_) = run("list", "communities", "--json").value
    place = f"community={community['id']}"
    made = run("set", "outlets:new", f"name={name}", place, *shop, *texts, "--json")
    assert made.code in (0, 1)
    (found,) = run("list", "outlets", "--search", name, "--json").value
    return str(found["id"])


def outlets(run: Run, when: str) -> dict[str, str]:
    figures = run("figures", when, "--json").value["figures"]
    return next(row for row in figures if row["id"] == "outlets")


def test_that_the_figures_of_any_past_day_are_derived_again(run: Run) -> None:
    make(run, "一店", "opened=2024-02-10")
    make(run, "二店", "opened=2024-03-01")
    counts = [
        (outlets(run, day)["added"], outlets(run, day)["closing"])
        for day in ("2024-02-09", "2024-02-10", "2024-03-01", "2024Q1")
    ]
    assert counts == [("0", "0"), ("1", "1"), ("2", "2"), ("2", "2")]
    shown = run("figures", "2024-02-15").out
    assert "2024年第一季度截至2024-02-15" in shown
    assert "2023年第四季度没有报送过，上期按台账推算" in shown


def test_that_a_figure_leads_to_its_records(run: Run) -> None:
    one = make(run, "一店", "opened=2024-02-10")
    value = run("figures", "2024Q1", "outlets", "--json").value
    assert [held["id"] for held in value["records"]["added"]] == [one]
    assert "一店　海口路1号" in run("figures", "2024Q1", "outlets").out
    wrong = run("figures", "2024Q1", "shopss", "--json")
    assert wrong.code == 2
    assert "没有编号为“shopss”的指标" in wrong.value["error"]["message"]


def test_that_what_was_looked_at_is_not_asked_for_again(run: Run) -> None:
    one = make(run, "一店", "opened=2024-02-10", "verified=2024-02-11")
    two = make(run, "二店", "opened=2024-02-10", "verified=2024-04-02")
    asked = run("recheck", "2024Q2", "--json").value
    assert [line["id"] for line in asked] == [one]
    assert "上次核实是2024年2月11日" in run("recheck", "2024Q2").out
    refused = run("recheck", "2024Q2", "--seen", two, "--json")
    assert "要再看一遍的记录里没有" in refused.value["error"]["message"]
    assert run("recheck", "2024Q2", "--seen", one, "--json").value == {"seen": [one], "left": 0}
    assert run("recheck", "2024Q2", "--json").value == []
    (batch, *_) = run("history", "--batches", "--json").value
    assert run("history", "--undo-batch", batch["id"]).code == 0
    assert [line["id"] for line in run("recheck", "2024Q2", "--json").value] == [one]


def test_that_what_changed_is_listed_with_both_answers(run: Run) -> None:
    one = make(run, "一店", "opened=2024-02-10")
    run("set", f"outlets:{one}", "staff=3")
    changed = run("recheck", "2024Q2", "--changed", "--json").value
    assert changed["since"] is None
    assert [(line["id"], line["action"]) for line in changed["records"]][-1] == (one, "新增")
    assert "2024年第二季度开始以来改过的记录" in run("recheck", "2024Q2", "--changed").out
