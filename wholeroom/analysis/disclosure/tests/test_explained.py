import io
import re
from pathlib import Path

from wholeroom.analysis.disclosure.table import protect_file

PAGE = Path(__file__).parents[4] / "docs" / "explain" / "small-numbers.md"


def test_worked_example_of_the_explanation_is_what_the_rule_gives():
    handed_over, safe = re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

    result = protect_file(io.BytesIO(handed_over.encode()), rule="answers", groups=["statement", "group"])

    assert result.csv() == safe
