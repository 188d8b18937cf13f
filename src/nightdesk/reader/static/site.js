// Improves pages that already work: a story can be shared by the device's own sheet, where it has one, and a table that is
// wider than its place can be reached by keyboard.
(() => {
  "use strict";
  const reach = () => {
    for (const box of document.querySelectorAll(".table")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  reach();
  addEventListener("resize", reach);
  const line = document.querySelector(".jump");
  if (!line || !navigator.share) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "share";
  button.textContent = "Share this story";
  button.addEventListener("click", () => {
    const url = location.origin + location.pathname;
    navigator.share({ title: document.querySelector("h1").textContent, url }).catch(() => {});
  });
  line.append(button);
})();
