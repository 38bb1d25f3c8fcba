"""The file of the small set, broken by chance."""

from wholeroom.analysis.segmentation.tests.small import TEXT


def lines_gone(random):
    lines = TEXT.splitlines()
    for _ in range(random.randint(1, 3)):
        del lines[random.randrange(len(lines))]
    return "\n".join(lines)


def line_twice(random):
    lines = TEXT.splitlines()
    lines.insert(random.randrange(len(lines)), random.choice(lines))
    return "\n".join(lines)


def value_of_another_kind(random):
    lines = TEXT.splitlines()
    number = random.choice([number for number, line in enumerate(lines) if " = " in line])
    value = random.choice(
        ["1", "-1", "1.5", "true", '"text"', "[]", "[[]]", "{}", "2026-01-01", "10:00:00", "nan", '""']
    )
    lines[number] = f"{lines[number].split(' = ')[0]} = {value}"
    return "\n".join(lines)


def values_swapped(random):
    lines = TEXT.splitlines()
    one, other = random.sample([number for number, line in enumerate(lines) if " = " in line], 2)
    (name, value), (name_too, value_too) = lines[one].split(" = ", 1), lines[other].split(" = ", 1)
    lines[one], lines[other] = f"{name} = {value_too}", f"{name_too} = {value}"
    return "\n".join(lines)


def signs_changed(random):
    signs = list(TEXT)
    for _ in range(random.randint(1, 4)):
        signs[random.randrange(len(signs))] = random.choice(
            ['"', "\\", "[", "}", "=", "\n", "\0", "é", "\u202e", "7", ""]
        )
    return "".join(signs)


CHANGES = (lines_gone, line_twice, value_of_another_kind, values_swapped, signs_changed)
