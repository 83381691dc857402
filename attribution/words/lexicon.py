from attribution.words.bodies import *
from attribution.words.function_words import *
from attribution.words.lists import word_set
from attribution.words.nouns import *
from attribution.words.roles import *
from attribution.words.titles import *
from attribution.words.known_names import PARTICLES
