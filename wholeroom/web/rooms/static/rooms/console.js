/* The console: buttons that act without leaving the page, so that no typed word is lost; single keys; hiding words. */
(() => {
  "use strict";

  const page = window.wholeroom;
  const place = document.querySelector("[data-now-at]");
  const told = document.getElementById("told");
  const refused = document.getElementById("refused");
  const wordsOf = button => {
    const copy = button.cloneNode(true);
    copy.querySelectorAll(".key").forEach(key => key.remove());
    return copy.textContent.trim();
  };

  /* Why something was not done, in a place that is read aloud. */
  function refuse(where, words) {
    where.textContent = "";
    if (!words) return;
    const note = document.createElement("p");
    note.className = "note stop";
    note.textContent = words;
    where.append(note);
  }

  /* What the room looks like now, without waiting to be told. Where that fails, the stream brings it. */
  async function look() {
    try {
      const answer = await fetch(place.dataset.nowAt, { cache: "no-store" });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      if (page.redraw(place, await answer.text())) return;
      const next = document.getElementById("turn-go");
      if (next) next.focus({ preventScroll: true });
    } catch (error) {
      document.dispatchEvent(new Event("wholeroom:unreached"));
    }
  }

  /* Buttons. */

  /* Sends a form. Gives why it was not taken; nothing where it was. */
  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.append(button.name, button.value);
    const address = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "X-Sent-By": "page" } });
      return answer.ok ? "" : (await reasonIn(answer)) || refused.dataset.broken;
    } catch (error) {
      return refused.dataset.broken;
    }
  }

  /* In the server's words: they come alone, or on a page. */
  async function reasonIn(answer) {
    const said = await answer.text();
    if ((answer.headers.get("Content-Type") || "").startsWith("text/plain")) return said;
    const whole = new DOMParser().parseFromString(said, "text/html");
    const reasons = whole.querySelectorAll("[data-why], .error-summary li");
    return Array.from(reasons, reason => reason.textContent.trim()).join(" ");
  }

  function done(form, button) {
    if (button) told.textContent = told.dataset.done + " " + wordsOf(button);
    if (dialog.open) dialog.close("hidden");
    if (!("renews" in form.dataset)) return;
    form.reset();
    form.closest("details").open = false;
    page.behind(document.querySelector("[data-mine]"));
  }

  document.addEventListener("submit", async event => {
    const form = event.target;
    if (!form.matches("form[data-control]")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    const why = await send(form, event.submitter);
    refuse(form === hiding ? notHidden : refused, why);
    if (!why) done(form, event.submitter);
    await look();
    form.removeAttribute("aria-busy");
  });

  /* Hiding words: the reasons in a box above the page. */

  const dialog = document.getElementById("hide");
  const hiding = dialog.querySelector("form");
  const notHidden = document.getElementById("not-hidden"); // what is behind the open box is neither seen nor read aloud
  hiding.noValidate = false;
  hiding.querySelectorAll("[name=reason]").forEach(reason => (reason.required = true));

  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-hide]");
    if (!link || !dialog.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    hiding.reset();
    refuse(notHidden, "");
    hiding.setAttribute("action", link.dataset.hide);
    const said = document.querySelector("#" + link.id.replace("hide-", "words-") + " p");
    document.getElementById("hide-said").textContent = said ? said.textContent : "";
    dialog.dataset.from = link.id;
    dialog.returnValue = "";
    dialog.showModal();
  });
  document.getElementById("hide-not").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    const link = dialog.returnValue === "hidden" ? null : document.getElementById(dialog.dataset.from);
    (link || document.getElementById("words")).focus({ preventScroll: true });
  });

  /* The box in which the facilitator writes. */

  document.getElementById("to-write").addEventListener("click", () => {
    const part = document.querySelector("[data-mine]");
    const details = part.querySelector("details");
    if (details) details.open = true;
    const field = part.querySelector("textarea, select, input:not([type=hidden])");
    if (field) setTimeout(() => field.focus(), 0);
  });

  /* Single keys: the letter on a button presses it. Never while somebody types, and they can be switched off. */

  const KEPT = "wholeroom-keys";
  const keys = document.getElementById("keys");
  const SAME = { "=": "+", "_": "-", "−": "-" };

  function switchKeys(on) {
    keys.checked = on;
    document.documentElement.classList.toggle("keys-on", on);
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch (error) {
      /* the choice holds for this page alone */
    }
  }

  function wanted() {
    try {
      return localStorage.getItem(KEPT) !== "off";
    } catch (error) {
      return true;
    }
  }

  keys.closest("[hidden]").hidden = false;
  keys.addEventListener("change", () => switchKeys(keys.checked));
  switchKeys(wanted());

  document.addEventListener("keydown", event => {
    if (!keys.checked || dialog.open || event.defaultPrevented || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = SAME[event.key] || event.key.toLowerCase();
    const button = Array.from(document.querySelectorAll("[data-key]")).find(each => each.dataset.key === key);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
