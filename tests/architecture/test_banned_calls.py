"""What nobody may call, and the one file where somebody may."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.architecture.source_code import Module, called, everything, modules

Breach = Callable[[ast.Call], bool]


def _named(*names: str) -> Breach:
    return lambda call: called(call) in names


def _starting(*starts: str) -> Breach:
    return lambda call: called(call).startswith(starts)


def _method(*names: str) -> Breach:
    return lambda call: isinstance(call.func, ast.Attribute) and call.func.attr in names


def _constants(call: ast.Call) -> Iterator[str]:
    for value in (*call.args, *(keyword.value for keyword in call.keywords)):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def _opens_for_writing(call: ast.Call) -> bool:
    opens = called(call) in ("open", "io.open", "os.fdopen") or _method("open")(call)
    return opens and any(
        set(mode) <= set("rwxabt+U") and set(mode) & set("wx+") and len(mode) < 5
        for mode in _constants(call)
    )


def _runs_a_shell(call: ast.Call) -> bool:
    return any(keyword.arg == "shell" for keyword in call.keywords)


def _is_composed(node: ast.expr) -> bool:
    """A text put together at run time, `PRAGMA` settings of our own excepted."""
    if isinstance(node, ast.JoinedStr):
        first = node.values[0] if node.values else None
        return not (isinstance(first, ast.Constant) and str(first.value).startswith("PRAGMA "))
    is_format = isinstance(node, ast.Call) and called(node).endswith(".format")
    return is_format or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add))


def _composes_sql(call: ast.Call) -> bool:
    name = called(call).rpartition(".")[2]
    runs = name in ("text", "execute", "executemany", "executescript", "exec_driver_sql")
    return runs and any(_is_composed(argument) for argument in call.args)


def _touches_the_book(call: ast.Call) -> bool:
    reads = called(call) == "open" or _method("open", "read_bytes", "read_text")(call)
    subject = ast.unparse(call)
    return reads and any(word in subject for word in ("book_path", "database.path", "bianmin.db"))


_rules: tuple[tuple[str, Breach, tuple[str, ...]], ...] = (
    ("waiting by the clock", _named("time.sleep", "sleep", "QThread.sleep", "QTest.qWait"), ()),
    ("waiting by pumping events", _method("processEvents"), ()),
    ("running text as code", _named("eval", "exec", "compile", "__import__"), ()),
    ("reading objects from bytes", _starting("pickle.", "marshal.", "shelve.", "dill."), ()),
    ("a shell", lambda call: _runs_a_shell(call) or called(call) in ("os.system", "os.popen"), ()),
    ("unpacking an archive unseen", _method("extractall", "extract", "unpack_archive"), ()),
    (
        "writing a file in place",
        lambda call: _opens_for_writing(call) or _method("write_text", "write_bytes")(call),
        # The other one pours rows into a member of an archive that is in hand already.
        ("bianmin_desktop/environment/files.py", "bianmin_desktop/exchange/excel/packing.py"),
    ),
    ("copying files past SQLite", _starting("shutil.copy", "shutil.move", "shutil.make_"), ()),
    ("SQL put together from pieces", _composes_sql, ()),
    ("opening the live book's file", _touches_the_book, ()),
    (
        "the machine's clock",
        _named(
            *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"),
            *("datetime.datetime.now", "datetime.date.today", "time.localtime"),
            *("QDate.currentDate", "QDateTime.currentDateTime"),
        ),
        ("bianmin_desktop/environment/clock.py",),
    ),
)


@pytest.mark.parametrize(("what", "breach", "allowed"), _rules, ids=[rule[0] for rule in _rules])
def test_that_nobody_does(what: str, breach: Breach, allowed: tuple[str, ...]) -> None:
    found = [
        f"{module.at(call)} {ast.unparse(call)[:80]}"
        for module in modules("bianmin_desktop")
        if module.path not in allowed
        for call in module.calls()
        if breach(call)
    ]
    assert found == [], what


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("waiting by the clock", "time.sleep(1)"),
        ("running text as code", "eval(text)"),
        ("reading objects from bytes", "pickle.loads(content)"),
        ("a shell", "subprocess.run(line, shell=True)"),
        ("unpacking an archive unseen", "archive.extractall(folder)"),
        ("writing a file in place", "path.open('w', encoding='utf-8')"),
        ("writing a file in place", "open(path, mode='wb')"),
        ("writing a file in place", "path.write_text(content)"),
        ("SQL put together from pieces", "connection.execute(text(f'SELECT {name}'))"),
        ("SQL put together from pieces", "connection.exec_driver_sql('SELECT %s' % name)"),
        ("opening the live book's file", "open(program.book_path, 'rb')"),
        ("opening the live book's file", "self.database.path.read_bytes()"),
        ("the machine's clock", "datetime.now()"),
    ],
)
def test_that_a_breach_would_be_noticed(what: str, code: str) -> None:
    breach = next(rule[1] for rule in _rules if rule[0] == what)
    calls = Module("", code, ast.parse(code)).calls()
    assert any(breach(call) for call in calls)


def test_that_tests_never_wait_by_the_clock() -> None:
    waits = _named("time.sleep", "sleep", "QTest.qWait", "qtbot.wait")
    found = [module.at(call) for module in everything() for call in module.calls() if waits(call)]
    assert found == []


def test_that_the_book_is_connected_to_by_the_store_alone() -> None:
    connects = _named("sqlite3.connect", "create_engine", "sqlalchemy.create_engine")
    found = {
        module.path.split("/")[1]
        for module in modules("bianmin_desktop")
        for call in module.calls()
        if connects(call)
    }
    assert found == {"store"}
