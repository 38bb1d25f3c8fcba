// The closed language of conditions, as in conditions.py: true, false, or null where it cannot be told.

function isGiven(answer) {
  return Boolean(answer) && !answer.skipped
    && (answer.chose.length > 0 || answer.mark !== null || answer.words.trim() !== "");
}

function ofVoice(asked, said, voice) {
  const answer = said[asked.topic] && said[asked.topic][voice];
  if (!isGiven(answer)) return null;
  if (asked.said.length) return answer.chose.length ? answer.chose.some(name => asked.said.includes(name)) : null;
  if (asked.low !== null) return answer.mark === null ? null : asked.low <= answer.mark && answer.mark <= asked.high;
  return true;
}

function voicesOf(asked) {
  return asked.by === "person" || asked.by === "worker" ? [asked.by] : ["person", "worker"];
}

function holds(condition, said) {
  if (condition.part) {
    const told = holds(condition.part, said);
    return told === null ? null : !told;
  }
  if (condition.parts) {
    const told = condition.parts.map(part => holds(part, said));
    const yes = told.filter(one => one === true).length;
    if (yes >= condition.number) return true;
    return yes + told.filter(one => one === null).length < condition.number ? false : null;
  }
  const told = voicesOf(condition).map(voice => ofVoice(condition, said, voice));
  if (condition.by === "both") return told.includes(false) ? false : told.includes(null) ? null : true;
  return told.includes(true) ? true : told.includes(false) ? false : null;
}

function reasons(condition, said, wanted) {
  if (condition.part) return reasons(condition.part, said, !wanted);
  if (condition.parts) {
    return condition.parts.filter(part => holds(part, said) === wanted).flatMap(part => reasons(part, said, wanted));
  }
  return voicesOf(condition).filter(voice => ofVoice(condition, said, voice) === wanted).map(voice => {
    const answer = said[condition.topic][voice];
    const chose = answer.chose.filter(name => !condition.said.length || condition.said.includes(name) === wanted);
    return { topic: condition.topic, by: voice, chose, mark: answer.mark };
  });
}

// Why a condition holds: each thing that was said, once; "both" where the two said the same.
function because(condition, said) {
  const key = (reason, by) => JSON.stringify([reason.topic, by, reason.chose, reason.mark]);
  const found = new Map(reasons(condition, said, true).map(reason => [key(reason, reason.by), reason]));
  const order = [...found.keys()];
  return [...found.values()].flatMap(reason => {
    const twin = key(reason, reason.by === "person" ? "worker" : "person");
    if (!found.has(twin)) return [reason];
    return order.indexOf(key(reason, reason.by)) < order.indexOf(twin) ? [{ ...reason, by: "both" }] : [];
  });
}

function comesUp(topic, talk) {
  if (talk.length === "short" && !topic.short) return false;
  return topic.when === null || holds(topic.when, talk.said) === true;
}

// What comes up: names of topics and of suggestions with their reasons, in the order of the file.
function thingsToTalkAbout(set, talk) {
  return {
    topics: set.topics.filter(topic => comesUp(topic, talk)).map(topic => topic.name),
    suggestions: set.suggestions
      .filter(suggestion => holds(suggestion.when, talk.said) === true)
      .map(suggestion => ({ name: suggestion.name, because: because(suggestion.when, talk.said) })),
  };
}
