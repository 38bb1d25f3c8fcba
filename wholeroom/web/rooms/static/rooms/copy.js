// Buttons that copy a link. They show only here, because without a script the link is selected and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    // Over plain HTTP, as in a hall without the internet, only the old way is there.
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand("copy");
    button.textContent = button.dataset.copied;
    button.setAttribute("aria-live", "polite");
  });
}
