/* Passkeys, where the browser has them. Without this script the buttons stay hidden, and the code by mail is there. */
(() => {
  "use strict";

  if (!window.PublicKeyCredential) return;
  const { signupForm, loginForm } = window.allauth.webauthn.forms;

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    const credential = form.elements.credential.id;
    if (form.dataset.passkey === "add") {
      const data = { creation_options: JSON.parse(form.dataset.options) };
      signupForm({ ids: { signup: button.id, credential }, data });
    } else {
      loginForm({ ids: { login: button.id, credential } });
    }
    form.hidden = false;
    document.querySelectorAll("[data-no-passkey]").forEach(one => { one.hidden = true; });
  }

  document.addEventListener("allauth.error", event => {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-failed]").forEach(one => { one.hidden = false; });
  });
})();
