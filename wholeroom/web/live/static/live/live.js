/* Keeps [data-live] parts up to date: by server-sent events, or by asking again and again where those do not come. */
(() => {
  "use strict";

  const SECONDS_OF_SILENCE = 35; // the server gives a sign of life every 15 seconds
  const SECONDS_TO_OPEN = 8;
  const SECONDS_TO_ANSWER = 15;
  const SECONDS_BEFORE_SAYING = 10;
  const FAILURES_BEFORE_ASKING = 3;
  const ANSWERS_BEFORE_TRYING = 10;
  const page = window.wholeroom;
  const spread = (least, most) => 1000 * (least + Math.random() * (most - least));

  /* Whether anything has come of late. */

  let saying = 0;

  function lost() {
    if (!saying) saying = setTimeout(() => page.stand("late", true), SECONDS_BEFORE_SAYING * 1000);
  }

  function notLooking() {
    clearTimeout(saying);
    saying = 0;
    page.stand("late", false);
  }

  function found() {
    if (!saying) return;
    notLooking();
    document.dispatchEvent(new Event("wholeroom:found"));
  }

  /* One part and its stream. */

  function follow(place) {
    const address = place.dataset.live;
    let version = place.dataset.version || "";
    let stage = stageOf(place);
    let asked = toldBy(place, "asked"); // changes with what people are asked within a step
    let source = null;
    let timer = 0;
    let failures = 0;
    let answers = 0;
    let over = false;

    function after(milliseconds, act) {
      clearTimeout(timer);
      timer = setTimeout(act, milliseconds);
    }

    function stop() {
      clearTimeout(timer);
      if (source) source.close();
      source = null;
    }

    function end(name) {
      over = true;
      stop();
      found();
      page.stand(name, true);
    }

    function heard() {
      failures = 0;
      answers = 0;
      found();
      after(SECONDS_OF_SILENCE * 1000, failed);
    }

    function failed() {
      stop();
      if (over || document.hidden) return;
      failures += 1;
      lost();
      after(spread(0.5, 1.5) * Math.min(2 ** (failures - 1), 15), connect);
    }

    function connect() {
      stop();
      if (over || document.hidden) return;
      if (!window.EventSource || (failures >= FAILURES_BEFORE_ASKING && answers < ANSWERS_BEFORE_TRYING)) ask();
      else listen();
    }

    function listen() {
      answers = 0;
      source = new EventSource(address + "?v=" + encodeURIComponent(version));
      after(SECONDS_TO_OPEN * 1000, failed);
      source.onerror = failed;
      source.addEventListener("beat", heard);
      source.addEventListener("gone", () => end("gone"));
      source.onmessage = event => {
        heard();
        show(event.lastEventId, event.data);
      };
    }

    async function ask() {
      const stopping = window.AbortController ? new AbortController() : null;
      after(SECONDS_TO_OPEN * 1000, () => stopping && stopping.abort());
      try {
        const answer = await fetch(address + "/now?v=" + encodeURIComponent(version), {
          cache: "no-store",
          signal: stopping ? stopping.signal : undefined,
        });
        if (answer.status === 403) return end("old");
        if (answer.status === 410) return end("gone");
        if (!answer.ok) throw new Error(answer.status);
        if (answer.status === 200) show(answer.headers.get("X-Version"), await answer.text());
        answers += 1;
        found();
        after(spread(3, 5), connect);
      } catch (error) {
        failed();
      }
    }

    function show(newer, html) {
      version = newer;
      const before = [stage, asked];
      page.redraw(place, html);
      count();
      stage = stageOf(place);
      asked = toldBy(place, "asked");
      const parts = document.querySelectorAll("[data-mine]");
      if (stage !== before[0]) movedOn(parts, stage);
      else if (asked !== before[1]) askedAnew(parts);
    }

    function again() {
      failures = 0;
      stop();
      if (document.hidden) notLooking();
      else after(spread(0, 0.5), connect);
    }

    document.addEventListener("visibilitychange", again);
    window.addEventListener("pageshow", event => event.persisted && again());
    window.addEventListener("pagehide", stop);
    window.addEventListener("online", again);
    window.addEventListener("offline", failed);
    document.addEventListener("wholeroom:unreached", failed);
    connect();
  }

  function toldBy(place, name) {
    const root = place.querySelector("[data-step]");
    return (root && root.dataset[name]) || "";
  }

  /* The open step; where there is none, how the meeting stands. A pause within a step changes nothing. */
  function stageOf(place) {
    const step = toldBy(place, "step");
    return step === "none" ? toldBy(place, "phase") : step;
  }

  /* The personal part is fetched again when the step, or what it asks, changes; after what waits has been sent. */

  const STEP = { kept: "kept" };
  const ASKED = { kept: "held", told: "asked" };
  const WITHOUT_A_STEP = ["before", "ended", "closed"];
  const due = new Map(); // why a part is to be fetched
  const fetching = new Set();
  let latest = 0; // what changes while a part is on its way is fetched too
  let askedAt = 0; // when what is asked last changed within a step

  function movedOn(parts, stage) {
    if (parts.length) page.tell(WITHOUT_A_STEP.includes(stage) ? stage : "step");
    parts.forEach(part => renewSoon(part, STEP));
  }

  function askedAnew(parts) {
    askedAt = Date.now();
    for (const part of parts) {
      if (due.get(part) === STEP) renewSoon(part, STEP);
      else if (part.querySelector("[data-next]")) askNextSoon(part);
      else if (!part.querySelector("form[data-quick]")) renewSoon(part, ASKED); // the answer to such a form brings it
    }
  }

  function renewSoon(part, why) {
    due.set(part, why);
    latest += 1;
    setTimeout(renew, spread(0.2, 2), part);
  }

  async function renew(part) {
    if (!due.has(part) || page.waiting()) return;
    if (page.forms(part).some(form => form.getAttribute("aria-busy") === "true")) return;
    if (fetching.has(part)) return setTimeout(renew, spread(0.2, 2), part); // if it is due after that, still
    fetching.add(part);
    const [since, why, matters, sentAt] = [latest, due.get(part), page.matters(part), Date.now()];
    try {
      const [answer, html] = await fetched(part.dataset.mine, { cache: "no-store" });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      if (due.get(part) !== why) return undefined;
      if (!page.replace(part, html, { movedOn: why === STEP })) return page.stand(why.kept, true);
      if (since === latest) settled(part);
      askWhatCameMeanwhile(part, sentAt);
      if (why.told && page.matters(part) !== matters) page.tell(why.told);
    } catch (error) {
      setTimeout(renew, spread(2, 6), part);
    } finally {
      fetching.delete(part);
    }
  }

  /* What came; or an error after a while, as a connection may break without a word. */
  async function fetched(address, options) {
    const stopping = window.AbortController ? new AbortController() : null;
    const patience = setTimeout(() => stopping && stopping.abort(), SECONDS_TO_ANSWER * 1000);
    const signal = stopping ? stopping.signal : undefined;
    try {
      const answer = await fetch(address, { ...options, signal, headers: { "X-Sent-By": "page" } });
      return [answer, await answer.text()];
    } finally {
      clearTimeout(patience);
    }
  }

  function settled(part) {
    due.delete(part);
    if (!due.size) [STEP, ASKED].forEach(why => page.stand(why.kept, false));
    count();
  }

  function renewDue() {
    Array.from(due.keys()).forEach(renew);
  }

  /* Where there is nothing to be asked now ([data-next]), only that piece is fetched, by a way that a whole hall may
     take at once. Its answer may not know yet what changed a moment before. */

  const SECONDS_TO_BE_KNOWN = 1.2;
  const asking = new Set();

  function askNextSoon(part, least = SECONDS_TO_BE_KNOWN, most = 3) {
    if (asking.has(part)) return;
    asking.add(part);
    setTimeout(askNext, spread(least, most), part);
  }

  async function askNext(part) {
    const next = part.querySelector("[data-next]");
    if (!next || due.get(part) === STEP) return asking.delete(part);
    const fields = Array.from(next.querySelectorAll("input"), field => [field.name, field.value]);
    const [matters, sentAt] = [page.matters(part), Date.now()];
    try {
      const [answer, html] = await fetched(next.dataset.next, { method: "POST", body: new URLSearchParams(fields) });
      if (answer.status >= 500) throw new Error(answer.status);
      asking.delete(part);
      if (!next.isConnected) return askNextSoon(part);
      if (!answer.ok) return renewSoon(part, ASKED);
      page.replace(next.closest("[data-part]"), html);
      if (page.matters(part) !== matters) page.tell("asked");
      return askWhatCameMeanwhile(part, sentAt);
    } catch (error) {
      asking.delete(part);
      return askNextSoon(part, 2, 6);
    }
  }

  function askWhatCameMeanwhile(part, sentAt) {
    if (askedAt > sentAt - SECONDS_TO_BE_KNOWN * 1000 && part.querySelector("[data-next]")) askNextSoon(part);
  }

  document.addEventListener("wholeroom:sent", renewDue);
  document.addEventListener("wholeroom:replaced", event => {
    const part = event.target.closest("[data-mine]");
    const standing = page.refusal(part);
    const hasMovedOn = due.get(part) === STEP && event.target === part;
    if (standing && hasMovedOn && !page.keepsWords(standing)) page.letGo(standing);
    settled(event.target);
    askWhatCameMeanwhile(part, event.detail);
  });
  document.addEventListener("wholeroom:behind", event => {
    latest += 1;
    if (!due.has(event.target)) due.set(event.target, ASKED);
    renew(event.target);
  });
  document.addEventListener("input", event => {
    const part = event.target.closest("[data-mine]");
    if (part && due.has(part) && !page.forms(part).some(page.holdsWords)) renew(part);
  });

  /* Clocks: the server says when it ends and what its own clock reads, so that a phone may be wrong. */

  const ahead = new WeakMap();

  function count() {
    for (const clock of document.querySelectorAll("time[data-ends][data-now]:not([data-still])")) {
      const here = Date.now() / 1000;
      if (!ahead.has(clock)) ahead.set(clock, here - Number(clock.dataset.now));
      const left = Math.round(Number(clock.dataset.ends) - here + ahead.get(clock));
      const minutes = Math.floor(Math.abs(left) / 60);
      const words = (left < 0 ? "−" : "") + minutes + ":" + String(Math.abs(left) % 60).padStart(2, "0");
      if (clock.textContent !== words) clock.textContent = words;
      clock.toggleAttribute("data-over", left < 0);
    }
  }

  document.querySelectorAll("[data-live]").forEach(follow);
  count();
  setInterval(count, 1000);
})();
