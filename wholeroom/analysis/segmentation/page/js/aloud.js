// Reading aloud by a voice that is on the device itself. Other voices would send the words away, so they stay silent.

const speech = window.speechSynthesis;
let reading = false;

function voiceOnDevice() {
  const fits = voice => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === SET.language;
  return speech ? speech.getVoices().find(fits) || null : null;
}

// A button that reads `texts` (a list, or a function that gives one) and stops when pressed again. Null without a voice.
function aloudButton(texts) {
  if (!voiceOnDevice()) return null;
  const press = () => {
    if (reading) stopReading();
    else readAloud(typeof texts === "function" ? texts() : texts);
  };
  return make("button", { type: "button", id: "read-aloud", class: "tool", onclick: press },
    words(reading ? "stop_reading" : "read_aloud"));
}

function readAloud(texts) {
  const voice = voiceOnDevice();
  const spoken = texts.map(text => Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang }));
  if (!spoken.length) return;
  spoken[spoken.length - 1].onend = () => nowReading(false);
  nowReading(true);
  spoken.forEach(one => speech.speak(one));
}

function stopReading() {
  if (!reading) return;
  speech.cancel();
  nowReading(false);
}

function nowReading(yes) {
  reading = yes;
  const button = document.getElementById("read-aloud");
  if (button) button.textContent = words(yes ? "stop_reading" : "read_aloud");
}

// The sentences that stand on the page now, each once; not the map, nor what leads from page to page.
function sentencesOnPage() {
  const blocks = "h1, h2, h3, h4, p, li, dt, dd, legend, label, .length .button";
  const silent = ".strip, .footing, .map, [hidden], details:not([open]) > :not(summary)";
  return [...document.querySelectorAll(`#talk :is(${blocks})`)]
    .filter(one => !one.closest(silent) && !one.querySelector(blocks) && one.offsetParent)
    .map(one => one.textContent.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

// Voices may come only after the page is there.
if (speech) {
  speech.addEventListener("voiceschanged", () => {
    const old = document.querySelector("#talk > .strip");
    if (old && !document.getElementById("read-aloud")) old.replaceWith(strip());
  });
  window.addEventListener("pagehide", stopReading);
}
