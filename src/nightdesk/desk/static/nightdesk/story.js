// While somebody writes: how long headline and deck are, what is left of them where they are cut, and topics at one press.
"use strict";
(() => {
  const cutAt = (text, most) => {
    const head = text.slice(0, most);
    const space = head.lastIndexOf(" ");
    return (space > most / 2 ? head.slice(0, space) : head).replace(/[\s,;:–—-]+$/, "") + " …";
  };

  const measure = (field) => {
    const cuts = JSON.parse(field.dataset.ndCuts);
    const line = document.createElement("p");
    line.className = "nd-length";
    line.id = `${field.id}-length`;
    field.insertAdjacentElement("afterend", line);
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), line.id].filter(Boolean).join(" "));
    const say = () => {
      const text = field.value.trim().replace(/\s+/g, " ");
      const count = [...text].length;
      const over = cuts.filter(([most]) => count > most);
      const kept = over.map(([most, who]) => `${who} “${cutAt(text, most)}”`);
      const room = cuts.length && !over.length && count ? ` of ${cuts[0][0]} that are shown everywhere` : "";
      line.textContent = [`${count} characters${room}.`, ...kept].join(" ");
      line.classList.toggle("is-long", over.length > 0);
    };
    field.addEventListener("input", say);
    say();
  };

  const offer = (box) => {
    for (const button of box.querySelectorAll("[data-nd-topic]")) {
      const tick = document.querySelector(`input[name="topics"][value="${button.dataset.ndTopic}"]`);
      if (!tick) {
        button.remove();
        continue;
      }
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        tick.checked = !tick.checked;
        tick.dispatchEvent(new Event("change", { bubbles: true }));
      });
      tick.addEventListener("change", () => button.setAttribute("aria-pressed", String(tick.checked)));
    }
  };

  const start = () => {
    document.querySelectorAll("[data-nd-cuts]").forEach(measure);
    document.querySelectorAll("[data-nd-hints]").forEach(offer);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
