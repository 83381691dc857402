"""The spaCy pipeline that finds attributions: pure, without database or web.

Importing this module loads spaCy; onnxruntime comes with the first pipeline.
"""

from attribution.language.pipeline import analyse, extract, load, model_version

__all__ = ["analyse", "extract", "load", "model_version"]
