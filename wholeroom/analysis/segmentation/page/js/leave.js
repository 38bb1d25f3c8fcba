// What leaves this room: nothing by itself. The two choose what goes, and where to.

let leaving = freshLeaving(); // what is ticked on this page

function freshLeaving() {
  return { topics: false, thanks: false, ownScale: false, map: false, fine: { person: false, worker: false } };
}

pages.leave = () => [
  heading(words("leave_title")),
  make("p", { class: "lead" }, lines(words("leave_about"))),
  make("p", { class: "note" }, lines(wording(SET.seen_by)), " ", lines(words("leave_who"))),
  copyPart(),
  sheetPart(),
  keepPart(),
  sharePart(),
  thanksPart(),
  clearPart(),
];

function leavingPart(name, title, ...children) {
  return make("section", { class: `leaving leaving-${name}`, "aria-labelledby": `leaving-${name}` },
    make("h2", { id: `leaving-${name}` }, title), make("div", { class: "stack" }, children));
}

// What the person says that helped, large, for the worker to see. It is never counted.
function thanksPart() {
  const shown = make("blockquote", { class: "thanks" });
  const draw = () => {
    shown.hidden = page.talk.thanks.trim() === "";
    shown.textContent = page.talk.thanks;
  };
  const write = text => {
    page.talk.thanks = text;
    changed();
    draw();
    drawCopy();
  };
  draw();
  return leavingPart("thanks", words("thanks_title"),
    make("p", {}, lines(words("thanks_about"))),
    fieldToWrite("thanks", words("thanks_label"), page.talk.thanks, write, { rows: 2 }),
    shown,
    make("p", {}, lines(words("good_work"))));
}

function clearPart() {
  const sure = make("div", { class: "stack", hidden: true, role: "group", "aria-labelledby": "clear-sure" },
    make("p", { id: "clear-sure" }, lines(words("clear_sure"))),
    make("div", { class: "row" },
      make("button", { type: "button", class: "button quiet", onclick: closeAndClear }, words("clear_yes")),
      make("button", { type: "button", class: "button quiet", onclick: () => ask(false) }, words("clear_no"))));
  const clear = () => (hasWords(page.talk) && !page.left ? ask(true) : closeAndClear());
  const button = make("button", { type: "button", class: "button quiet", onclick: clear }, words("clear_do"));
  const ask = yes => {
    sure.hidden = !yes;
    button.hidden = yes;
    (yes ? sure.querySelector("button") : button).focus();
  };
  return leavingPart("clear", words("clear_title"), make("p", {}, lines(words("clear_about"))), button, sure);
}

function closeAndClear() {
  wipe();
  go("welcome");
  document.querySelector("#talk h1").after(make("p", { class: "note", role: "status" }, lines(words("cleared"))));
}
