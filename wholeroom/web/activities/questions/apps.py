from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "wholeroom.web.activities.questions"
    label = "questions"
