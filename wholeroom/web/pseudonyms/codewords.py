"""Codewords: twelve syllables that can be said and typed, shown once. Only a slow keyed hash of them is kept."""

import hashlib
import secrets
import unicodedata

from django.utils.crypto import salted_hmac

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
GROUPS, IN_A_GROUP = 4, 3  # 80 to the power of 12: about 76 bits
WORK = 2**14  # as scrypt counts it: a guess takes 16 MB and some hundredths of a second


def new_codeword() -> str:
    """For instance "badoki-meluta-sofiga-renuva"."""
    return "-".join("".join(secrets.choice(SYLLABLES) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))


def hash_of(codeword: str) -> str:
    """The same however it is typed: with dashes, spaces, capitals or none of them.

    Without the site's secret key a stolen copy of the tables does not even tell whether a guess is right.
    """
    typed = unicodedata.normalize("NFKC", codeword).casefold()
    letters = "".join(letter for letter in typed if letter.isalpha())
    salt = salted_hmac("wholeroom.pseudonyms", "codeword", algorithm="sha256").digest()
    return hashlib.scrypt(letters.encode(), salt=salt, n=WORK, r=8, p=1, dklen=32).hex()
