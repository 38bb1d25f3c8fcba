// What can be chosen on a topic's page: one of several, some of several, a place on a line, a way on, an amount of support.

const FIELDS = {
  words: () => null,
  choice: (topic, voice) => [oneOf(topic, voice), takeBack(topic, voice)],
  choices: (topic, voice) => someOf(topic, voice),
  ways: (topic, voice) => someOf(topic, voice),
  support: (topic, voice) => someOf(topic, voice),
  scale: (topic, voice) => [line(topic, voice), takeBack(topic, voice)],
};

function oneOf(topic, voice) {
  const { chose } = answerOf(page.talk, topic.name, voice);
  const choose = choice => {
    said(topic, voice, { chose: [choice.name] });
    showTakeBack(voice);
  };
  return make("div", { class: "choices", role: "radiogroup", "aria-labelledby": "ask" }, topic.choices.map(choice =>
    choiceRow("radio", voice, choice, chose.includes(choice.name), () => choose(choice))));
}

function someOf(topic, voice) {
  const { chose } = answerOf(page.talk, topic.name, voice);
  const choose = (choice, yes) => {
    const before = answerOf(page.talk, topic.name, voice).chose;
    const inOrder = topic.choices.map(one => one.name);
    said(topic, voice, { chose: inOrder.filter(name => (name === choice.name ? yes : before.includes(name))) });
  };
  return make("div", { class: "choices", role: "group", "aria-labelledby": "ask" }, topic.choices.map(choice =>
    choiceRow("checkbox", voice, choice, chose.includes(choice.name), event => choose(choice, event.target.checked))));
}

function choiceRow(type, voice, choice, checked, onchange) {
  return make("label", { class: "choice" },
    make("input", { type, name: `${voice}-chose`, id: `${voice}-${choice.name}`, checked, onchange }),
    make("span", {}, wording(choice.text)));
}

// Eleven places with both ends named. A slider would already stand somewhere; this stands nowhere until someone chooses.
function line(topic, voice) {
  const { mark } = answerOf(page.talk, topic.name, voice);
  const choose = number => {
    said(topic, voice, { mark: number });
    showTakeBack(voice);
  };
  return make("div", { class: "on-line" },
    make("p", { class: "ends" },
      make("span", {}, words("end_of_line", { number: 0, text: wording(topic.low) })),
      make("span", {}, words("end_of_line", { number: 10, text: wording(topic.high) }))),
    make("div", { class: "marks", role: "radiogroup", "aria-labelledby": "ask" },
      elevenPlaces(`${voice}-mark`, mark, choose)));
}

// 0 to 10, of which one can be chosen.
function elevenPlaces(name, chosen, choose) {
  return [...Array(11).keys()].map(number => make("label", { class: "mark" },
    make("input", {
      type: "radio", name, id: `${name}-${number}`, autocomplete: "off", checked: chosen === number,
      onchange: () => choose(number),
    }),
    make("span", {}, String(number))));
}

function takeBack(topic, voice) {
  const { chose, mark } = answerOf(page.talk, topic.name, voice);
  const press = () => {
    said(topic, voice, { chose: [], mark: null });
    show();
    document.querySelector(`#talk .voice.${voice} input`).focus({ preventScroll: true });
    tell(words("taken_back"));
  };
  return make("button", {
    type: "button", class: "link take-back", id: `${voice}-take-back`, hidden: !chose.length && mark === null, onclick: press,
  }, words("take_back"));
}

function showTakeBack(voice) {
  document.getElementById(`${voice}-take-back`).hidden = false;
}

// The five ways on, or the amounts of support: each with the same space, in the order of the file.
function equalCards(topic) {
  const cards = { ways: () => SET.ways.map(wayCard), support: () => SET.support.map(amountCard) }[topic.kind];
  if (!cards) return null;
  return [
    make("p", { class: "soft" }, lines(words(topic.kind === "ways" ? "ways_note" : "support_note"))),
    make("ul", { class: "equal", role: "list" }, cards()),
  ];
}

// In ten minutes both sides of every way are folded, of all five alike.
function wayCard(way) {
  const sides = [
    make("p", { class: "side" }, make("strong", {}, words("may_be_good")), " ", lines(wording(way.good))),
    make("p", { class: "side" }, make("strong", {}, words("may_be_hard")), " ", lines(wording(way.hard))),
  ];
  return make("li", { class: "card" },
    make("h2", {}, wording(way.title)),
    page.talk.length === "full" ? sides : make("details", {}, make("summary", {}, words("both_sides")), sides),
    way.prescriber ? make("p", { class: "side" }, lines(words("raise_with_prescriber"))) : null);
}

function amountCard(amount) {
  return make("li", { class: "card" },
    make("h2", {}, wording(amount.title)),
    make("p", {}, lines(wording(amount.means))));
}
