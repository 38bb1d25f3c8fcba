// One conversation, as conversation.py describes it. It lives in this variable and nowhere else.

const VOICES = ["person", "worker"];

function emptyAnswer() {
  return { chose: [], mark: null, words: "", skipped: false };
}

function emptyRecord() {
  return {
    wants: "", view: "", standing: null, difference: "", step: "", person_does: "", worker_does: "", others_do: "",
    review: "", phase: { person: "", worker: "" }, confirmed: { person: false, worker: false },
  };
}

// `scale` is the person's own; `earlier` are the records of files opened before, oldest first, each { day, record }.
function newTalk(length) {
  return {
    length, said: {}, record: emptyRecord(), scale: { name: "", low: "", high: "", marks: [] }, thanks: "", earlier: [],
  };
}

function answerOf(talk, topic, voice) {
  return (talk.said[topic] && talk.said[topic][voice]) || emptyAnswer();
}

function answer(talk, topic, voice, change) {
  const both = talk.said[topic] || { person: emptyAnswer(), worker: emptyAnswer() };
  both[voice] = { ...both[voice], ...change };
  talk.said[topic] = both;
}

// To say something takes "rather not say" back; to skip takes back what was said.
function say(talk, topic, voice, change) {
  answer(talk, topic, voice, { ...change, skipped: false });
}

function skip(talk, topic, voice, yes) {
  answer(talk, topic, voice, { ...emptyAnswer(), skipped: yes });
}

// Whoever had confirmed the record must do so again.
function writeDown(record, change) {
  Object.assign(record, change, { confirmed: { person: false, worker: false } });
}

// Nobody confirms for the other.
function confirmRecord(record, voice, yes) {
  record.confirmed = { ...record.confirmed, [voice]: yes };
}

function isDone(record) {
  return record.confirmed.person && record.confirmed.worker;
}

function agreedPhase(record) {
  return record.phase.person === record.phase.worker ? record.phase.person : "";
}

function hasWords(talk) {
  return Object.values(talk.said).some(both => VOICES.some(voice => isGiven(both[voice])))
    || ["wants", "view", "difference", "step", "person_does", "worker_does", "others_do"].some(name => talk.record[name])
    || talk.scale.name !== "" || talk.thanks !== "";
}
