"""Whether texts are compared by meaning too, and the one encoder of this process."""

import logging
from functools import cache

from django.conf import settings

from wholeroom.analysis.retrieval import sentence_vectors
from wholeroom.analysis.retrieval.sentence_vectors import Encoder, Vector, VectorsUnavailable

logger = logging.getLogger(__name__)


def is_wanted() -> bool:
    """Unless it is switched off, wherever the packages of the extra ``semantic`` are installed."""
    return settings.MEANING == "auto" and _is_installed()


def is_on() -> bool:
    """Whether this process compares meaning: wanted, and the files of the model are those that were checked."""
    return is_wanted() and _encoder() is not None


def encode(text: str) -> Vector | None:
    """What a text means, in numbers; nothing where meaning is not compared, or the text is empty."""
    encoder = _encoder() if is_wanted() and text.strip() else None
    return encoder.encode(text) if encoder else None


@cache
def _is_installed() -> bool:
    return sentence_vectors.available()


@cache
def _encoder() -> Encoder | None:
    try:
        return Encoder()
    except VectorsUnavailable as error:
        logger.error("Texts are compared by their words only. %s", error)
        return None
