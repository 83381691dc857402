"""The README's shell blocks, as a newcomer would copy them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shell_blocks() -> list[str]:
    """Return the shell blocks of README.md, in order."""
    return _BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def clone(folder: Path) -> None:
    """Copy into ``folder`` what a clone would hold once the working tree is committed.

    Environments, databases and caches stay behind, so that what only works thanks to them is found out.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():  # a file that was removed is still listed until the removal is committed
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
