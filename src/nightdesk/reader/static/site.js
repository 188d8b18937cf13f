// Improves a page that already works: sharing by the device's own sheet, and how long ago today's news was.
(() => {
  "use strict";
  const times = document.querySelectorAll(".card time");
  const told = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { style: "narrow" });
  for (const time of times) {
    const minutes = Math.round((Date.parse(time.dateTime) - Date.now()) / 60000);
    if (minutes > 0 || minutes < -12 * 60) continue;
    time.title = time.textContent;
    time.textContent = minutes > -60 ? told.format(minutes, "minute") : told.format(Math.round(minutes / 60), "hour");
  }
  const signed = document.querySelector(".signed");
  if (signed && navigator.share) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "share";
    button.textContent = "Share";
    button.addEventListener("click", () => {
      const url = location.origin + location.pathname;
      navigator.share({ title: document.querySelector("h1").textContent, url }).catch(() => {});
    });
    signed.append(button);
  }
})();
