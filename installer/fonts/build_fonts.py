"""Build the fonts in resources/fonts from packages of Debian and npm.

Run it on Debian with apt-get, dpkg, npm and fontTools at hand:

    python installer/fonts/build_fonts.py [--sources FOLDER] [--out FOLDER]

The sources are fetched into ``--sources`` (a temporary folder unless given); a second run
with the same folder fetches nothing. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "resources" / "fonts"

DEBIAN = {"fandol": "texlive-lang-chinese", "wenkai": "fonts-lxgw-wenkai"}
NPM = {
    "sans": "@expo-google-fonts/noto-sans-sc@0.4.3",
    "serif": "@expo-google-fonts/noto-serif-sc@0.4.3",
}
FANDOL = Path("usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
FANDOL_DOCS = Path("usr/share/doc/texlive-doc/fonts/fandol")
WENKAI = Path("usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
WENKAI_DOCS = Path("usr/share/doc/fonts-lxgw-wenkai/copyright")

EXTENSION_A = range(0x3400, 0x4DC0)
SIGNS = [
    *range(0x20, 0x250),
    *range(0x2000, 0x27C0),
    *range(0x3000, 0x3400),
    *range(0xFF00, 0xFFF0),
]
NUMERALS = [*range(0x20, 0x7F), *range(0xA1, 0x100), *range(0x2010, 0x2027)]
"""Digits, Latin letters and dashes: page numbers are set in 宋体."""

MAXIMA = [
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentElements",
    "maxComponentDepth",
]
"""Fields of the maxp table that only TrueType outlines have; counted anew when saved."""


def fetch_debian(package: str, folder: Path) -> None:
    """Download one Debian package and unpack it into ``folder``."""
    folder.mkdir(parents=True)
    subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
    for archive in folder.glob("*.deb"):
        subprocess.run(["dpkg", "-x", archive, folder], check=True)


def fetch_npm(package: str, folder: Path) -> None:
    """Download one npm package and unpack it into ``folder``."""
    folder.mkdir(parents=True)
    subprocess.run(["npm", "pack", package], cwd=folder, check=True)
    for archive in folder.glob("*.tgz"):
        subprocess.run(["tar", "-xzf", archive.name], cwd=folder, check=True)


def fetch_sources(sources: Path) -> None:
    """Fetch every package whose folder is not there yet."""
    for name, package in DEBIAN.items():
        if not (sources / name).exists():
            fetch_debian(package, sources / name)
    for name, package in NPM.items():
        if not (sources / name).exists():
            fetch_npm(package, sources / name)


def official_repertoire() -> set[int]:
    """Return the code points of GBK, of 通用规范汉字表, and common signs."""
    gbk = {
        ord(bytes([lead, trail]).decode("gbk", "ignore") or " ")
        for lead in range(0x81, 0xFF)
        for trail in range(0x40, 0xFF)
        if len(bytes([lead, trail]).decode("gbk", "ignore")) == 1
    }
    lines = (HERE / "beyond_gbk.txt").read_text(encoding="utf-8").splitlines()
    beyond = {ord(character) for line in lines if not line.startswith("#") for character in line}
    return gbk | beyond | set(SIGNS)


def subset(source: Path, code_points: set[int]) -> TTFont:
    """Return the font of ``source`` cut down to ``code_points``, without hints."""
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "vert", "ccmp", "locl"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    return font


def with_quadratic_outlines(source: Path) -> TTFont:
    """Return the CFF font of ``source`` with TrueType outlines, which is all a PDF writer takes."""
    font = TTFont(source, recalcTimestamp=False)
    order = font.getGlyphOrder()
    glyph_set = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    for name, (advance, _) in list(font["hmtx"].metrics.items()):
        glyphs[name].recalcBounds(glyf)
        font["hmtx"].metrics[name] = (advance, getattr(glyphs[name], "xMin", 0))
    replace_headers(font, order)
    return font


def replace_headers(font: TTFont, order: list[str]) -> None:
    """Turn the tables that told of CFF outlines into those of TrueType outlines."""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.numGlyphs = len(order)
    for field in MAXIMA:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    for table in ("CFF ", "VORG", "BASE", "GSUB", "GPOS", "vhea", "vmtx", "DSIG"):
        if table in font:
            del font[table]
    font.sfntVersion = "\000\001\000\000"


def rename(font: TTFont, family: str) -> None:
    """Give an altered font its own name, so that it is never taken for the original."""
    names = font["name"]
    for number in (16, 17, 21, 22):
        names.removeNames(nameID=number)
    values = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    for record in list(names.names):
        if record.nameID in values:
            record.string = values[record.nameID]
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x21 | 0x40
    font["head"].macStyle = 0


def build(sources: Path, out: Path) -> None:
    """Write the six faces and their licence texts into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    official = official_repertoire()
    sans = sources / "sans/package/400Regular/NotoSansSC_400Regular.ttf"
    serif = sources / "serif/package/400Regular/NotoSerifSC_400Regular.ttf"
    black = sources / "serif/package/900Black/NotoSerifSC_900Black.ttf"
    wenkai = sources / "wenkai" / WENKAI
    shutil.copyfile(wenkai, out / "LXGWWenKai-Regular.ttf")
    in_wenkai = set(TTFont(wenkai, lazy=True).getBestCmap())
    rare = set(TTFont(serif, lazy=True).getBestCmap()) - in_wenkai
    faces = {
        "BianminFang": with_quadratic_outlines(
            sources / "fandol" / FANDOL / "FandolFang-Regular.otf"
        ),
        "BianminHei": subset(sans, official),
        "BianminTitle": subset(black, official - set(EXTENSION_A)),
        "BianminRare": subset(serif, rare),
        "BianminSong": subset(serif, set(NUMERALS)),
    }
    for name, font in faces.items():
        rename(font, name.replace("Bianmin", "Bianmin "))
        font.save(out / f"{name}.ttf")
    copy_licences(sources, out)


def copy_licences(sources: Path, out: Path) -> None:
    """Put the licence texts beside the fonts."""
    (out / "LICENSE-Fandol.txt").write_bytes(
        (sources / "fandol" / FANDOL_DOCS / "README").read_bytes()
        + b"\n\n"
        + gzip.decompress((sources / "fandol" / FANDOL_DOCS / "COPYING.gz").read_bytes())
    )
    shutil.copyfile(sources / "sans/package/LICENSE_FONT", out / "LICENSE-NotoSansSC.txt")
    shutil.copyfile(sources / "serif/package/LICENSE_FONT", out / "LICENSE-NotoSerifSC.txt")
    shutil.copyfile(sources / "wenkai" / WENKAI_DOCS, out / "LICENSE-LXGWWenKai.txt")


def main(arguments: list[str]) -> None:
    """Build the fonts as the command line asks."""
    parser = argparse.ArgumentParser(description="Build the fonts shipped with the program.")
    parser.add_argument("--sources", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        sources = chosen.sources or Path(scratch)
        fetch_sources(sources)
        build(sources, chosen.out)


if __name__ == "__main__":
    main(sys.argv[1:])
