"""A limit of memory for the running process on Windows: it joins a job object that has one.

Structures and numbers as in winnt.h and in Microsoft's description of
`SetInformationJobObject`; field names are Python's, only their order and size matter.
"""

from __future__ import annotations

import ctypes
import sys

_extended_limits = 9
_limit_process_memory = 0x100

_size = ctypes.c_size_t
_word = ctypes.c_uint32
_long = ctypes.c_int64


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("process_time", _long),
        ("job_time", _long),
        ("flags", _word),
        ("least_working_set", _size),
        ("most_working_set", _size),
        ("most_processes", _word),
        ("affinity", _size),
        ("priority", _word),
        ("scheduling", _word),
    )


class ExtendedLimits(ctypes.Structure):
    """`JOBOBJECT_EXTENDED_LIMIT_INFORMATION`."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("transfers", ctypes.c_uint64 * 6),
        ("process_memory", _size),
        ("job_memory", _size),
        ("most_process_memory_used", _size),
        ("most_job_memory_used", _size),
    )


def limits_of(most: int) -> ExtendedLimits:
    """The structure that limits every process of a job to so many bytes."""
    limits = ExtendedLimits()
    limits.basic.flags = _limit_process_memory
    limits.process_memory = most
    return limits


def limit_this_process(most: int) -> None:
    """Limit the memory of the running process to so many bytes; where Windows declines, go on.

    The counts of cells still guard then.
    """
    if sys.platform != "win32":
        return
    kernel = ctypes.WinDLL("kernel32")
    handle = ctypes.c_void_p
    kernel.CreateJobObjectW.restype = handle
    kernel.CreateJobObjectW.argtypes = (handle, handle)
    kernel.GetCurrentProcess.restype = handle
    kernel.SetInformationJobObject.argtypes = (handle, ctypes.c_int, handle, _word)
    kernel.AssignProcessToJobObject.argtypes = (handle, handle)
    limits = limits_of(most)
    job = kernel.CreateJobObjectW(None, None)
    if job and kernel.SetInformationJobObject(
        job, _extended_limits, ctypes.byref(limits), ctypes.sizeof(limits)
    ):
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
