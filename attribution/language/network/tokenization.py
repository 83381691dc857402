"""spaCy's English tokenizer, cutting words nearer to where Universal Dependencies cuts them."""

from __future__ import annotations

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_suffix_regex

# Before a hyphen these are part of the word ("non-profit", "ex-mayor"); other hyphens are words of their own.
_PREFIXES = (
    "anti bi bio co counter cross cyber de e eco ex extra inter intra macro mega micro mid mini multi neo non "
    "over pan post pre pro pseudo re semi socio sub super tri ultra un vice"
)
_SPLIT = {"wanna": ("wan", "na")}
_TOGETHER = ("and/or",)  # one word in spaCy's list of exceptions


def cut_as_universal_dependencies(nlp: Language) -> None:
    """Change the tokenizer of a pipeline for English, in place; the change is stored with the pipeline."""
    at_hyphens = rf"(?:{HYPHENS})(?=[{ALPHA}])"
    free = "".join(rf"(?<!\b[{word[0].upper()}{word[0]}]{word[1:]})" for word in _PREFIXES.split())
    infixes = [infix for infix in nlp.Defaults.infixes if not infix.endswith(at_hyphens)]
    # The hyphen is looked for first, so that the prefixes cost nothing elsewhere.
    infixes += [
        rf"(?=[-–—~])(?<=[{ALPHA}0-9]){free}{at_hyphens}",
        rf"(?=[-–—~])(?<=[{ALPHA}]){free}(?:{HYPHENS})(?=[0-9])",
        "[–—]",
    ]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    suffixes = ["[!?]{2,}", "_{2,}", r"\+{2,}", *nlp.Defaults.suffixes]
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    rules = {word: parts for word, parts in nlp.tokenizer.rules.items() if word.casefold() not in _TOGETHER}
    for word, parts in _SPLIT.items():
        for form in (word, word.capitalize()):
            first = len(parts[0])
            rules[form] = [{ORTH: form[:first]}, {ORTH: form[first:]}]
    nlp.tokenizer.rules = rules
