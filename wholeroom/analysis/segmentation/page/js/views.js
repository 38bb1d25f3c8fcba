// The aim record, first page: both views side by side, how the two stand, and what was written down last time.

const followed = new WeakMap(); // by the talk: what the two views were last filled with

pages.views = () => {
  fillViews();
  return [
    heading(words("views_title")),
    make("p", {}, lines(words("views_about"))),
    lastTime(),
    changedNote(),
    make("div", { class: "two-views" },
      recordField("wants", words("label_wants"), words("wants_hint")),
      recordField("view", words("label_view"), words("view_hint"))),
    ...standingPart(),
    phasePart(),
  ];
};

// Until somebody writes here, the two views follow what was said to the first question about what the person wants.
function fillViews() {
  const { talk } = page;
  const topic = SET.topics.find(one => one.part === "want");
  const before = followed.get(talk) || { wants: "", view: "" };
  const said = {
    wants: topic ? answerOf(talk, topic.name, "person").words : "",
    view: topic ? answerOf(talk, topic.name, "worker").words : "",
  };
  for (const name of ["wants", "view"]) {
    const untouched = talk.record[name] === before[name];
    if (untouched && said[name] !== before[name]) writeInRecord({ [name]: said[name] });
  }
  followed.set(talk, said);
}

// Writes into the record. Where somebody had confirmed it, the page says at once that both must do so again.
function writeInRecord(change) {
  const { record } = page.talk;
  if (record.confirmed.person || record.confirmed.worker) page.confirmAgain = true;
  writeDown(record, change);
  changed();
  const note = document.getElementById("changed-note");
  if (note) note.textContent = page.confirmAgain ? words("confirm_again") : "";
}

function changedNote() {
  return make("p", { class: "changed-note", id: "changed-note", role: "status" },
    page.confirmAgain ? words("confirm_again") : "");
}

function recordField(name, label, hint) {
  const write = text => writeInRecord({ [name]: text });
  return fieldToWrite(`record-${name}`, label, page.talk.record[name], write, { hint });
}

function standings() {
  return [
    ["right", words("standing_right")], ["try", words("standing_try")],
    ["differ", words("standing_differ")], ["not-today", words("standing_not_today")],
  ];
}

function standingPart() {
  const { record } = page.talk;
  const difference = recordField("difference", words("label_difference"), words("difference_hint"));
  difference.hidden = record.standing !== "differ";
  const choose = value => {
    writeInRecord({ standing: value });
    difference.hidden = value !== "differ";
  };
  return [chooseOne("standing", words("standing_ask"), standings(), record.standing, choose), difference];
}

// Only where the set names phases, closed until somebody opens it, and never with a phase put forward.
function phasePart() {
  if (!SET.phases.length) return null;
  const { phase } = page.talk.record;
  const status = statusLine(phaseTold());
  const choose = voice => value => {
    writeInRecord({ phase: { ...page.talk.record.phase, [voice]: value } });
    sayIn(status, phaseTold());
  };
  const choices = [["", words("phase_rather_not")],
    ...SET.phases.map(one => [one.name, wording(one.title), wording(one.means)])];
  return make("details", { class: "phases", open: Boolean(phase.person || phase.worker) },
    make("summary", {}, words("phase_title")),
    make("p", {}, lines(words("phase_about"))),
    make("div", { class: "two-views" },
      chooseOne("phase-person", words("phase_person"), choices, phase.person, choose("person")),
      chooseOne("phase-worker", words("phase_worker"), choices, phase.worker, choose("worker"))),
    status);
}

function phaseTold() {
  const agreed = phaseTitle(agreedPhase(page.talk.record));
  return agreed ? words("phase_both", { phase: agreed }) : words("phase_none");
}

function phaseTitle(name) {
  const phase = SET.phases.find(one => one.name === name);
  return phase ? wording(phase.title) : "";
}

function lastTime() {
  const last = page.talk.earlier[page.talk.earlier.length - 1];
  if (!last) return null;
  return make("section", { class: "last-time" },
    make("h2", {}, words("last_time")),
    make("p", { class: "soft" }, words("last_time_day", { day: dayInWords(last.day) })),
    recordList(last.record));
}
