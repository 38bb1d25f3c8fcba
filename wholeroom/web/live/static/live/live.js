/* Keeps [data-live] parts up to date: by server-sent events, or by asking again and again where those do not come. */
(() => {
  "use strict";

  const SECONDS_OF_SILENCE = 35; // the server gives a sign of life every 15 seconds
  const SECONDS_TO_OPEN = 8;
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
    let step = toldBy(place, "step");
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
      const before = [step, asked];
      const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
      const scroll = [window.scrollX, window.scrollY];
      const unfolded = Array.from(place.querySelectorAll("details[open][id]"), part => "#" + CSS.escape(part.id));
      place.innerHTML = html;
      if (unfolded.length) place.querySelectorAll(unfolded.join()).forEach(part => (part.open = true));
      const again = focused && place.querySelector("#" + CSS.escape(focused));
      if (again) again.focus({ preventScroll: true });
      window.scrollTo(scroll[0], scroll[1]);
      count();
      step = toldBy(place, "step");
      asked = toldBy(place, "asked");
      const parts = step === before[0] && asked === before[1] ? [] : document.querySelectorAll("[data-mine]");
      if (parts.length && step !== before[0]) page.tell("step");
      parts.forEach(part => renewSoon(part, step !== before[0] || due.get(part) === STEP ? STEP : ASKED));
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

  /* The personal part is fetched again when the step, or what it asks, changes; after what waits has been sent. */

  const STEP = { kept: "kept" };
  const ASKED = { kept: "held", told: "asked" };
  const due = new Map(); // why a part is to be fetched
  let latest = 0; // what changes while a part is on its way is fetched too

  function renewSoon(part, why) {
    due.set(part, why);
    latest += 1;
    setTimeout(renew, spread(0.2, 2), part);
  }

  async function renew(part) {
    if (!due.has(part) || page.waiting()) return;
    if (page.forms(part).some(form => form.getAttribute("aria-busy") === "true")) return;
    const [since, why, matters] = [latest, due.get(part), page.matters(part)];
    try {
      const answer = await fetch(part.dataset.mine, { cache: "no-store", headers: { "X-Sent-By": "page" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const html = await answer.text();
      if (due.get(part) !== why) return undefined;
      if (!page.replace(part, html)) return page.stand(why.kept, true);
      if (since === latest) settled(part);
      if (why.told && page.matters(part) !== matters) page.tell(why.told);
    } catch (error) {
      setTimeout(renew, spread(2, 6), part);
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

  document.addEventListener("wholeroom:sent", renewDue);
  document.addEventListener("wholeroom:replaced", event => settled(event.target));
  document.addEventListener("wholeroom:behind", event => {
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
