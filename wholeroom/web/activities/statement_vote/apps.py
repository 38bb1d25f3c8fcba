from django.apps import AppConfig

from wholeroom.web import moments, personal_data, quick_paths, slots


class StatementVoteConfig(AppConfig):
    name = "wholeroom.web.activities.statement_vote"
    label = "statement_vote"

    def ready(self) -> None:
        from wholeroom.web.activities.statement_vote import (  # models can be read only now
            counting,
            quick,
            report_making,
            reporting,
            tongues,
            translating,
        )

        quick_paths.register(quick.PREFIX, quick.QuickVotes)
        slots.fill("room.head", "statement_vote/head.html")
        slots.fill("privacy.kept", "statement_vote/privacy.html", order=45)
        slots.fill("room.prepare", "statement_vote/way-to-prepare.html")
        slots.fill("room.joining", "statement_vote/joining.html")
        slots.fill("rooms.ways", "statement_vote/way-to-bring-in.html")
        personal_data.register("languages of statements", tongues.kept_of)
        moments.register(moments.PERSON_ERASED, tongues.forget)
        moments.register(moments.PERSON_ERASED, translating.erase_with_statement)
        slots.fill("room.outcome", "statement_vote/of-room.html", order=60)
        moments.register(moments.STEP_OVER, counting.count_the_rest)
        moments.register(moments.ROOM_CLOSING, counting.end)
        moments.register(moments.EVERY_SECOND, counting.count_what_waits)
        for moment in (moments.WORDS_CHANGED, moments.CONVERSATION_CHANGED, moments.PERSON_ERASED):
            moments.register(moment, quick.forget_what_is_known)
        moments.register(moments.ROOM_CLOSED, reporting.ask_for_reports)
        moments.register(moments.EVERY_MINUTE, report_making.make_what_waits)
