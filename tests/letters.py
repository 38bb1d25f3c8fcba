"""What the site wrote to somebody: on a site without a mail server each letter is a file of its outbox."""

from email import message_from_bytes, policy


def letters_to(address, data):
    """The words of each letter, the newest last."""
    files = sorted((data / "outbox").glob("*.eml"))
    letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [" ".join(letter.get_content().split()) for letter in letters if letter["To"] == address]
