/* Sends form[data-send] without leaving the page. Words that cannot arrive wait here, in order, and arrive once. */
(() => {
  "use strict";

  const SECONDS_TO_ANSWER = 15;
  const MOST_SECONDS_BETWEEN_TRIES = 30;
  const page = window.wholeroom;
  const queue = []; // the first is on its way, or waits for its next try
  const refused = [];
  let list = null; // made before it is needed: a reader of screens announces only what changes in it
  let timer = 0;
  let tries = 0;
  let sending = false;

  page.waiting = () => queue.filter(one => one.waits).length;

  function placeList() {
    const near = document.querySelector("[data-mine], form[data-send]");
    if (!near) return;
    list = document.createElement("div");
    list.className = "live-waiting";
    list.setAttribute("role", "status");
    (near.closest("[data-live]") || near).before(list);
  }

  function showList() {
    if (!list) placeList();
    const shown = queue.filter(one => one.waits && one.words).concat(refused);
    list.textContent = "";
    if (!shown.length) return;
    const title = document.createElement("p");
    title.textContent = queue.some(one => one.waits) ? page.text("waiting") : page.text("refused");
    const items = document.createElement("ul");
    for (const one of shown) {
      const item = document.createElement("li");
      item.textContent = one.reason ? one.words + "\n" + one.reason : one.words;
      items.append(item);
    }
    list.append(title, items);
  }

  function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
  }

  /* What somebody wrote, to be shown while it waits. */
  function wordsOf(form) {
    return Array.from(form.elements)
      .filter(field => field.tagName === "TEXTAREA" || field.type === "text")
      .map(field => field.value.trim())
      .filter(Boolean)
      .join(" · ");
  }

  /* What somebody chose about what. */
  function choiceIn(form, button) {
    const about = form.querySelector("[data-words]");
    return [button, about].map(part => (part ? part.textContent.trim() : "")).filter(Boolean).join(": ");
  }

  function bodyOf(form, button) {
    const body = new FormData(form);
    if (button && button.name) body.append(button.name, button.value);
    return Array.from(body.values()).some(value => typeof value !== "string") ? body : new URLSearchParams(body);
  }

  function busy(form, is) {
    if (is) form.setAttribute("aria-busy", "true");
    else form.removeAttribute("aria-busy");
  }

  let pressed = null; // for browsers that do not tell which button sent a form
  document.addEventListener("click", event => {
    pressed = event.target.closest("button");
  });

  document.addEventListener("submit", event => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-send]")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return; // a second click on the same button
    if (form.elements.sending && !form.elements.sending.value) form.elements.sending.value = newKey();
    const button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    const mine = form.closest("[data-mine]");
    const isQuick = Boolean(form.dataset.quick); // answered beside the pages, with the next of its kind
    queue.push({
      address: form.dataset.quick || form.getAttribute("action") || location.href,
      longWay: isQuick ? form.getAttribute("action") : "", // where a form is told why it was not taken
      body: bodyOf(form, button),
      form,
      part: isQuick ? form.closest("[data-part]") : mine, // what the answer takes the place of
      mine,
      isQuick,
      isLive: Boolean(form.closest("[data-live]")), // such a form comes anew by itself
      words: isQuick ? choiceIn(form, button) : wordsOf(form),
      waits: false,
      reason: "",
    });
    busy(form, true);
    if (queue.length > 1 && queue[0].waits) wait(queue[queue.length - 1]);
    sendNext();
  });

  async function sendNext() {
    if (sending || !queue.length) return;
    clearTimeout(timer);
    sending = true;
    const one = queue[0];
    const answer = await post(one);
    sending = false;
    if (answer.status === 0 || answer.status >= 500) return tryLater(answer.status);
    if (!answer.arrived && one.longWay) return takeLongWay(one);
    queue.shift();
    tries = 0;
    if (answer.arrived) arrived(one, answer);
    else turnedBack(one, answer);
    showList();
    if (!page.waiting()) document.dispatchEvent(new Event("wholeroom:sent"));
    sendNext();
  }

  async function post(one) {
    const stopping = window.AbortController ? new AbortController() : null;
    const patience = setTimeout(() => stopping && stopping.abort(), SECONDS_TO_ANSWER * 1000);
    try {
      const answer = await fetch(one.address, {
        method: "POST",
        body: one.body,
        headers: { "X-Sent-By": "page" },
        credentials: "same-origin",
        signal: stopping ? stopping.signal : undefined,
      });
      const html = await answer.text();
      const here = new URL(answer.url).pathname === location.pathname;
      return { status: answer.status, html, whole: answer.redirected, arrived: answer.ok && (!answer.redirected || here) };
    } catch (error) {
      return { status: 0, html: "", whole: false, arrived: false };
    } finally {
      clearTimeout(patience);
    }
  }

  /* The same once more, as any form goes: the page's token is in it. */
  function takeLongWay(one) {
    Object.assign(one, { address: one.longWay, longWay: "", part: one.mine });
    sendNext();
  }

  function tryLater(status) {
    if (status === 0) document.dispatchEvent(new Event("wholeroom:unreached"));
    queue.forEach(wait);
    showList();
    tries += 1;
    const seconds = Math.min(2 ** tries, MOST_SECONDS_BETWEEN_TRIES);
    timer = setTimeout(sendNext, 1000 * seconds * (0.5 + Math.random() / 2));
  }

  /* The words go to the list, and the form is free for more. */
  function wait(one) {
    if (one.waits) return;
    one.waits = true;
    busy(one.form, false);
    clear(one.form);
  }

  function clear(form) {
    delete form.dataset.refused;
    for (const field of Array.from(form.elements)) {
      if (field.tagName === "TEXTAREA" || field.type === "text") field.value = field.defaultValue = "";
    }
    if (form.elements.sending) form.elements.sending.value = newKey();
  }

  function arrived(one, answer) {
    busy(one.form, false);
    if (!one.isQuick || one.waits) page.tell("sent");
    if (!one.part) {
      if (!queue.length && !one.isLive) location.reload();
      return;
    }
    const fits = one.part.isConnected && !answer.whole; // what it was part of may have come anew meanwhile
    const shown = fits && page.replace(one.part, answer.html, one.waits ? null : one.form);
    if (!shown && !one.waits) clear(one.form);
    if (one.isQuick && !one.waits) heeded(one.mine);
    const place = shown ? one.part : one.mine;
    place.dispatchEvent(new Event(shown ? "wholeroom:replaced" : "wholeroom:behind", { bubbles: true }));
  }

  /* What was refused before has been heeded: its reason goes. */
  function heeded(mine) {
    const standing = page.refusal(mine);
    if (standing) standing.remove();
  }

  /* 422 brings the form again, with what is wrong; anything else keeps the words in sight. */
  function turnedBack(one, answer) {
    busy(one.form, false);
    const isTaken = one.waits && one.part && (page.refusal(one.part) || page.forms(one.part).some(page.holdsWords));
    if (answer.status === 422 && one.part && !isTaken && page.replace(one.part, answer.html, one.form)) {
      const form = page.forms(one.part).filter(page.sameAction(one.form)).find(each => wordsOf(each) === one.words);
      if (form) form.dataset.refused = "";
      const summary = one.part.querySelector(".error-summary, [role=alert]");
      if (summary && !one.waits) {
        summary.setAttribute("tabindex", "-1");
        summary.focus();
      }
      return;
    }
    one.reason = answer.status === 422 ? reasonIn(answer.html) : "";
    if (one.waits) refused.push(one);
    page.tell("refused");
  }

  function reasonIn(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const errors = template.content.querySelector(".error-summary ul, [role=alert]");
    return errors ? errors.textContent.trim() : "";
  }

  window.addEventListener("beforeunload", event => {
    if (!queue.length && !refused.length) return;
    event.preventDefault();
    event.returnValue = "";
  });
  window.addEventListener("online", sendNext);
  document.addEventListener("wholeroom:found", () => page.waiting() && sendNext());
  placeList();
})();
