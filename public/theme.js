// Runs before the first paint, so that no page flashes in the wrong theme. components/shell/bar/theme.ts writes the choice.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    let choice = null;
    try {
      choice = localStorage.getItem("contrail.theme");
    } catch {
      // Storage is refused: the system's theme it is.
    }
    const dark = choice === "dark" || (choice !== "light" && system.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  };
  apply();
  system.addEventListener("change", apply);
  addEventListener("storage", apply);
})();
