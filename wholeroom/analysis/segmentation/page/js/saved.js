// Reads what an opened file holds, as strictly as conversation.py: what does not fit is left out and told by its name,
// and the good parts stay. Nothing in a file is run or put in as markup.

const MOST_CHOSEN = 60;
const MOST_MARKS = 1000;
const MOST_EARLIER = 200; // records of earlier times
const LONGEST_SHOWN = 60; // characters of a name that a file made up

// { set, day, talk, leftOut }, or null where there is no talk at all.
function talkIn(text) {
  let inner;
  try {
    inner = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(inner) || !isObject(inner.talk)) return null;
  const leftOut = [];
  const report = name => leftOut.push(name);
  const fields = known(inner, ["set", "day", "talk"], report);
  return {
    set: readSet(fields.set),
    day: take(fields, "day", isDay, today(), report, words("left_day")),
    talk: readTalk(fields.talk, report),
    leftOut: [...new Set(leftOut)],
  };
}

function readSet(value) {
  const text = name => (isObject(value) && typeof value[name] === "string" ? shortened(value[name]) : "?");
  return { name: text("name"), version: text("version") };
}

function readTalk(value, report) {
  const fields = known(value, ["length", "said", "record", "scale", "thanks", "earlier"], report);
  return {
    length: take(fields, "length", isOneOf(["short", "full"]), "full", report, words("left_length")),
    said: readSaid(fields.said, report),
    record: readRecord(fields.record, within(report, words("record_name"))),
    scale: readScale(fields.scale, within(report, words("scale_title"))),
    thanks: take(fields, "thanks", isText(LONGEST_WORDS), "", report, words("thanks_title")),
    earlier: readEarlier(fields.earlier, within(report, words("last_time"))),
  };
}

function readSaid(value, report) {
  const said = {};
  const both = known(value, SET.topics.map(topic => topic.name), report);
  for (const topic of SET.topics.filter(one => one.name in both)) {
    const inTopic = within(report, wording(topic.title));
    const voices = known(both[topic.name], VOICES, inTopic);
    said[topic.name] = {
      person: readAnswer(voices.person, topic, within(inTopic, voiceName("person"))),
      worker: readAnswer(voices.worker, topic, within(inTopic, voiceName("worker"))),
    };
  }
  return said;
}

function readAnswer(value, topic, report) {
  const fields = known(value, ["chose", "mark", "words", "skipped"], report);
  const fitsMark = mark => mark === null || (topic.kind === "scale" && isMark(mark));
  const read = {
    chose: readChosen(fields.chose, topic, report),
    mark: take(fields, "mark", fitsMark, null, report, words("left_mark")),
    words: take(fields, "words", isText(LONGEST_WORDS), "", report, words("left_words")),
    skipped: take(fields, "skipped", isYesOrNo, false, report, words("left_skipped")),
  };
  if (!read.skipped || !isGiven({ ...read, skipped: false })) return read;
  report(words("left_beside_skipped"));
  return { ...emptyAnswer(), skipped: true };
}

function readChosen(value, topic, report) {
  if (value === undefined) return [];
  const most = topic.kind === "choice" ? 1 : MOST_CHOSEN;
  const names = topic.choices.map(choice => choice.name);
  const chosen = Array.isArray(value) ? [...new Set(value.filter(name => names.includes(name)))].slice(0, most) : [];
  if (!Array.isArray(value) || chosen.length !== value.length) report(words("left_chosen"));
  return chosen;
}

// Whoever confirmed a record confirmed all of it: where a part was left out, both must do so again.
function readRecord(value, report) {
  let lost = false;
  const losing = name => {
    lost = true;
    report(name);
  };
  const empty = emptyRecord(), labels = recordLabels();
  const fields = known(value, Object.keys(empty), losing);
  const record = { ...empty };
  for (const name of ["wants", "view", "difference", "step", "person_does", "worker_does", "others_do"]) {
    record[name] = take(fields, name, isText(LONGEST_WORDS), "", losing, labels[name]);
  }
  const isStanding = isOneOf([null, ...standings().map(([name]) => name)]);
  const isPhase = isOneOf(["", ...SET.phases.map(phase => phase.name)]);
  record.standing = take(fields, "standing", isStanding, null, losing, labels.standing);
  record.review = take(fields, "review", day => day === "" || isDay(day), "", losing, labels.review);
  record.phase = readPerVoice(fields.phase, isPhase, "", within(losing, labels.phase));
  record.confirmed = readPerVoice(fields.confirmed, isYesOrNo, false, within(losing, words("confirm_says")));
  return lost ? { ...record, confirmed: empty.confirmed } : record;
}

function readPerVoice(value, fits, empty, report) {
  const fields = known(value, VOICES, report);
  const of = voice => take(fields, voice, fits, empty, report, voiceName(voice));
  return { person: of("person"), worker: of("worker") };
}

function readScale(value, report) {
  const fields = known(value, ["name", "low", "high", "marks"], report);
  const text = (name, label) => take(fields, name, isText(LONGEST_NAME), "", report, label);
  const ends = { low: text("low", words("scale_low")), high: text("high", words("scale_high")) };
  return { name: text("name", words("scale_name")), ...ends, marks: readMarks(fields.marks, report) };
}

function readMarks(value, report) {
  const marks = new Map();
  for (const one of listIn(value, MOST_MARKS, report)) {
    const fields = known(one, ["day", "mark"], report);
    if (isDay(fields.day) && isMark(fields.mark)) marks.set(fields.day, { day: fields.day, mark: fields.mark });
    else report(words("left_mark"));
  }
  return inOrder([...marks.values()]);
}

function readEarlier(value, report) {
  const records = [];
  for (const one of listIn(value, MOST_EARLIER, report)) {
    const fields = known(one, ["day", "record"], report);
    const { day } = fields;
    if (isDay(day)) records.push({ day, record: readRecord(fields.record, within(report, day)) });
    else report(words("left_day"));
  }
  return inOrder(records);
}

// Only the parts of an object that are known, without what it may inherit; the others are reported.
function known(value, names, report) {
  const fields = Object.create(null);
  if (value === undefined) return fields;
  if (!isObject(value)) report(words("left_all"));
  else {
    for (const name of Object.keys(value)) {
      if (names.includes(name)) fields[name] = value[name];
      else report(`“${shortened(name)}”`);
    }
  }
  return fields;
}

function take(fields, name, fits, empty, report, label) {
  if (!(name in fields) || fits(fields[name])) return name in fields ? fields[name] : empty;
  report(label);
  return empty;
}

function listIn(value, most, report) {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > most) report(words("left_list"));
  return Array.isArray(value) ? value.slice(0, most) : [];
}

function within(report, place) {
  return name => report(`${place}: ${name}`);
}

function inOrder(dated) {
  return dated.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}

function shortened(name) {
  return name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
}

function isText(most) {
  return value => typeof value === "string" && [...value].length <= most;
}

function isOneOf(names) {
  return value => names.includes(value);
}

function isYesOrNo(value) {
  return typeof value === "boolean";
}

function isMark(value) {
  return Number.isInteger(value) && value >= 0 && value <= 10;
}

function isDay(value) {
  if (typeof value !== "string" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value;
}
