// The first page: what this is, who keeps it, and how long the two have.

pages.welcome = () => [
  make("div", { class: "opening" },
    make("p", { class: "soft" }, SET.service),
    heading(wording(SET.title)),
    make("p", { class: "lead" }, lines(wording(SET.about)))),
  make("div", { class: "welcome" },
    make("div", { class: "stack" }, lengths(), keptNote(), notThis()),
    make("div", { class: "asides" }, openFilePart(), onPaper(), whoseWords())),
];

function lengths() {
  return make("section", { class: "stack" },
    make("h2", {}, words("length_title")),
    make("div", { class: "lengths" },
      lengthChoice("short", "button", words("ten_minutes"), words("about_ten", { pages: pagesOf("short") })),
      lengthChoice("full", "button quiet", words("full_talk"),
        words("about_full", { minutes: minutesOf(pagesOf("full")), pages: pagesOf("full") }))),
    make("p", {}, lines(words("stop_anywhere"))));
}

function lengthChoice(length, kind, title, about) {
  const begin = () => {
    page.talk.length = length;
    next(1);
  };
  return make("div", { class: "length" },
    make("button", { type: "button", class: kind, onclick: begin }, title),
    make("p", { class: "soft" }, lines(about)));
}

function pagesOf(length) {
  return places({ ...page.talk, length }).length - 1;
}

// A minute and a half a page, to the nearest ten.
function minutesOf(number) {
  return Math.max(20, Math.round(number * 0.15) * 10);
}

function keptNote() {
  return make("section", { class: "note stack" },
    make("h2", {}, words("kept_title")),
    make("p", {}, lines(words("kept_by_you"))),
    make("p", {}, lines(words("kept_gone"))),
    make("p", {}, make("strong", {}, words("kept_record")), " ", lines(wording(SET.seen_by))));
}

function notThis() {
  return make("section", { class: "stack" },
    make("h2", {}, words("not_title")),
    make("ul", {}, [words("not_advice"), words("not_decision"), words("not_test")].map(text => make("li", {}, lines(text)))));
}

// The talk is hidden from the printer until the paper is out.
function onPaper() {
  const print = () => {
    document.documentElement.classList.add("print-paper");
    window.addEventListener("afterprint", () => document.documentElement.classList.remove("print-paper"), { once: true });
    window.print();
  };
  return make("section", { class: "stack" },
    make("h2", {}, words("on_paper")),
    make("p", {}, lines(words("on_paper_note"))),
    make("button", { type: "button", class: "button quiet", onclick: print }, words("print_on_paper")));
}

function whoseWords() {
  const reviews = SET.reviews.filter(review => review.version === SET.version);
  return make("section", { class: "stack" },
    make("h2", {}, words("whose_title")),
    make("p", {}, lines(words("whose_words", { service: SET.service, version: SET.version }))),
    reviews.map(review => make("p", {}, lines(
      words("reviewed", { role: review.role, day: dayInWords(review.day) })), " ", review.said)),
    reviews.length ? null : make("p", {}, lines(words(SET.example ? "made_up" : "not_reviewed"))));
}
