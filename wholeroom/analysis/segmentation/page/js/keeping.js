// Keep a file: the whole talk, locked with the person's own phrase, for the next time. Only if they want it.

function keepPart() {
  return leavingPart("file", words("keep_title"), make("p", {}, lines(words("keep_about"))),
    canLock() ? keepForm() : make("p", { class: "note" }, lines(words("keep_not_here"))));
}

function keepForm() {
  const phrase = phraseField("keep-phrase", words("phrase_label"), words("phrase_hint"));
  const again = phraseField("keep-again", words("phrase_again"), null);
  const status = statusLine();
  const keep = async () => {
    const problem = phraseProblem(phrase.value, again.value);
    if (problem) return sayIn(status, problem);
    sayIn(status, words("working"));
    sayIn(status, await keptAway(phrase.value));
    phrase.value = again.value = "";
  };
  return make("details", {},
    make("summary", {}, words("keep_open")),
    make("div", { class: "stack" },
      make("p", { class: "note caveat" }, lines(words("keep_forgotten"))),
      make("p", { class: "note caveat" }, lines(words("keep_work_machine"))),
      phrase.parentElement, again.parentElement, seePhrase("keep-see", [phrase, again]),
      buttonThatWorks(words("keep_do"), keep), status));
}

// Keyboards learn no words from a field for passwords, and nobody beside you can read it.
function phraseField(id, label, hint) {
  const field = fieldToWrite(id, label, "", () => {}, { tag: "input", type: "password", longest: 500, hint });
  return field.querySelector("input");
}

function seePhrase(id, fields) {
  return tickBox(id, words("phrase_see"), false, on => {
    for (const field of fields) field.type = on ? "text" : "password";
  });
}

function phraseProblem(phrase, again) {
  if ([...samePhrase(phrase)].length < SHORTEST_PHRASE) return words("phrase_short", { least: SHORTEST_PHRASE });
  return samePhrase(phrase) === samePhrase(again) ? "" : words("phrase_differs");
}

// Locks the talk and hands it over as a file; gives what to say about it.
async function keptAway(phrase) {
  const { talk } = page;
  const text = await lock({ set: { name: SET.name, version: SET.version }, day: today(), talk }, phrase);
  if (text.length > LARGEST_FILE) return words("keep_too_much");
  download(`talk-${today()}.json`, text, "application/json");
  if (talk === page.talk) page.left = true;
  return words("keep_done");
}
