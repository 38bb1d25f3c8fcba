// What stands at the top of every page of the talk: the wording, reading aloud, turning round, the map.

function strip() {
  const onWelcome = page.place === "welcome";
  return make("div", { class: "strip", role: "group", "aria-label": words("tools") },
    easySwitch(),
    aloudButton(sentencesOnPage),
    onWelcome ? null : turnButton(),
    onWelcome ? null : mapButton());
}

function easySwitch() {
  const turn = () => {
    page.easy = !page.easy;
    stopReading();
    show();
  };
  return make("button", { type: "button", id: "easy-read", class: "tool", "aria-pressed": String(page.easy), onclick: turn },
    words("easy_read"));
}

// Across a table: the page stands on its head, and it is the other's turn to say something.
function turnButton() {
  const turn = () => {
    page.turned = !page.turned;
    page.voice = otherVoice(page.voice);
    show();
    toTop();
  };
  return make("button", { type: "button", id: "turn-round", class: "tool", "aria-pressed": String(page.turned), onclick: turn },
    words("turn_round"));
}

function mapButton() {
  return make("button", { type: "button", id: "see-the-map", class: "tool map-button", onclick: openMap },
    words("see_map"));
}

function openMap() {
  const close = make("button", { type: "button", class: "button quiet", onclick: () => dialog.close() }, words("close_map"));
  const dialog = make("dialog", { class: `map-dialog ${page.turned ? "turned" : ""}`, "aria-label": words("map_title") },
    close, mapOfTalk());
  dialog.addEventListener("close", () => dialog.remove());
  document.getElementById("talk").append(dialog);
  dialog.showModal();
}

function otherVoice(voice) {
  return voice === "person" ? "worker" : "person";
}

function voiceName(voice) {
  return words(voice === "person" ? "you" : "your_worker");
}

// Says a short thing to who cannot see what has changed. It stands outside the talk, which is drawn anew.
const told = make("p", { class: "quietly", role: "status" });
document.body.append(told);

function tell(text) {
  told.textContent = text;
}

// In Easy Read each sentence has its own line.
function lines(text) {
  if (!page.easy) return text;
  return text.match(/.+?(?:[.?!]+[”)]*(?:\s+|$)|$)/gs).map(sentence => make("span", { class: "line" }, sentence));
}
