from attribution.words.known_names import *
from attribution.words.places import *
