"""The recipe of the shipped model: from corpora to the ONNX file. Needs the extra ``[train]``."""
