"""The comments of a sheet as a part of its own, ours among those the clerk and others wrote."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from bianmin_desktop.exchange.marking.notices import Notice, author
from bianmin_desktop.exchange.marking.sheet_cells import letters
from bianmin_desktop.exchange.reading.marks import Place, others_part, our_heading
from bianmin_desktop.exchange.reading.patterns import place_of

_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_space = "{http://www.w3.org/XML/1998/namespace}space"


def _named(name: str) -> str:
    return f"{{{_main}}}{name}"


class Comments:
    """The comments of one sheet."""

    def __init__(self, root: Element | None) -> None:
        """Over the root of the part, which was parsed with care, or over none yet."""
        tree = self._root = Element(_named("comments")) if root is None else root
        _drop_foreign(tree)
        self._authors = _child(tree, "authors", 0)
        self._list = _child(tree, "commentList", 1)
        self._by_place = {
            place: comment
            for comment in self._list
            if (place := place_of(comment.get("ref", ""))) is not None
        }

    def clear_ours(self) -> set[Place]:
        """Take out what an earlier marking said; the cells that have no comment any more."""
        emptied = set()
        for place, comment in list(self._by_place.items()):
            if our_heading in _text_of(comment):
                _cut(comment)
                if not _text_of(comment).strip():
                    self._list.remove(self._by_place.pop(place))
                    emptied.add(place)
        return emptied

    def say(self, notices: Mapping[Place, Notice]) -> set[Place]:
        """Put notices beside their cells; the cells that had no comment before."""
        fresh = set()
        number = str(self._author())
        for place, notice in sorted(notices.items()):
            comment = self._by_place.get(place)
            if comment is None:
                name = f"{letters(place[1])}{place[0] + 1}"
                comment = SubElement(self._list, _named("comment"), ref=name, authorId=number)
                SubElement(comment, _named("text"))
                fresh.add(place)
                _append(comment, notice.text)
            else:
                _append(comment, f"\n{notice.text}")
        self._list[:] = sorted(self._list, key=lambda c: place_of(c.get("ref", "")) or (0, 0))
        return fresh

    def content(self) -> bytes:
        """The part."""
        ElementTree.register_namespace("", _main)
        content: bytes = ElementTree.tostring(self._root, encoding="utf-8", xml_declaration=True)
        return content

    def _author(self) -> int:
        names = [name.text or "" for name in self._authors]
        if author not in names:
            SubElement(self._authors, _named("author")).text = author
            names.append(author)
        return names.index(author)


def _child(root: Element, name: str, place: int) -> Element:
    found = root.find(_named(name))
    if found is None:
        found = Element(_named(name))
        root.insert(place, found)
    return found


def _drop_foreign(element: Element) -> None:
    """Without what newer programs add in names of their own: it hangs on declared prefixes."""
    for name in [name for name in element.attrib if name.startswith("{") and name != _space]:
        del element.attrib[name]
    for child in list(element):
        if child.tag.startswith(f"{{{_main}}}"):
            _drop_foreign(child)
        else:
            element.remove(child)


def _pieces(comment: Element) -> list[Element]:
    return comment.findall(f".//{_named('t')}")


def _text_of(comment: Element) -> str:
    return "".join(piece.text or "" for piece in _pieces(comment))


def _cut(comment: Element) -> None:
    """Leave as much of the text as others wrote, in the pieces it is in."""
    left = len(others_part(_text_of(comment)))
    for piece in _pieces(comment):
        kept = (piece.text or "")[:left]
        left -= len(kept)
        piece.text = kept


def _append(comment: Element, text: str) -> None:
    """Add a run; a text that was one plain piece becomes a run itself."""
    whole = _child(comment, "text", 0)
    for plain in whole.findall(_named("t")):
        whole.remove(plain)
        SubElement(whole, _named("r")).append(plain)
    piece = SubElement(SubElement(whole, _named("r")), _named("t"))
    piece.text = text
    piece.set(_space, "preserve")
