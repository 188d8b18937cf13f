// Dragging a row, and Alt with an arrow on it: both press what the row's own buttons do. Without this the buttons do all.
"use strict";
(() => {
  const form = document.getElementById("front");
  const list = form && form.querySelector("ol");
  if (!list) return;
  const rows = () => [...list.querySelectorAll(":scope > li[data-story]")];
  let dragged = null;

  const press = (name, row) => {
    const button = row.querySelector(`button[value="${name}:${row.dataset.story}"]`);
    if (button && !button.disabled) button.click();
  };

  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("li[data-story]");
    if (!row || event.target !== row) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      press(event.key === "ArrowUp" ? "up" : "down", row);
    }
  });

  for (const row of rows()) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      if (event.target !== row) return;
      dragged = row;
      row.classList.add("is-dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.story);
    });
    row.addEventListener("dragend", () => {
      row.classList.remove("is-dragged");
      dragged = null;
    });
  }

  list.addEventListener("dragover", (event) => {
    const row = event.target.closest("li[data-story]");
    if (!dragged || !row) return;
    event.preventDefault();
    if (row === dragged) return;
    const box = row.getBoundingClientRect();
    list.insertBefore(dragged, event.clientY < box.top + box.height / 2 ? row : row.nextSibling);
  });

  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    form.elements.place.value = String(rows().indexOf(dragged) + 1);
    const button = document.createElement("button");
    button.name = "do";
    button.value = `to:${dragged.dataset.story}`;
    button.hidden = true;
    form.append(button);
    form.requestSubmit(button);
  });

  const moved = list.querySelector("[data-was-moved]");
  if (moved) moved.focus();
})();
