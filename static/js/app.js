/* Small comforts. Every page reads and saves without this file. */
(function () {
  "use strict";

  // Menus are <details>: close them on a click elsewhere and on Escape.
  document.addEventListener("click", function (event) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  // On a narrow screen the navigation scrolls: bring its current entry into view.
  document.addEventListener("DOMContentLoaded", function () {
    const entry = document.querySelector(".tabs [aria-current]");
    if (entry) entry.closest("nav").scrollLeft = entry.offsetLeft - 16;
  });

  // A rejected form comes back with a summary of its errors: read that first.
  document.addEventListener("DOMContentLoaded", function () {
    const summary = document.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  });
})();
