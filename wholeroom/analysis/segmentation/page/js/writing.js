// Fields to write in, boxes to tick and lines that tell what happened: what the pages of the record are made of.

const LONGEST_WORDS = 4000; // characters of one text, as in conversation.py

// A field with its label. What is typed goes to `written` sign by sign, and nothing is drawn anew.
function fieldToWrite(id, label, value, written, options = {}) {
  const { hint = null, tag = "textarea", longest = LONGEST_WORDS, ...more } = options;
  const field = writingField(tag, {
    id, maxlength: longest, rows: tag === "textarea" ? 4 : null, "aria-describedby": hint ? `${id}-hint` : null,
    oninput: () => written(field.value), ...more,
  });
  field.value = value;
  return make("div", { class: "field" },
    make("label", { for: id }, label),
    hint ? make("p", { class: "hint", id: `${id}-hint` }, hint) : null,
    field);
}

// One of a few, by radio buttons: `choices` are [value, text, more text].
function chooseOne(name, legend, choices, chosen, choose) {
  return make("fieldset", { class: "field" },
    make("legend", {}, legend),
    choices.map(([value, text, more]) => {
      const id = `${name}-${value || "none"}`;
      return make("div", { class: "option" },
        make("input", {
          type: "radio", name, id, autocomplete: "off", checked: value === chosen, onchange: () => choose(value),
        }),
        make("label", { for: id }, text, more ? make("span", { class: "means" }, more) : null));
    }));
}

// A box to tick. `ticked` gets what it is now.
function tickBox(id, label, on, ticked) {
  const box = make("input", {
    type: "checkbox", id, autocomplete: "off", checked: on, onchange: () => ticked(box.checked),
  });
  return make("div", { class: "option" }, box, make("label", { for: id }, label));
}

// A button for what takes a while: it cannot be pressed again meanwhile, and keeps the focus.
function buttonThatWorks(label, work) {
  const press = async () => {
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    await work();
    button.removeAttribute("aria-disabled");
  };
  const button = make("button", { type: "button", class: "button quiet", onclick: press }, label);
  return button;
}

// A line that says what happened, also to who cannot see it.
function statusLine(text = "", kind = null) {
  return make("p", { role: "status", class: kind }, text ? lines(text) : null);
}

function sayIn(status, text) {
  status.replaceChildren(...[text ? lines(text) : ""].flat());
}
