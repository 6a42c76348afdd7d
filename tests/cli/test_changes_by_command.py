"""`summary changes`: what changed, what must be explained, and what may be said."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_that_changes_are_listed_and_explained_by_their_ids(run: Run) -> None:
    (community, *_) = run("list", "communities", "--json").value
    texts = [
        "name=不辞而别的店",
        "status=注销",
        "business_type=便利店",
        f"community={community['id']}",
        "verified=2024-02-20",
    ]
    assert run("set", "outlets:new", *texts, "--json").code in (0, 1)
    (change,) = run("summary", "changes", "2024Q1", "--json").value
    assert (change["group"], change["on"], change["asked"]) == ("closed", "2024-02-20", True)
    assert (change["reason"], change["code"]) == ("", "outlet.closing_undated")
    shown = run("summary", "changes", "2024Q1").out
    assert f"编号 {change['id']}，要写明原因" in shown
    assert f"可以写：{change['suggested'][0]}" in shown
    assert "还有 1 项要写明原因才能报送" in shown
    assert run("explain", change["id"], change["suggested"][0]).code == 0
    (explained,) = run("summary", "changes", "2024Q1", "--json").value
    assert explained["reason"] == change["suggested"][0]
    assert "要说明的都已写明原因" in run("summary", "changes", "2024Q1").out


def test_that_a_quarter_without_changes_says_so(run: Run) -> None:
    assert run("summary", "changes", "2023Q4", "--json").value == []
    assert "没有变动" in run("summary", "changes", "2023Q4").out
