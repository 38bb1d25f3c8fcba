// Below the box in which a problem is written: after each pause, what may be the same. The words go to this site only.
"use strict";

const PAUSE = 1200; // milliseconds without a key
const FEWEST = 12; // letters worth looking for
const place = document.querySelector("[data-while-typing]");
const box = document.getElementById("id_text");
let waiting = 0;
let asked = "";

async function look() {
  const text = box.value.trim();
  if (text.length < FEWEST || text === asked) return;
  asked = text;
  const sent = new FormData();
  sent.set("text", text);
  sent.set("kind", place.dataset.kind);
  sent.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const answer = await fetch(place.dataset.whileTyping, { method: "POST", body: sent });
    if (answer.ok && text === asked) place.querySelector("[role=status]").innerHTML = await answer.text();
  } catch {
    asked = ""; // without a network nothing is found; it is tried again after the next pause
  }
}

if (place && box) {
  place.hidden = false;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
}
