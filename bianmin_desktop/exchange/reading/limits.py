"""How much a foreign file may cost: time, memory, cells, and what it may unpack to."""

from __future__ import annotations

import sys

time_limit = 120.0
"""Seconds for reading one file; 200,000 rows take under ten."""

marking_time_limit = 300.0
"""Seconds for colouring and commenting a clerk's own workbook, which takes longer than reading."""

memory_limit = 1_500_000_000
"""Bytes of address space the child may use."""

most_members = 2_000
most_unpacked = 600_000_000
"""Bytes; a million empty rows with borders, as WPS leaves them behind, take 250 million."""

most_ratio = 200
"""How far a member may shrink; a sheet of one and the same row shrinks by less."""

small_member = 1_000_000
most_area = 40_000_000
"""Cells of a sheet from its first to its last filled one, empty ones counted."""

most_filled = 12_000_000
"""Cells that hold something or lie before one that does, over all sheets."""

most_signs = 200_000_000
most_rows = 1_048_576
most_columns = 16_384
"""Where every spreadsheet program stops."""

most_notes = 100_000
most_blocks = 200_000


def limit_memory() -> None:
    """Have the system refuse what is too much; the child ends then, and nothing else suffers."""
    if sys.platform == "win32":
        from bianmin_desktop.exchange.reading.windows_job import limit_this_process

        limit_this_process(memory_limit)
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, memory_limit), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))
