"""The base of every error that the web half explains to a person."""


class WebError(Exception):
    """Something a person can put right; its text says what was found, where, what was expected and what to do."""
