"""Articles that try to break a page, beside ordinary ones."""

from __future__ import annotations

from typing import Any

from stored import grain, simple

SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>&amp;\"'"
MARKS = "\u202eevil\u202c \u200fשלום\u200e"
LONG = "Long " * 1000  # 5,000 characters


def articles() -> list[Any]:
    hostile = simple(
        f"Eve {SCRIPT}",
        f"“{SCRIPT} and {MARKS}”",
        title=SCRIPT,
        outlet=f"Outlet {SCRIPT}",
        url="javascript:alert(1)",
        role=SCRIPT,
        organisation=f"Org {SCRIPT}",
    )
    long = simple(
        LONG.strip(), f"“{LONG.strip()}”", title=LONG, outlet=LONG, url=f"https://x.example/{'p' * 5000}"
    )
    return [
        grain(),
        hostile,
        long,
        simple(f"Marks {MARKS}", f"“{MARKS}”", title=MARKS, outlet=MARKS, date="2024-05-07"),
        simple("Rasa Juknienė", "“The bridge needs repair”", date="2024-01-31", outlet="Évening Tide"),
        simple("Søren Ødegård", "“The łan is closed”", date="2024-02-01", title="Closed"),
        simple(None, "“Nobody knows”", title=None, outlet=None, date=None),
    ]
