"""``python -m attribution`` is the command ``attribution``."""

from __future__ import annotations

from attribution.cli import main

if __name__ == "__main__":
    main(prog_name="attribution")
