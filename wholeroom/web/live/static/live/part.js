/* The quiet line, and the parts of a page that come anew: without losing words, focus, folds or place. */
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

  /* Folds and focus: however often a part comes anew, they stay as its reader left them. */

  const folds = part => Array.from(part.querySelectorAll("details[id]"), fold => [fold.id, fold.open]);

  function refold(part, kept) {
    for (const [id, isOpen] of kept) {
      const fold = part.querySelector("#" + CSS.escape(id));
      if (fold) fold.open = isOpen;
    }
  }

  /* How an element is found again once all around it came anew; empty where it cannot be. */
  function wayTo(element) {
    if (element.id) return "#" + CSS.escape(element.id);
    const fold = element.tagName === "SUMMARY" ? element.parentElement.id : "";
    return fold && "#" + CSS.escape(fold) + " > summary";
  }

  /* Puts a fresh frame in place of what everybody sees. Gives false where what had the focus is no longer there. */
  function redraw(place, html) {
    const way = place.contains(document.activeElement) ? wayTo(document.activeElement) : "";
    const scroll = [window.scrollX, window.scrollY];
    const kept = folds(place);
    place.innerHTML = html;
    refold(place, kept);
    const again = way && place.querySelector(way);
    if (again) again.focus({ preventScroll: true });
    window.scrollTo(scroll[0], scroll[1]);
    return !way || Boolean(again);
  }

  /* Words and choices. */

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
  const atFirst = list => Math.max(0, Array.from(list.options).findIndex(option => option.defaultSelected));
  const isTurned = field => (chosen(field) ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT" && field.options.length > 0 && field.selectedIndex !== atFirst(field));
  const holdsChoice = form => Array.from(form.elements).some(isTurned);

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

  function choose(list, value) {
    if (Array.from(list.options).some(option => option.value === value)) list.value = value;
  }

  function carry(form, fresh) {
    if ("refused" in form.dataset) fresh.dataset.refused = "";
    unfold(fresh); // what was kept stays in sight
    for (const field of Array.from(form.elements)) {
      const other = field.name && field.type !== "hidden" && field.type !== "file" ? sameField(field, fresh) : null;
      if (!other) continue;
      if (chosen(field)) other.checked = field.checked;
      else if (field.tagName === "SELECT") choose(other, field.value);
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
      way: wayTo(field),
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
      (focus.way && part.querySelector(focus.way)) ||
      (form && focus.field.name && sameField(focus.field, form)) ||
      button ||
      part;
    if (target === part) part.setAttribute("tabindex", "-1");
    else if (target.tagName !== "SUMMARY") unfold(target);
    else target.parentElement.open = focus.isOpen;
    target.focus({ preventScroll: true });
    if (focus.caret && target.setSelectionRange) target.setSelectionRange(focus.caret[0], focus.caret[1]);
  }

  /* Why something was not taken, at times with the words that did not go in. */

  const refusal = part => part.querySelector(".error-summary");
  const keepsWords = standing => Boolean(standing.querySelector("textarea"));

  /* A refusal stays in sight while its part comes anew. One without words goes with its step, or before another alert. */
  function staying(part, fresh, movedOn) {
    const standing = refusal(part);
    if (!standing || refusal(fresh)) return null;
    if (keepsWords(standing)) return standing;
    return movedOn || fresh.querySelector("[role=alert]") ? null : standing;
  }

  /* What was left in its place keeps its focus, and is not read aloud again. */
  function exchange(part, fresh, kept) {
    if (kept && kept.parentNode !== part) {
      kept.removeAttribute("role");
      part.prepend(kept);
    }
    Array.from(part.childNodes).forEach(node => node === kept || node.remove());
    part.append(fresh);
  }

  function letGo(standing) {
    const part = standing.contains(document.activeElement) && standing.closest("[data-mine]");
    standing.remove();
    if (!part) return;
    part.setAttribute("tabindex", "-1");
    part.focus({ preventScroll: true });
  }

  /* A piece of a part ([data-part]) may say that the rest of it is behind ([data-behind]). */
  const saysBehind = part => part.matches("[data-part]") && Boolean(part.querySelector("[data-behind]"));

  function behind(part) {
    part.dispatchEvent(new Event("wholeroom:behind", { bubbles: true }));
  }

  /* Puts fresh HTML in place of a part; after its form `sent` was taken, or because its reader has `movedOn` to another
     step. Gives false, and changes nothing, where that would lose words. */
  function replace(part, html, { sent = null, movedOn = false } = {}) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content;
    const touched = forms(part)
      .filter(form => form !== sent && (holdsWords(form) || holdsChoice(form)))
      .map(form => [form, counterpart(form, part, fresh)]);
    if (touched.some(pair => !pair[1] && holdsWords(pair[0]))) return false;
    const focus = focusIn(part);
    const freshForm = focus && focus.fresh ? focus.fresh(fresh) : null;
    const scroll = [window.scrollX, window.scrollY];
    const wasBehind = saysBehind(part);
    if (!sent && !movedOn) refold(fresh, folds(part));
    touched.filter(pair => pair[1]).forEach(pair => carry(pair[0], pair[1]));
    exchange(part, fresh, staying(part, fresh, movedOn));
    if (focus) restoreFocus(part, focus, freshForm);
    window.scrollTo(scroll[0], scroll[1]);
    if (!wasBehind && saysBehind(part)) behind(part.closest("[data-mine]"));
    return true;
  }

  window.wholeroom = {
    text, stand, tell, redraw, holdsWords, forms, matters, refusal, keepsWords, letGo, behind, replace, sameAction,
    waiting: () => 0,
  };
})();
