// Making a page: every text goes in as text, never as markup.

const SET = JSON.parse(document.getElementById("set").textContent);
const WORDS = JSON.parse(document.getElementById("words").textContent);

// The one state of the page: the talk, and how it is shown. `place` is where the two are; `left` is whether anything
// has left the page since something was last said.
const page = { talk: newTalk("full"), place: "welcome", easy: false, voice: "person", turned: false, left: true };

// A text of the set, in the wording chosen.
function wording(text) {
  return text ? text[page.easy ? 1 : 0] : "";
}

// One of the page's own texts, with its values: words("page_of", { number: 2, all: 14 }).
function words(key, values) {
  if (!WORDS[key]) throw new Error(`There is no text ${key}.`);
  return wording(WORDS[key]).replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
}

// make("p", { class: "soft" }, "Hello", child): attributes by name, events as functions under on…, nothing for null.
function make(tag, attributes, ...children) {
  const svg = ["svg", "path", "circle", "line", "text", "g", "title", "rect", "polyline"].includes(tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

// A field to write in. Nothing that is typed may be kept, completed or sent away to be checked by the browser.
function writingField(tag, attributes, text = "") {
  return make(tag, {
    autocomplete: "off", autocorrect: "off", spellcheck: "false", writingsuggestions: "false", translate: "no",
    ...attributes,
  }, text);
}

function topicNamed(name) {
  return SET.topics.find(topic => topic.name === name);
}

function titleOf(topic, choice) {
  return wording(topicNamed(topic).choices.find(one => one.name === choice).text);
}

// Something was said: what had left the page before is no longer all there is.
function changed() {
  page.left = false;
}

// A day where the two are, as 2026-11-22.
function dayOf(date) {
  const two = number => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function today() {
  return dayOf(new Date());
}

// Made while the page loads: the first one takes long on a slow phone.
const DAY_IN_WORDS = new Intl.DateTimeFormat(SET.language === "en" ? "en-GB" : SET.language, { dateStyle: "long" });

function dayInWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  return DAY_IN_WORDS.format(new Date(year, month - 1, date));
}

function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000); // some browsers fetch it only after a while
}
