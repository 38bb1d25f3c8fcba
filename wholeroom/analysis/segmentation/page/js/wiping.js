// Nothing stays: the talk is emptied when it is cleared or the page is left, and the back gesture does not lose it.

function wipe() {
  Object.assign(page, {
    talk: newTalk("full"), place: "welcome", easy: false, voice: "person", turned: false, left: true,
    confirmAgain: false,
  });
  leaving = freshLeaving();
  opened = null;
  show();
}

// A page that the browser keeps aside to come back to quickly must hold nothing either.
window.addEventListener("pagehide", wipe);
window.addEventListener("pageshow", event => {
  if (event.persisted) wipe();
});

window.addEventListener("beforeunload", event => {
  if (!hasWords(page.talk) || page.left) return;
  event.preventDefault();
  event.returnValue = "";
});

// A swipe back on a phone would leave the page and lose the talk. So once the talk begins, one entry is put into the
// history of this tab. It holds no data and no address of its own: nothing about the talk is in it. Going back then
// turns to the page before, and the entry is put in again. From the welcome page, going back leaves as everywhere.
let guarded = false;

function guardBack() {
  if (guarded || page.place === "welcome") return;
  history.pushState(null, "");
  guarded = true;
}

window.addEventListener("popstate", () => {
  guarded = false;
  if (page.place === "welcome") return;
  next(-1);
  history.pushState(null, "");
  guarded = true;
});
