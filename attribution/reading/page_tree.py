"""An HTML page made ready for trafilatura: what it would lose or misread is put so that it reads it right."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

_SEPARATE = "aside footer form header nav figure".split()
_TEASER = re.compile(
    r"\s*(?:read more|read also|also read|see also|related(?: stories| articles)?|more on this)\s*:?\s*", re.I
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "modified")
_MUCH = 200  # characters of paragraphs left out that are worth a word to the reader
Markup = frozenset[str]


def prepared(markup: str) -> Any:
    """Return the tree of a page: quotation marks for ``<q>``, no teasers, no day that is only of a change.

    None where the page cannot be parsed.
    """
    from trafilatura import load_html

    tree = load_html(markup)
    if tree is None:
        return None
    _mark_quotations(tree)
    for element in list(tree.iter("p", "strong", "b", "em", "li", "div", "span")):
        if element.getparent() is not None and _is_teaser(element):
            element.drop_tree()
    for meta in list(tree.iter("meta")):
        stated = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if stated.lower() in _MODIFIED:
            meta.drop_tree()
    return tree


def without_menus(tree: Any) -> Any:
    """Return a copy of the tree of a short page without its menus and its heading.

    Of a page of a sentence or two trafilatura returns all words.
    """
    bare = deepcopy(tree)
    for element in list(bare.iter("nav", "footer", "aside", "header", "h1", "ul", "ol", "div", "p")):
        if element.getparent() is None:
            continue
        words = _squeezed(element.text_content())
        linked = " ".join(_squeezed(link.text_content()) for link in element.iter("a"))
        is_frame = element.tag in ("nav", "footer", "aside", "header", "h1")
        if is_frame or (words and words.replace(" ", "") == linked.replace(" ", "")):
            element.drop_tree()
    return bare


def left_out(tree: Any, text: str) -> list[Any]:
    """Return the paragraphs that are not in the ``text``, in containers marked up like those that are."""
    have = _squeezed(text)
    read: set[Markup] = set()
    missing: list[tuple[Any, Markup]] = []
    for paragraph in tree.iter("p"):
        words, container = _squeezed(paragraph.text_content()), _container(paragraph)
        if len(words) < 20 or container is None or any(True for _ in paragraph.iterancestors(*_SEPARATE)):
            continue
        if words in have:
            read.add(_marks(container))
        else:
            missing.append((paragraph, _marks(container)))
    return [paragraph for paragraph, marks in missing if any(_alike(marks, other) for other in read)]


def is_much(paragraphs: list[Any]) -> bool:
    """Tell whether paragraphs that were left out are worth a warning."""
    return sum(len(_squeezed(paragraph.text_content())) for paragraph in paragraphs) >= _MUCH


def joined_body(tree: Any, missing: list[Any], text: str) -> bool:
    """Move the containers of what was left out into the first that was read; tell whether anything was moved."""
    have = _squeezed(text)
    wanted = [container for one in missing if (container := _container(one)) is not None]
    first = next(
        (
            container
            for paragraph in tree.iter("p")
            if len(words := _squeezed(paragraph.text_content())) >= 20
            and words in have
            and (container := _container(paragraph)) is not None
            and any(_alike(_marks(container), _marks(other)) for other in wanted)
        ),
        None,
    )
    if first is None:
        return False
    # All containers of the kind, in the order of the page: those before the first that was read go before it.
    kind = _marks(first)
    containers = [each for each in tree.iter(first.tag) if _alike(_marks(each), kind)]
    containers = [
        each for each in containers if not any(_alike(_marks(up), kind) for up in each.iterancestors(first.tag))
    ]
    if first not in containers or len(containers) < 2:
        return False
    target = containers[0]
    for other in containers[1:]:
        for child in list(other):
            target.append(child)
        other.drop_tree()
    return True


def _mark_quotations(tree: Any) -> None:
    """Give each ``<q>`` the marks that a browser prints, unless it has some of its own."""
    for quotation in list(tree.iter("q")):
        words = quotation.text_content().strip()
        if words and words[0] not in "“\"‘'«„":
            depth = sum(1 for _ in quotation.iterancestors("q"))
            opening, closing = ("‘", "’") if depth % 2 else ("“", "”")
            quotation.text = opening + (quotation.text or "").lstrip()
            if len(quotation):
                quotation[-1].tail = (quotation[-1].tail or "").rstrip() + closing
            else:
                quotation.text = quotation.text.rstrip() + closing
    for quotation in list(tree.iter("q")):
        quotation.drop_tag()


def _is_teaser(element: Any) -> bool:
    """Tell a pointer to another article ("READ MORE: ..."), a label and links, from words of this one."""
    links = [link.text_content() for link in element.iter("a")]
    if not links:
        return False
    rest = element.text_content()
    for link in links:
        rest = rest.replace(link, "", 1)
    return _TEASER.fullmatch(rest) is not None


def _container(paragraph: Any) -> Any:
    """Return the nearest element around a paragraph that says what it is by its class or property."""
    for above in paragraph.iterancestors("div", "section", "article"):
        if above.get("class") or above.get("itemprop"):
            return above
    return None


def _marks(container: Any) -> Markup:
    return frozenset(f"{container.get('class') or ''} {container.get('itemprop') or ''}".split())


def _alike(one: Markup, other: Markup) -> bool:
    return bool(one and other) and 2 * len(one & other) > len(one | other)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
