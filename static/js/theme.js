/* Sets light or dark before the first paint: the reader's choice if there is one, else the system's.
   Loaded in <head> without defer, because a later switch would flash. */
(function () {
  "use strict";

  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage may be forbidden; the system's theme then holds
    }
  }

  function store(theme) {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      return; // the choice then lasts for this page only
    }
  }

  function apply() {
    root.dataset.bsTheme = stored() || (system.matches ? "dark" : "light");
  }

  apply();
  system.addEventListener("change", apply);

  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    store(theme);
    root.dataset.bsTheme = theme;
  });
})();
