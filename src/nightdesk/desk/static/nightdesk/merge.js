// One key for each choice of a merge. The form is whole without it; the desk's own switch turns keys off.
"use strict";
(() => {
  const places = [...document.querySelectorAll("[data-place]")];
  const told = document.querySelector("[data-keys]");
  if (!places.length || !told || localStorage.getItem("nightdesk-desk-keys") === "off") return;
  told.hidden = false;

  const here = () => places.findIndex((place) => place.contains(document.activeElement));
  const go = (number) => {
    const place = places[Math.max(0, Math.min(number, places.length - 1))];
    (place.querySelector("input:checked") ?? place.querySelector("input")).focus({ preventScroll: true });
    place.scrollIntoView({ block: "center", behavior: "auto" });
  };
  const choose = (key) => {
    const number = Math.max(here(), 0);
    const choice = places[number].querySelector(`input[data-key="${key}"]`);
    if (!choice) return;
    choice.checked = true;
    if (number + 1 < places.length) go(number + 1);
    else document.querySelector("button[name=do]").focus();
  };

  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    if (event.key === "j" || event.key === "k") go(here() + (event.key === "j" ? 1 : -1));
    else if ("otpb".includes(event.key)) choose(event.key);
    else return;
    event.preventDefault();
  });
})();
