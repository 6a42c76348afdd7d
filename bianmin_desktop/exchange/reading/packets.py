"""What the child tells the parent, one packet after the other, each with its length before it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

import msgspec

_length = struct.Struct("<I")


class Mark(msgspec.Struct, frozen=True):
    """What is to be said beside a cell: where it is (row from 1, letters), how bad, in words.

    Without letters it is said beside the row.
    """

    sheet: str
    row: int
    column: str
    level: str
    message: str


class Order(msgspec.Struct):
    """The parent's order: read this file, or mark it as of a moment (ISO 8601)."""

    path: str
    marks: list[Mark] = []
    moment: str = ""


class Opened(msgspec.Struct, tag=True):
    """A sheet begins; `height` is how many rows it may have."""

    name: str
    is_hidden: bool
    height: int


class Rows(msgspec.Struct, tag=True):
    """The next rows of the sheet."""

    rows: list[list[str]]


class Closed(msgspec.Struct, tag=True):
    """The sheet is complete: its merged ranges, hidden rows and notes."""

    merged: list[tuple[int, int, int, int]]
    hidden_rows: list[int]
    notes: dict[str, str]


class Ended(msgspec.Struct, tag=True):
    """The file is complete."""

    counts_from_1904: bool


class Written(msgspec.Struct, tag=True):
    """A file the child has made."""

    content: bytes


class Turned(msgspec.Struct, tag=True):
    """The file is not read: the reason, and where it was found."""

    reason: str
    place: str


Packet = Opened | Rows | Closed | Ended | Written | Turned

_decoder: msgspec.msgpack.Decoder[Packet] = msgspec.msgpack.Decoder(Packet)
_encoder = msgspec.msgpack.Encoder()


def send(stream: IO[bytes], packet: Packet) -> None:
    """Write a packet with its length before it."""
    content = _encoder.encode(packet)
    stream.write(_length.pack(len(content)))
    stream.write(content)


def frames(stream: IO[bytes]) -> Iterator[bytes]:
    """The packets of a stream, undecoded; ends where the stream does, in mid-packet too."""
    while len(head := stream.read(_length.size)) == _length.size:
        (length,) = _length.unpack(head)
        content = stream.read(length)
        if len(content) < length:
            return
        yield content


def opened(frame: bytes) -> Packet:
    """The packet in a frame. Raises `msgspec.DecodeError`."""
    return _decoder.decode(frame)
