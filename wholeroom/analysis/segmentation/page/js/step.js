// One next step: who does what, and when the two look at it again. All of it can stay empty.

pages.step = () => [
  heading(words("step_title")),
  make("p", {}, lines(words("step_about"))),
  changedNote(),
  recordField("step", words("label_step"), words("step_hint")),
  make("div", { class: "who-does-what" },
    recordField("person_does", words("label_person_does"), null),
    recordField("worker_does", words("label_worker_does"), null),
    recordField("others_do", words("label_others_do"), null)),
  reviewPart(),
];

function reviewPart() {
  const status = statusLine(reviewTold(), "soft");
  const set = day => {
    writeInRecord({ review: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day) ? day : "" });
    sayIn(status, reviewTold());
  };
  const field = fieldToWrite("record-review", words("label_review"), page.talk.record.review, set,
    { tag: "input", type: "date", max: "9999-12-31", longest: null, hint: words("review_hint") });
  const quick = (weeks, text) => make("button", {
    type: "button", class: "button quiet",
    onclick: () => {
      field.querySelector("input").value = dayInWeeks(weeks);
      set(dayInWeeks(weeks));
    },
  }, text);
  return make("div", { class: "review" }, field,
    make("div", { class: "row", role: "group", "aria-label": words("review_quick") },
      quick(2, words("in_2_weeks")), quick(4, words("in_4_weeks")), quick(12, words("in_12_weeks"))),
    status);
}

function reviewTold() {
  const { review } = page.talk.record;
  return review ? words("review_on", { day: dayInWords(review) }) : "";
}

function dayInWeeks(weeks) {
  const day = new Date();
  day.setDate(day.getDate() + 7 * weeks);
  return dayOf(day);
}
