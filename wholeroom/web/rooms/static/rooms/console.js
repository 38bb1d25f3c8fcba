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

  function refuse(words) {
    refused.textContent = "";
    if (!words) return;
    const note = document.createElement("p");
    note.className = "note stop";
    note.textContent = words;
    refused.append(note);
  }

  /* What the room looks like now, without waiting to be told. */

  async function look() {
    const answer = await fetch(place.dataset.nowAt, { cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const html = await answer.text();
    const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
    place.innerHTML = html;
    if (!focused) return;
    const again = document.getElementById(focused) || document.getElementById("turn-go");
    if (again) again.focus({ preventScroll: true });
  }

  async function renewWritten() {
    const part = document.querySelector("[data-mine]");
    const answer = await fetch(part.dataset.mine, { cache: "no-store" });
    if (answer.ok && !answer.redirected) page.replace(part, await answer.text());
  }

  /* Buttons. */

  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.append(button.name, button.value);
    const address = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    const answer = await fetch(address, { method: "POST", body, headers: { "X-Sent-By": "page" } });
    if (answer.status === 422) return refuse(await answer.text());
    if (!answer.ok) throw new Error(answer.status);
    refuse("");
    if (button) told.textContent = told.dataset.done + " " + wordsOf(button);
    if ("renews" in form.dataset) {
      form.reset();
      form.closest("details").open = false;
      await renewWritten();
    }
    return undefined;
  }

  document.addEventListener("submit", async event => {
    const form = event.target;
    if (!form.matches("form[data-control]")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    try {
      await send(form, event.submitter);
      if (dialog.open) dialog.close("hidden");
      await look();
    } catch (error) {
      refuse(refused.dataset.broken);
    } finally {
      form.removeAttribute("aria-busy");
    }
  });

  /* Hiding words: the reasons in a box above the page. */

  const dialog = document.getElementById("hide");
  const hiding = dialog.querySelector("form");
  hiding.noValidate = false;
  hiding.querySelectorAll("[name=reason]").forEach(reason => (reason.required = true));

  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-hide]");
    if (!link || !dialog.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    hiding.reset();
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
