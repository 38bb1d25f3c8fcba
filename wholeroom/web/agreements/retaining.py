"""What stays when the words of a conversation go after their time: what people signed, and what spoke against it."""

import uuid

from django.db.models import Q

from wholeroom.web.agreements.freezing import words_of
from wholeroom.web.agreements.models import Agreement
from wholeroom.web.conversations.models import Conversation


def what_was_signed(*, conversation: Conversation) -> set[uuid.UUID]:
    """The question, every option with its dissent, the promises, and how they were judged; of the meeting itself, or of
    one held on this problem. What was only said goes, and its place on the page says so.
    """
    of_it = Q(room__conversation=conversation) | Q(room__problem=conversation.pk)
    found: set[uuid.UUID] = set()
    for agreement in Agreement.objects.filter(of_it):
        found |= _frozen(agreement) | _later(agreement)
    return found


def _frozen(agreement: Agreement) -> set[uuid.UUID]:
    page = agreement.page
    keys = [page["question"].get("words"), *(one["words"] for one in page["promises"])]
    keys += [words for option in page["options"] for words in words_of(option)]
    return {uuid.UUID(key) for key in keys if key}


def _later(agreement: Agreement) -> set[uuid.UUID]:
    reviews = agreement.reviews.values_list("words", "was_words")
    keys = [*agreement.promises.values_list("words", flat=True), *(key for row in reviews for key in row)]
    return {key for key in keys if key}
