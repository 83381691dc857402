"""Words of a treebank and their place in the text."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from attribution.training.data.treebanks import read

ROWS = """# newdoc id = pier
# newpar
# sent_id = 1
1\tVask\tVask\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tstay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = 2
1\tHe\the\tPRON\tPRP\t_\t2\tnsubj:pass\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
2.1\twas\tbe\tAUX\t_\t_\t_\t_\t_\t_

# newdoc id = bridge
# sent_id = 3
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

"""


def _file(folder: Path) -> Path:
    path = folder / "x.conllu.gz"
    path.write_bytes(gzip.compress(ROWS.encode()))
    return path


def test_text_is_rebuilt_and_words_stand_in_it(tmp_path: Path) -> None:
    pier, bridge = read(_file(tmp_path))
    assert (pier.text, bridge.text) == ("Vask didn't stay.\n\nHe left", "No")
    words = pier.words or ()
    assert [pier.text[w.start : w.end] for w in words] == ["Vask", "did", "n't", "stay", ".", "He", "left"]
    assert [w.head for w in words] == [3, 3, 3, -1, 3, 6, -1]
    assert [w.starts_sentence for w in words] == [True, False, False, False, False, True, False]
    assert words[5].relation == "nsubj", "subtypes are left out"


def test_words_are_found_in_a_given_text(tmp_path: Path) -> None:
    pier, _ = read(_file(tmp_path), {"pier": "Vask  didn't\nstay.He left", "bridge": "No"})
    assert [pier.text[w.start : w.end] for w in pier.words or ()][-3:] == [".", "He", "left"]


def test_another_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'stay' does not stand after character"):
        read(_file(tmp_path), {"pier": "Vask didn't really stay. He left", "bridge": "No"})
