"""Whether mail gets out: one question for the page that says if the site is working."""

from wholeroom.web.mail.models import OutgoingMessage

TRIES_THAT_WORRY = 3  # about a quarter of an hour without success


def gets_out() -> bool:
    waiting = OutgoingMessage.objects.filter(state=OutgoingMessage.State.WAITING)
    return not waiting.filter(tries__gte=TRIES_THAT_WORRY).exists()
