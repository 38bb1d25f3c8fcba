"""Which shared notes have to do with a problem, the likeliest first, as the search of the site finds them."""

from wholeroom.web.learning.findable import KIND_OF_THINGS
from wholeroom.web.problems import findable as problems
from wholeroom.web.problems.models import Problem
from wholeroom.web.search import corpus
from wholeroom.web.search.corpus import Found

FEWEST_SHARED = 2  # words, below which two texts share them by chance
MOST = 30


def in_text_order(problem: Problem) -> list[Found]:
    """Nothing while the search is still being gathered, as in the first seconds of a site."""
    asked = problems.told(problem.conversation)
    if asked is None or not corpus.here.is_ready:
        return []
    corpus.here.catch_up()
    vector = corpus.vector_of(asked)
    return corpus.here.similar(KIND_OF_THINGS, asked.text, vector=vector, most=MOST, fewest_shared=FEWEST_SHARED)
