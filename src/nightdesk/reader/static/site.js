// Improves a page that already works: a story can be shared by the device's own sheet, where it has one.
(() => {
  "use strict";
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
