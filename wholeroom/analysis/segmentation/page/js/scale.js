// The person's own scale: what tells them that things go well, its two ends, and their mark of today. For their eyes.

const LONGEST_NAME = 200; // characters of the scale's name and of its ends
const CLOSE_TOGETHER = 2; // marks this near to each other have hardly moved

pages.scale = () => {
  const { scale } = page.talk;
  const low = make("span", {}, lowEnd()), high = make("span", {}, highEnd());
  return [
    heading(words("scale_title")),
    make("p", { class: "lead" }, lines(words("scale_ask"))),
    make("p", {}, lines(words("scale_about"))),
    make("p", { class: "note" }, lines(words("scale_private"))),
    make("div", { class: "with-drawing" },
      make("div", { class: "stack" },
        scaleField("name", words("scale_name"), words("scale_name_hint"), () => {}),
        make("div", { class: "two-views" },
          scaleField("low", words("scale_low"), null, () => { low.textContent = lowEnd(); }),
          scaleField("high", words("scale_high"), null, () => { high.textContent = highEnd(); })),
        markToday(low, high)),
      scale.marks.length ? marksSoFar() : null),
  ];
};

function scaleField(name, label, hint, written) {
  const write = text => {
    page.talk.scale[name] = text;
    changed();
    written();
  };
  return fieldToWrite(`scale-${name}`, label, page.talk.scale[name], write,
    { tag: "input", type: "text", longest: LONGEST_NAME, hint });
}

function lowEnd() {
  const text = page.talk.scale.low;
  return text ? words("scale_low_end", { text }) : "0";
}

function highEnd() {
  const text = page.talk.scale.high;
  return text ? words("scale_high_end", { text }) : "10";
}

function markToday(low, high) {
  const now = page.talk.scale.marks.find(one => one.day === today());
  return make("fieldset", { class: "field own-mark" },
    make("legend", {}, words("scale_today")),
    make("p", { class: "hint" }, lines(words("scale_today_hint"))),
    make("p", { class: "ends soft" }, low, high),
    make("div", { class: "marks" }, elevenPlaces("own-mark", now ? now.mark : null, setMark)),
    now ? make("button", { type: "button", class: "link take-back", onclick: takeMarkBack }, words("take_back"))
      : null);
}

// One mark a day: a new one on the same day stands in for it.
function setMark(mark) {
  const { scale } = page.talk;
  scale.marks = scale.marks.filter(one => one.day !== today());
  if (mark !== null) scale.marks.push({ day: today(), mark });
  changed();
  show();
}

function marksSoFar() {
  return make("section", { class: "stack" },
    make("h2", {}, words("scale_drawn")),
    ownScaleDrawing(),
    page.talk.scale.marks.some(one => one.day !== today()) ? startAnew() : null);
}

function takeMarkBack() {
  setMark(null);
  document.getElementById("own-mark-0").focus({ preventScroll: true });
  tell(words("taken_back"));
}

function startAnew() {
  const anew = () => {
    page.talk.scale = { name: "", low: "", high: "", marks: [] };
    changed();
    go("scale");
  };
  return make("details", {},
    make("summary", {}, words("scale_other")),
    make("p", {}, lines(words("scale_other_about"))),
    make("button", { type: "button", class: "button quiet", onclick: anew }, words("scale_other_do")));
}

// The marks by day on the person's own scale, the same as a table, and words that judge nothing. Null without a mark.
function ownScaleDrawing() {
  const { name, marks } = page.talk.scale;
  if (!marks.length) return null;
  return make("figure", { class: "own-scale" },
    make("figcaption", {}, name || words("scale_no_name")),
    make("p", { class: "soft" }, highEnd()),
    dotsByDay(marks),
    make("p", { class: "soft" }, lowEnd()),
    make("p", { class: "days soft" }, make("span", {}, dayInWords(marks[0].day)),
      marks.length > 1 ? make("span", {}, dayInWords(marks[marks.length - 1].day)) : null),
    wordsOnMarks(marks),
    make("details", {}, make("summary", {}, words("scale_table")), tableOfMarks(marks)));
}

function dotsByDay(marks) {
  const time = one => Date.parse(one.day);
  const first = time(marks[0]), span = time(marks[marks.length - 1]) - first;
  const across = one => (span ? 24 + 592 * (time(one) - first) / span : 320);
  const up = mark => 172 - 16 * mark;
  return make("svg", { class: "dots", viewBox: "0 0 640 184", role: "img", "aria-label": words("scale_drawing") },
    [0, 5, 10].map(mark => make("line", { x1: 0, x2: 640, y1: up(mark), y2: up(mark) })),
    marks.map(one => make("circle", { cx: across(one), cy: up(one.mark), r: 8 })));
}

function wordsOnMarks(marks) {
  if (marks.length < 2) return make("p", {}, lines(words("scale_first")));
  const all = marks.map(one => one.mark);
  const near = Math.max(...all) - Math.min(...all) <= CLOSE_TOGETHER;
  return make("p", {}, lines(near ? words("scale_steady") : words("scale_moves")));
}

function tableOfMarks(marks) {
  const cell = (label, text) => make("td", {}, make("span", { class: "label" }, `${label}: `), text);
  return make("table", {},
    make("thead", {}, make("tr", {},
      make("th", { scope: "col" }, words("scale_day")), make("th", { scope: "col" }, words("scale_mark")))),
    make("tbody", {}, marks.map(one => make("tr", {},
      cell(words("scale_day"), dayInWords(one.day)), cell(words("scale_mark"), String(one.mark))))));
}
