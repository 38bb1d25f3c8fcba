// The copy for the case record: plain text that pastes anywhere. It holds the record; the rest only where it is ticked.

function copyPart() {
  const status = statusLine();
  const area = make("textarea", {
    id: "copy-text", readonly: true, rows: 12, translate: "no", spellcheck: "false", autocomplete: "off",
  });
  area.value = copyText();
  const tick = (id, name, label) => tickBox(id, label, leaving[name], on => {
    leaving[name] = on;
    drawCopy();
  });
  const copy = async () => {
    const worked = await copied(area);
    if (worked) page.left = true;
    sayIn(status, worked ? words("copy_worked") : words("copy_failed"));
  };
  return leavingPart("copy", words("copy_title"),
    make("p", {}, lines(words("copy_about"))),
    tick("copy-topics", "topics", words("copy_topics")),
    tick("copy-thanks", "thanks", words("copy_thanks_too")),
    make("div", { class: "field" }, make("label", { for: "copy-text" }, words("copy_preview")), area),
    make("button", { type: "button", class: "button", onclick: copy }, words("copy_do")),
    status);
}

function drawCopy() {
  const area = document.getElementById("copy-text");
  if (area) area.value = copyText();
}

// Where the browser will not hand text to the clipboard, the text is marked, so that one key can copy it.
async function copied(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.focus();
    area.select();
    return document.execCommand("copy");
  }
}

// A case record is read by staff: always in plain words, whatever wording the page is in.
function copyText() {
  const { easy } = page;
  page.easy = false;
  try {
    return plainSigns(copyBlocks().join("\n\n")) + "\n";
  } finally {
    page.easy = easy;
  }
}

function copyBlocks() {
  const { talk } = page;
  const labels = copyLabels();
  const said = leaving.topics ? topicsOfBoth(talk).map(topic => topicBlock(talk, topic)) : [];
  return [
    copyHead(talk.record),
    ...partsOf(talk.record).map(([name, text]) => `${labels[name]}:\n${text.trim()}`),
    ...(said.length ? [`${words("copy_said")}:`, ...said] : []),
    ...(leaving.thanks && talk.thanks.trim() ? [`${words("copy_helped")}:\n${talk.thanks.trim()}`] : []),
  ];
}

function copyHead(record) {
  return [
    `${wording(SET.title)}. ${dayInWords(today())}.`,
    words("copy_set", { name: SET.name, version: SET.version }),
    recordState(record),
  ].join("\n");
}

function recordState(record) {
  if (!partsOf(record).length) return words("copy_nothing");
  return isDone(record) ? words("copy_done") : words("copy_not_done");
}

function copyLabels() {
  return {
    wants: words("copy_wants"), view: words("copy_view"), standing: words("copy_standing"),
    difference: words("copy_difference"), step: words("copy_step"), person_does: words("copy_person_does"),
    worker_does: words("copy_worker_does"), others_do: words("copy_others_do"), review: words("copy_review"),
    phase: words("copy_phase"),
  };
}

// Where one of the two would rather not say, nothing of the other goes either.
function topicsOfBoth(talk) {
  return SET.topics.filter(topic => comesUp(topic, talk)
    && VOICES.every(voice => isGiven(answerOf(talk, topic.name, voice))));
}

function topicBlock(talk, topic) {
  const answered = voice => answerInText(topic, answerOf(talk, topic.name, voice));
  return [
    wording(topic.title),
    `${words("copy_person")}: ${answered("person")}`,
    `${words("copy_worker")}: ${answered("worker")}`,
  ].join("\n");
}

function answerInText(topic, given) {
  const mark = given.mark === null ? ""
    : words("copy_mark", { mark: given.mark, low: wording(topic.low), high: wording(topic.high) });
  return [...given.chose.map(name => titleOf(topic.name, name)), mark, given.words.trim()].filter(Boolean).join("; ");
}

// Signs that every system can show: straight quotation marks, plain hyphens, no tabs, one kind of line end.
function plainSigns(text) {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, "\"")
    .replace(/[\u2010-\u2015]/g, "-")
    .replace(/\u2026/g, "...")
    .replace(/[\t\u00a0\u2009\u202f]/g, " ")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
}
