/* The quiet line, and the personal part of a page ([data-mine]): replaced without losing words, focus or place. */
(() => {
  "use strict";

  const SECONDS_TO_READ = 8;
  const ORDER = ["old", "gone", "late", "kept", "held"]; // what matters most is said first
  const WRITTEN = ["text", "search", "email", "tel", "url", "number", "date", "time"];
  const line = document.querySelector("[data-live-status]");
  const standing = new Set();
  let passing = "";
  let fading = 0;

  const text = name => (line && line.dataset[name]) || "";

  function show() {
    const words = text(passing || ORDER.find(name => standing.has(name)) || "");
    if (line && line.textContent !== words) line.textContent = words;
  }

  /* Says something for as long as it holds. */
  function stand(name, holds) {
    if (holds) standing.add(name);
    else standing.delete(name);
    show();
  }

  /* Says something once. */
  function tell(name) {
    clearTimeout(fading);
    passing = name;
    show();
    fading = setTimeout(() => {
      passing = "";
      show();
    }, SECONDS_TO_READ * 1000);
  }

  const isWritten = field =>
    field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && WRITTEN.includes(field.type));

  /* Words that somebody typed and nobody has taken; also those that the server showed again with an error. */
  function holdsWords(form) {
    const again = "refused" in form.dataset;
    return Array.from(form.elements).some(
      field => isWritten(field) && field.value.trim() !== "" && (again || field.value !== field.defaultValue)
    );
  }

  const forms = part => Array.from(part.querySelectorAll("form"));
  const sameAction = form => other => other.getAttribute("action") === form.getAttribute("action");
  const sameMatter = form => other => sameAction(form)(other) && other.dataset.about === form.dataset.about;

  /* What the forms of a part are about ([data-about]), to tell whether anything else is asked than before. */
  const matters = part => forms(part).map(form => form.dataset.about || "").join(" ");

  /* The form in a fresh part that stands where this one stood: for the same act about the same thing, and as many of
     its kind before it. Words written about one thing never end up in a form about another. */
  function counterpart(form, part, fresh) {
    const before = forms(part).filter(sameMatter(form)).indexOf(form);
    return forms(fresh).filter(sameMatter(form))[before];
  }

  const chosen = field => field.type === "radio" || field.type === "checkbox";
  const holdsChoice = form =>
    Array.from(form.elements).some(field => chosen(field) && field.checked !== field.defaultChecked);

  function sameField(field, form) {
    return Array.from(form.elements).find(
      other => other.name === field.name && other.type === field.type && (!chosen(field) || other.value === field.value)
    );
  }

  function unfold(node) {
    for (let box = node.closest("details"); box; box = box.parentElement && box.parentElement.closest("details")) {
      box.open = true;
    }
  }

  function carry(form, fresh) {
    if ("refused" in form.dataset) fresh.dataset.refused = "";
    unfold(fresh); // what was kept stays in sight
    for (const field of Array.from(form.elements)) {
      const other = field.name && field.type !== "hidden" && field.type !== "file" ? sameField(field, fresh) : null;
      if (!other) continue;
      if (chosen(field)) other.checked = field.checked;
      else if (field.tagName !== "BUTTON") other.value = field.value;
    }
  }

  /* Where the focus is within a part, in words that still mean something after the part was replaced. */
  function focusIn(part) {
    const field = document.activeElement;
    if (!field || field === part || !part.contains(field)) return null;
    const form = field.form || null;
    return {
      field,
      id: field.id,
      isOpen: field.tagName === "SUMMARY" && field.parentElement.open,
      fresh: form && (content => counterpart(form, part, content)),
      caret: isWritten(field) && field.type !== "number" && field.type !== "date" && field.type !== "time"
        ? [field.selectionStart, field.selectionEnd]
        : null,
    };
  }

  function restoreFocus(part, focus, form) {
    const button = form && focus.field.tagName === "BUTTON" && form.querySelector("button:not([type=button])");
    const target =
      (part.contains(focus.field) && focus.field) ||
      (focus.id && part.querySelector("#" + CSS.escape(focus.id))) ||
      (form && focus.field.name && sameField(focus.field, form)) ||
      button ||
      part;
    if (target === part) part.setAttribute("tabindex", "-1");
    else if (target.tagName !== "SUMMARY") unfold(target);
    else target.parentElement.open = focus.isOpen;
    target.focus({ preventScroll: true });
    if (focus.caret && target.setSelectionRange) target.setSelectionRange(focus.caret[0], focus.caret[1]);
  }

  /* Why something was not taken, with the words it was about. */
  const refusal = part => part.querySelector(".error-summary");

  /* It stays in sight until its sender sends again, and is read aloud once. */
  function carryRefusal(part, fresh) {
    const standing = refusal(part);
    if (!standing || refusal(fresh)) return;
    standing.removeAttribute("role");
    fresh.prepend(standing);
  }

  /* Puts fresh HTML in place of a part. Gives false, and changes nothing, where that would lose words. */
  function replace(part, html, sent) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content;
    const touched = forms(part)
      .filter(form => form !== sent && (holdsWords(form) || holdsChoice(form)))
      .map(form => [form, counterpart(form, part, fresh)]);
    if (touched.some(pair => !pair[1] && holdsWords(pair[0]))) return false;
    const kept = touched.filter(pair => pair[1]);
    const focus = focusIn(part);
    const freshForm = focus && focus.fresh ? focus.fresh(fresh) : null;
    const scroll = [window.scrollX, window.scrollY];
    kept.forEach(pair => carry(pair[0], pair[1]));
    if (!sent) carryRefusal(part, fresh);
    part.textContent = "";
    part.append(fresh);
    if (focus) restoreFocus(part, focus, freshForm);
    window.scrollTo(scroll[0], scroll[1]);
    return true;
  }

  window.wholeroom = { text, stand, tell, holdsWords, forms, matters, refusal, replace, sameAction, waiting: () => 0 };
})();
