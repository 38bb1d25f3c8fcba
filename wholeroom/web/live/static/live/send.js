/* Sends form[data-send] without leaving the page. Words that cannot arrive wait here, in order, and arrive once. */
(() => {
  "use strict";

  const SECONDS_TO_ANSWER = 15;
  const MOST_SECONDS_BETWEEN_TRIES = 30;
  const page = window.wholeroom;
  const queue = []; // the first is on its way, or waits for its next try
  const refused = [];
  const groups = {}; // what the list shows: by the name of its title, the items
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
    list.setAttribute("aria-atomic", "false");
    (near.closest("[data-live]") || near).before(list);
  }

  /* Only what differs is drawn, so that only that is read aloud. */
  function showList() {
    if (!list) placeList();
    showGroup("waiting", queue.filter(one => one.waits && one.words));
    showGroup("refused", refused);
  }

  function showGroup(name, ones) {
    const group = groups[name] || (groups[name] = newGroup(name));
    for (const [one, item] of group.items) {
      if (ones.includes(one)) continue;
      item.remove();
      group.items.delete(one);
    }
    for (const one of ones.filter(each => !group.items.has(each))) {
      const item = document.createElement("li");
      item.textContent = one.reason ? one.words + "\n" + one.reason : one.words;
      group.items.set(one, item);
      group.box.lastChild.append(item);
    }
    if (!ones.length) group.box.remove();
    else if (!group.box.isConnected) list.append(group.box);
  }

  function newGroup(name) {
    const [box, title] = [document.createElement("div"), document.createElement("p")];
    title.textContent = page.text(name);
    box.append(title, document.createElement("ul"));
    return { box, items: new Map() };
  }

  function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
  }

  /* What somebody wrote. */
  function textsIn(form) {
    return Array.from(form.querySelectorAll("textarea, input[type=text]"), field => field.value.trim()).filter(Boolean);
  }

  const wordsOf = form => textsIn(form).join(" · ");

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
      texts: textsIn(form),
      words: isQuick ? choiceIn(form, button) : wordsOf(form), // to be shown while it waits
      heeded: mine && page.refusal(mine), // what its sender had been told before
      waits: false,
      sentAt: 0,
      reason: "",
    });
    busy(form, true);
    if (queue.length > 1 && queue[0].waits) {
      wait(queue[queue.length - 1]);
      showList();
    }
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
    one.sentAt = Date.now();
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
    if (one.heeded) page.letGo(one.heeded);
    if (!one.part) {
      if (!queue.length && !one.isLive) location.reload();
      return;
    }
    const fits = one.part.isConnected && !answer.whole; // what it was part of may have come anew meanwhile
    const shown = fits && page.replace(one.part, answer.html, { sent: one.waits ? null : one.form });
    if (!shown && !one.waits) clear(one.form);
    if (!shown) return page.behind(one.mine);
    one.part.dispatchEvent(new CustomEvent("wholeroom:replaced", { bubbles: true, detail: one.sentAt }));
  }

  /* 422 brings the form again, with what is wrong; anything else keeps the words in sight. */
  function turnedBack(one, answer) {
    busy(one.form, false);
    const standing = one.mine && page.refusal(one.mine);
    const stays = Boolean(standing) && (standing !== one.heeded || (one.isQuick && page.keepsWords(standing)));
    if (one.isQuick && stays) return page.behind(one.mine);
    const isTyping = one.waits && !one.isQuick && one.part && page.forms(one.part).some(page.holdsWords);
    if (answer.status === 422 && one.part && !stays && !isTyping && showRefusal(one, answer.html)) return;
    if (one.isQuick || !one.words) return page.tell("untaken");
    if (answer.status === 422) one.reason = reasonIn(answer.html);
    if (one.waits || one.reason) refused.push(one);
    page.tell("refused");
  }

  /* Gives false where words would be lost. */
  function showRefusal(one, html) {
    const shown = Array.from(contentOf(html).querySelectorAll("textarea, input"), field => field.value.trim());
    if (!one.texts.every(text => shown.includes(text))) return false;
    if (!page.replace(one.part, html, { sent: one.isQuick ? null : one.form })) return false;
    const form = page.forms(one.part).filter(page.sameAction(one.form)).find(each => wordsOf(each) === one.words);
    if (form) form.dataset.refused = "";
    const summary = one.part.querySelector(".error-summary, [role=alert]");
    if (!summary || one.waits) return true;
    summary.setAttribute("tabindex", "-1");
    summary.focus();
    return true;
  }

  function contentOf(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  }

  function reasonIn(html) {
    const alert = contentOf(html).querySelector(".error-summary, [role=alert]");
    return alert ? Array.from(alert.querySelectorAll("li, p"), said => said.textContent.trim()).join(" ") : "";
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
