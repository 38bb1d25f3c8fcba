// The one-page sheet for the person: a card to look at or photograph, and the only thing that is printed from here.

// Of an A4 page, 178 mm by 257 are for letters: the rest is margin, and some to spare. It is measured as it will be
// printed, where nobody sees it.
const HIGH_TO_WIDE = 257 / 178;
const SURELY_FITS = 1000; // characters, half of what a page holds
const FITTINGS = [ // the first that fits one page is taken: letters in their size, with or without the map
  ["", true], ["smaller", true], ["smallest", true], ["", false], ["smaller", false], ["smallest", false],
];

function sheetPart() {
  const holder = make("div", { class: "sheet-holder" });
  const status = statusLine();
  const draw = () => {
    const [fitted, mapLeftOut] = fittedSheet();
    holder.replaceChildren(fitted);
    sayIn(status, mapLeftOut ? words("sheet_no_map") : "");
  };
  const tick = (id, name, label) => tickBox(id, label, leaving[name], on => {
    leaving[name] = on;
    draw();
  });
  draw();
  return leavingPart("sheet", words("sheet_title"),
    make("p", {}, lines(words("sheet_about"))),
    tick("sheet-map", "map", words("sheet_map")),
    page.talk.scale.marks.length ? tick("sheet-scale", "ownScale", words("sheet_scale")) : null,
    status,
    holder,
    make("button", { type: "button", class: "button quiet", onclick: printSheet }, words("sheet_print")),
    make("p", { class: "soft" }, lines(words("sheet_care"))));
}

// The sheet as it fits best, and whether the map is left out of it for want of room. A few words fit without measuring.
function fittedSheet() {
  const one = sheet();
  const map = one.querySelector(".map");
  if (!map && !leaving.ownScale && one.textContent.length < SURELY_FITS) return [one, false];
  const place = make("div", { class: "measuring", "aria-hidden": "true" }, one);
  document.body.append(place);
  FITTINGS.filter(([, withMap]) => map || !withMap).some(([letters, withMap]) => {
    one.className = `sheet ${letters}`;
    if (map) map.hidden = !withMap;
    return one.getBoundingClientRect().height <= place.getBoundingClientRect().width * HIGH_TO_WIDE;
  });
  place.remove();
  const leftOut = Boolean(map) && map.hidden;
  if (leftOut) map.remove();
  return [one, leftOut];
}

function sheet() {
  const { record } = page.talk;
  const nothing = partsOf(record).length === 0;
  return make("article", { class: "sheet", "aria-labelledby": "sheet-name" },
    make("h3", { id: "sheet-name" }, words("sheet_name")),
    make("p", { class: "soft" }, SET.example ? `${dayInWords(today())}. ${words("made_up")}` : dayInWords(today())),
    nothing ? make("p", {}, lines(words("record_empty"))) : recordList(record),
    nothing || isDone(record) ? null : make("p", { class: "soft" }, words("copy_not_done")),
    leaving.ownScale ? ownScaleDrawing() : null,
    leaving.map ? mapOfTalk() : null);
}

function printSheet() {
  window.addEventListener("afterprint", () => { page.left = true; }, { once: true });
  window.print();
}

// However it is printed from this page, only the sheet goes on paper.
window.addEventListener("beforeprint", () => {
  document.documentElement.classList.toggle("print-sheet", page.place === "leave");
});
window.addEventListener("afterprint", () => document.documentElement.classList.remove("print-sheet"));
