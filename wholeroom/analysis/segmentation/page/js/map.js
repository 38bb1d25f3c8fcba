// The map of the talk: what the person wants in the middle, a branch for each part, and on it what each of the two said.
// A leaf says who said it by word and by shape, and leaves on both sides of the middle belong to one of the two.

const PART_NAMES = {
  know: () => words("part_know"), want: () => words("part_want"), steady: () => words("part_steady"),
  now: () => words("part_now"), body: () => words("part_body"), life: () => words("part_life"),
  ways: () => words("part_ways"), support: () => words("part_support"),
};

function mapOfTalk() {
  const parts = Object.keys(PART_NAMES).map(branch).filter(Boolean);
  return make("section", { class: "map" },
    make("h2", {}, words("map_title")),
    make("p", { class: "map-key soft" }, ["person", "both", "worker"].map(by =>
      make("span", { class: "who" }, marker(by), saidBy(by)))),
    make("div", { class: "aim" },
      make("h3", {}, words("what_you_want")),
      personsAim() ? make("p", { "data-words": true }, `“${personsAim()}”`) : make("p", { class: "soft" }, words("aim_to_come"))),
    parts);
}

// Draws the one branch anew that a topic is on; the whole map where a branch comes or goes, or where the aim may change.
function growMap(map, topic) {
  const old = map.querySelector(`[data-part="${topic.part}"]`);
  const grown = branch(topic.part);
  if (old && grown && topic !== aimTopic()) old.replaceWith(grown);
  else map.replaceWith(mapOfTalk());
}

function aimTopic() {
  return SET.topics.find(topic => topic.part === "want");
}

// What the person wants, in their own words; empty as long as they have not said.
function personsAim() {
  const topic = aimTopic();
  return topic ? answerOf(page.talk, topic.name, "person").words.trim() : "";
}

function branch(part) {
  const all = SET.topics.filter(topic => topic.part === part);
  const name = all.length === 1 ? wording(all[0].title) : PART_NAMES[part]();
  const twigs = all.map(topic => twig(topic, name)).filter(Boolean);
  return twigs.length ? make("div", { class: "branch", "data-part": part }, make("h3", {}, name), twigs) : null;
}

function twig(topic, branchName) {
  const leaves = leavesOf(topic);
  if (!leaves.length) return null;
  return make("div", { class: "twig", "data-topic": topic.name },
    wording(topic.title) === branchName ? null : make("h4", {}, wording(topic.title)),
    make("ul", { class: "leaves", role: "list" }, leaves));
}

// What both said, what the person said, what the worker said; only what there is.
function leavesOf(topic) {
  const [person, worker] = VOICES.map(voice => answerOf(page.talk, topic.name, voice));
  const both = person.chose.filter(name => worker.chose.includes(name));
  const bothMark = person.mark === worker.mark ? person.mark : null;
  const own = answer => ({
    chose: answer.chose.filter(name => !both.includes(name)),
    mark: bothMark === null ? answer.mark : null,
    words: answer.words.trim(),
  });
  const persons = own(person);
  if (topic === aimTopic()) persons.words = "";
  return [
    leaf(topic, "both", { chose: both, mark: bothMark, words: "" }),
    leaf(topic, "person", persons),
    leaf(topic, "worker", own(worker)),
  ].filter(Boolean);
}

function leaf(topic, by, { chose, mark, words: typed }) {
  const content = chose.map(name => make("p", {}, titleOf(topic.name, name)));
  if (mark !== null) content.push(make("p", {}, markInWords(topic, mark)));
  if (typed) content.push(make("p", { "data-words": true }, `“${typed}”`));
  return content.length ? make("li", { class: `leaf ${by}` }, make("p", { class: "who" }, marker(by), saidBy(by)), content) : null;
}

function markInWords(topic, mark) {
  return words("mark_on_line", { mark, low: wording(topic.low), high: wording(topic.high) });
}

function saidBy(by) {
  return by === "both" ? words("both_of_you") : voiceName(by);
}

// A round sign for the person, a square one for the worker, a diamond for both.
function marker(by) {
  return make("span", { class: `marker ${by}`, "aria-hidden": "true" });
}
