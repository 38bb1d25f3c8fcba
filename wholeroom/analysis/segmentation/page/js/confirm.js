// The whole record as it will stand. It is done only when both confirm; nobody confirms for the other.

pages.confirm = () => {
  const { record } = page.talk;
  if (!partsOf(record).length) return [heading(words("confirm_title")), make("p", {}, lines(words("record_empty")))];
  const status = statusLine(confirmTold(record), "note");
  const draw = () => sayIn(status, confirmTold(record));
  return [
    heading(words("confirm_title")),
    make("p", {}, lines(words("confirm_about"))),
    make("section", { class: "record card", "aria-label": words("record_name") }, recordList(record)),
    make("div", { class: "two-views" },
      confirmBox("person", words("confirm_person"), draw), confirmBox("worker", words("confirm_worker"), draw)),
    status,
  ];
};

function confirmBox(voice, whose, draw) {
  const { record } = page.talk;
  const box = make("input", {
    type: "checkbox", id: `confirm-${voice}`, autocomplete: "off", checked: record.confirmed[voice],
    onchange: () => {
      confirmRecord(record, voice, box.checked);
      page.confirmAgain = false;
      changed();
      draw();
    },
  });
  return make("div", { class: "option confirm" }, box,
    make("label", { for: `confirm-${voice}` }, make("strong", {}, whose), " ", words("confirm_says")));
}

function confirmTold(record) {
  if (isDone(record)) return words("confirm_done");
  return page.confirmAgain ? words("confirm_again") : words("confirm_not_yet");
}

// The parts of a record that somebody filled, in order: [name, text]. A difference counts only where they differ.
function partsOf(record) {
  const standing = standings().find(([name]) => name === record.standing);
  return [
    ["wants", record.wants],
    ["view", record.view],
    ["standing", standing ? standing[1] : ""],
    ["difference", record.standing === "differ" ? record.difference : ""],
    ["step", record.step],
    ["person_does", record.person_does],
    ["worker_does", record.worker_does],
    ["others_do", record.others_do],
    ["review", record.review ? dayInWords(record.review) : ""],
    ["phase", phaseTitle(agreedPhase(record))],
  ].filter(([, text]) => text.trim() !== "");
}

function recordLabels() {
  return {
    wants: words("label_wants"), view: words("label_view"), standing: words("label_standing"),
    difference: words("label_difference"), step: words("label_step"), person_does: words("label_person_does"),
    worker_does: words("label_worker_does"), others_do: words("label_others_do"), review: words("label_review"),
    phase: words("label_phase"),
  };
}

function recordList(record) {
  const labels = recordLabels();
  return make("dl", { class: "record-parts" }, partsOf(record).map(([name, text]) =>
    make("div", { class: `part-${name}` }, make("dt", {}, labels[name]), make("dd", {}, text))));
}
