// One topic a page: the question, what each of the two says to it, and the map beside it.

pages.topic = name => make("div", { class: "with-map" }, topicPart(topicNamed(name)), mapBeside());

function topicPart(topic) {
  return make("div", { class: "topic" },
    heading(wording(topic.title)),
    make("p", { class: "ask", id: "ask" }, lines(wording(topic.ask))),
    topic.hint ? make("p", { class: "soft" }, lines(wording(topic.hint))) : null,
    equalCards(topic),
    whoSpeaks(),
    make("div", { class: "voices", "data-speaks": page.voice }, VOICES.map(voice => voicePart(topic, voice))));
}

// The map comes once the page is there: a full one takes long to draw on a slow phone.
function mapBeside() {
  const empty = make("section", { class: "map" });
  requestAnimationFrame(() => setTimeout(() => empty.replaceWith(mapOfTalk())));
  return make("aside", { class: "beside", tabindex: "0", "aria-label": words("map_title") }, empty);
}

// From topic to topic the map stays where it is. False where this page cannot become the other that way.
function becomesTopic(talk, name) {
  const now = talk.querySelector(".with-map > .topic");
  if (!now || talk.dataset.easy !== String(page.easy)) return false;
  now.replaceWith(topicPart(topicNamed(name)));
  talk.querySelector(".strip").replaceWith(strip());
  talk.querySelector(".footing").replaceWith(footing());
  return true;
}

// On a narrow screen one of the two speaks at a time; on a wide one both stand side by side.
function whoSpeaks() {
  const turn = voice => {
    page.voice = voice;
    document.querySelector("#talk .voices").dataset.speaks = voice;
  };
  return make("fieldset", { class: "who-speaks" },
    make("legend", {}, words("who_speaks")),
    VOICES.map(voice => make("label", { class: "turn" },
      make("input", {
        type: "radio", name: "who-speaks", id: `speaks-${voice}`, checked: page.voice === voice, onchange: () => turn(voice),
      }),
      voiceName(voice))));
}

function voicePart(topic, voice) {
  const skipped = answerOf(page.talk, topic.name, voice).skipped;
  return make("fieldset", { class: `voice ${voice}` },
    make("legend", {}, marker(voice), voiceName(voice)),
    skipped ? null : [FIELDS[topic.kind](topic, voice), wordsField(topic, voice)],
    skipField(topic, voice, skipped));
}

function wordsField(topic, voice) {
  return make("div", { class: "writing" },
    make("label", { for: `${voice}-words` }, words(voice === "person" ? "your_words" : "workers_words")),
    writingField("textarea", {
      id: `${voice}-words`, rows: topic.kind === "words" ? "6" : "2", maxlength: "4000",
      oninput: event => said(topic, voice, { words: event.target.value }),
    }, answerOf(page.talk, topic.name, voice).words));
}

// "Rather not say" empties what this voice said here, and is taken back by the same box.
function skipField(topic, voice, skipped) {
  const turn = event => {
    skip(page.talk, topic.name, voice, event.target.checked);
    changed();
    show();
    refresh(topic);
  };
  return make("label", { class: "skip-this" },
    make("input", { type: "checkbox", id: `${voice}-skip`, checked: skipped, onchange: turn }),
    words(voice === "person" ? "rather_not" : "leave_out"));
}

function said(topic, voice, change) {
  say(page.talk, topic.name, voice, change);
  changed();
  refresh(topic);
}

// Draws what depends on what is said, and leaves the fields alone, so that the caret stays where it is.
function refresh(topic) {
  const beside = document.querySelector("#talk .beside");
  growMap(beside.querySelector(".map"), topic);
  follow(beside, topic);
  requestAnimationFrame(() => requestAnimationFrame(() => follow(beside, topic)));
  document.querySelector("#talk > .footing").replaceWith(footing());
}

// Keeps in sight what has just grown; once more when all that came into sight has its true height.
function follow(beside, topic) {
  const grown = beside.querySelector(`[data-topic="${topic.name}"]`);
  if (grown && grown.offsetParent) beside.scrollTop = grown.offsetTop + grown.offsetParent.offsetTop;
}
