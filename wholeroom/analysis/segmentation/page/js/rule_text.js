// Rules and reasons in words, so that anyone can read why something came up.

const BECAUSE = {
  person: what => words("because_you", { what }),
  worker: what => words("because_worker", { what }),
  both: what => words("because_both", { what }),
};

// "Because you both said: “…”, on “…”." for one thing that was said.
function reasonText(reason) {
  const topic = topicNamed(reason.topic);
  return BECAUSE[reason.by](whatWasSaid(topic, reason));
}

function whatWasSaid(topic, { chose, mark }) {
  const title = wording(topic.title);
  if (chose.length) return words("said_choices", { said: quoted(topic, chose), topic: title });
  if (mark !== null) return words("said_mark", { mark: markInWords(topic, mark), topic: title });
  return words("said_something", { topic: title });
}

function quoted(topic, names) {
  const all = names.map(name => `“${titleOf(topic.name, name)}”`);
  const last = all.pop();
  return all.length ? `${all.join(", ")} ${words("and")} ${last}` : last;
}

// A rule as lists inside lists. Its sentences stand in the set, as on paper and on the page for review.
function ruleText(rule) {
  return make("ul", { class: "rule" }, ruleLine(rule[page.easy ? 1 : 0]));
}

function ruleLine({ sentence, parts }) {
  return make("li", {}, sentence, parts.length ? make("ul", {}, parts.map(ruleLine)) : null);
}
