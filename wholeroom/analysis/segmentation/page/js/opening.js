// Open a file from last time. The talk on the page stays until somebody chooses to go on with the file's.

let opened = null; // what a file held, until it is chosen: { talk, day, set, leftOut }

const NAMED_AT_MOST = 20; // parts that were left out

function openFilePart() {
  if (!canLock()) return null;
  return make("section", { class: "stack open-file" },
    make("h2", {}, words("open_title")),
    opened ? openedPart() : openForm());
}

function openForm() {
  const file = fileField();
  const phrase = phraseField("open-phrase", words("phrase_label"), null);
  const status = statusLine();
  const open = async () => {
    if (!file.files.length) return sayIn(status, words("open_choose"));
    sayIn(status, words("working"));
    const problem = await openKept(file.files[0], phrase.value);
    if (problem) sayIn(status, problem);
    else showOpened();
  };
  return make("details", {},
    make("summary", {}, words("open_have")),
    make("div", { class: "stack" },
      make("div", { class: "field" }, make("label", { for: "open-file" }, words("open_file")), file),
      phrase.parentElement, seePhrase("open-see", [phrase]),
      buttonThatWorks(words("open_do"), open), status));
}

function fileField() {
  return make("input", { type: "file", id: "open-file", accept: ".json,application/json", autocomplete: "off" });
}

// Opens a file into `opened`; gives what to say where that cannot be done.
async function openKept(file, phrase) {
  const { kept, problem } = await readKept(file).catch(() => ({ problem: "unread" }));
  if (problem) return problemInWords(problem);
  const before = page.talk;
  let text;
  try {
    text = await unlock(kept, phrase);
  } catch {
    return words("open_wrong_phrase");
  }
  if (page.talk !== before) return words("open_choose"); // it was cleared meanwhile
  opened = talkIn(text);
  return opened ? "" : words("open_broken");
}

function problemInWords(problem) {
  if (problem === "large") return words("open_large");
  if (problem === "share") return words("open_share");
  if (problem === "newer") return words("open_newer");
  if (problem === "broken") return words("open_broken");
  if (problem === "unread") return words("open_unread");
  return words("open_foreign");
}

function showOpened() {
  if (page.place !== "welcome") return;
  show();
  document.getElementById("opened").focus();
}

function openedPart() {
  const { set, day } = opened;
  const choice = (text, talk) =>
    make("button", { type: "button", class: "button quiet", onclick: () => goOnWith(talk()) }, text);
  return make("div", { class: "stack note" },
    make("p", { id: "opened", tabindex: "-1" }, lines(words("opened_day", { day: dayInWords(day) }))),
    set.name === SET.name && set.version === SET.version ? null
      : make("p", {}, lines(words("opened_other_set", { name: set.name, version: set.version }))),
    leftOutPart(opened.leftOut),
    hasWords(page.talk) ? make("p", {}, lines(words("opened_instead"))) : null,
    make("div", { class: "row" },
      choice(words("opened_carry_on"), () => opened.talk), choice(words("opened_review"), () => reviewOf(opened))),
    make("p", { class: "soft" }, lines(words("opened_choice"))));
}

function leftOutPart(leftOut) {
  if (!leftOut.length) return null;
  const more = leftOut.length - NAMED_AT_MOST;
  return [
    make("p", {}, lines(words("opened_left_out"))),
    make("ul", {},
      leftOut.slice(0, NAMED_AT_MOST).map(name => make("li", {}, name)),
      more > 0 ? make("li", {}, words("opened_more", { number: more })) : null),
  ];
}

function goOnWith(talk) {
  page.talk = talk;
  page.left = true;
  page.confirmAgain = false;
  opened = null;
  next(1);
}

// A new talk: the record of last time, if it had anything, joins the earlier ones; the scale and its marks stay.
function reviewOf({ talk, day }) {
  const earlier = partsOf(talk.record).length ? [...talk.earlier, { day, record: talk.record }] : talk.earlier;
  return { ...newTalk(talk.length), scale: talk.scale, earlier: earlier.slice(-MOST_EARLIER) };
}
