"""What a kind of conversation is called where people read of it: "a problem", "a meeting"."""

_names: dict[str, object] = {}


def register_name(kind: str, name: object) -> None:
    """Say what a kind is called, in words that can be translated. Call it in ``AppConfig.ready``."""
    _names[kind] = name


def name_of_kind(kind: str) -> str:
    return str(_names.get(kind, kind))
