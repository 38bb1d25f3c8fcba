// Share where you are, for counts: one word, where the service takes part, both chose it and both are fine with it.

function sharePart() {
  const phase = agreedPhase(page.talk.record);
  if (!SET.counts.on || !phase) return null;
  const status = statusLine();
  const button = make("button", { type: "button", class: "button quiet", onclick: () => share(phase, status) },
    words("share_do"));
  const draw = () => { button.hidden = !VOICES.every(voice => leaving.fine[voice]); };
  const tick = (voice, label) => tickBox(`share-${voice}`, label, leaving.fine[voice], on => {
    leaving.fine[voice] = on;
    draw();
  });
  draw();
  return leavingPart("share", words("share_title"),
    make("p", {}, lines(words("share_about", { phase: phaseTitle(phase) }))),
    make("p", {}, lines(wording(SET.counts.seen_by)), " ", lines(words("share_hidden"))),
    tick("person", words("share_person")), tick("worker", words("share_worker")), button, status);
}

// No day and no sign of who it was: two such files of two people are the same.
function share(phase, status) {
  const file = { wholeroom: "aim-share", format: 1, set: SET.name, version: SET.version, phase };
  download("share.json", JSON.stringify(file), "application/json");
  sayIn(status, words("share_done"));
}
