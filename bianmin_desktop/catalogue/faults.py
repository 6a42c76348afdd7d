"""A mistake in a policy file, named by file and key."""

from __future__ import annotations

from bianmin_desktop.errors import EnvironmentFault


class PolicyFault(EnvironmentFault):
    """A policy file says something it must not."""

    def __init__(self, file: str, key: str, what: str) -> None:
        """With the file's name inside the edition, the key in it, and what is wrong there."""
        where = f"{file} 的 {key}" if key else file
        details = {"file": file, "key": key}
        super().__init__(f"政策文件有误：{where}：{what}。", code="BM-160", details=details)
