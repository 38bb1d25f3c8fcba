// From page to page. Other files put their pages into `pages`: a function that draws a place and hands back its parts.

const pages = {}; // by the kind of place: welcome, topic, scale, things, views, step, confirm, leave

// The places of this conversation in their order. Topics that rules bring up join as they come up. In ten minutes the
// person's own scale comes only where they have one already.
function places(talk = page.talk) {
  const topics = SET.topics.filter(topic => comesUp(topic, talk));
  const before = topics.filter(topic => SET.strengths.includes(topic.part));
  const after = topics.filter(topic => !before.includes(topic));
  const named = topic => `topic:${topic.name}`;
  const scale = talk.length === "full" || talk.scale.marks.length || talk.scale.name ? ["scale"] : [];
  return ["welcome", ...before.map(named), ...scale, ...after.map(named), "things", "views", "step", "confirm", "leave"];
}

function go(place) {
  page.place = place;
  stopReading();
  show();
  guardBack();
  toTop();
  document.querySelector("#talk h1").focus({ preventScroll: true });
}

// Where the page begins: at its end if it stands on its head.
function toTop() {
  window.scrollTo(0, page.turned ? document.documentElement.scrollHeight : 0);
}

function next(by) {
  const all = places();
  const at = Math.max(all.indexOf(page.place), 0);
  go(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

// Draws the place anew. What was typed is in the talk already, so nothing is lost; what had the focus has it again.
function show() {
  const focused = document.activeElement.id;
  const [kind, name] = page.place.split(":");
  const talk = document.getElementById("talk");
  if (kind !== "topic" || !becomesTopic(talk, name)) {
    const drawn = [pages[kind](name)].flat().filter(Boolean);
    talk.replaceChildren(strip(), ...drawn, page.place === "welcome" ? "" : footing());
  }
  talk.className = `page talk ${page.turned ? "turned" : ""}`;
  talk.dataset.place = page.place;
  talk.dataset.easy = String(page.easy);
  document.title = `${talk.querySelector("h1").textContent} · ${wording(SET.title)}`;
  document.documentElement.classList.toggle("easy", page.easy);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function heading(text) {
  return make("h1", { tabindex: "-1" }, text);
}

function footing() {
  const all = places();
  const at = all.indexOf(page.place);
  const last = at === all.length - 1;
  return make("nav", { class: "footing", "aria-label": words("pages") },
    make("button", { type: "button", class: "button quiet", onclick: () => next(-1) }, words("back")),
    make("p", { class: "soft" }, words("page_of", { number: at, all: all.length - 1 })),
    last ? null : make("button", { type: "button", class: "button", onclick: () => next(1) }, words("next")));
}
