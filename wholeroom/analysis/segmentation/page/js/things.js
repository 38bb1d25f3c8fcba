// Things the two might talk about: what the rules bring up and why, and always the usual offer beside it.

pages.things = () => {
  const came = thingsToTalkAbout(SET, page.talk).suggestions;
  return [
    heading(words("things_title")),
    make("div", { class: "stack" },
      make("p", { class: "lead" }, lines(words("only_ideas"))),
      make("p", {}, lines(words("you_decide")), " ", came.length ? lines(words("order_means_nothing")) : null),
      came.length ? null : make("p", { class: "note" }, lines(words("usual_may_do")))),
    make("ul", { class: "things", role: "list" }, came.map(thing), usualOffer()),
  ];
};

function thing({ name, because: why }) {
  const suggestion = SET.suggestions.find(one => one.name === name);
  return make("li", { class: "card stack" },
    make("h2", {}, wording(suggestion.title)),
    make("ul", { class: "because", role: "list" }, why.map(reason => make("li", {}, reasonText(reason)))),
    make("h3", {}, words("could_talk_about")),
    optionsOf(suggestion.options),
    make("p", {}, make("strong", {}, words("what_it_adds")), " ", lines(wording(suggestion.adds))),
    make("details", {}, make("summary", {}, words("why_rule")), ruleText(suggestion.rule)));
}

function usualOffer() {
  return make("li", { class: "card stack" },
    make("h2", {}, wording(SET.standard.title)),
    make("p", {}, lines(words("usual_offer"))),
    make("p", {}, lines(wording(SET.standard.text))),
    optionsOf(SET.standard.options));
}

function optionsOf(options) {
  return make("ul", { class: "could" }, options.map(one => make("li", {},
    make("p", {}, wording(one.text)),
    one.prescriber ? make("p", { class: "soft" }, words("raise_with_prescriber")) : null)));
}
