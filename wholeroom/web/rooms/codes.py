"""The six letters that open a room: how they are made, and how forgiving a look at what people type must be."""

import secrets

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ346789"  # none that look alike: no I, O, 0, 1, 2, 5
LENGTH = 6
MEANT = str.maketrans({"1": "L", "I": "L", "2": "Z", "5": "S"})  # what was read wrong from a wall or a card


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def cleaned(typed: str) -> str:
    """What somebody typed, as a code would stand: big letters, no spaces or dashes, look-alikes put right.

    >>> cleaned(" abz-2k 5")
    'ABZZKS'
    """
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(MEANT)


def could_be(code: str) -> bool:
    """Whether a cleaned code has the length and the letters of one."""
    return len(code) == LENGTH and set(code) <= set(LETTERS)


def spoken(code: str) -> str:
    """In two halves, as it is read aloud: ``ABC DEF``."""
    return f"{code[:3]} {code[3:]}"
