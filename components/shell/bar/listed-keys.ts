/** Keys that a list, a tree or the graph hears by itself while the focus is in it, for the list behind `?`. */
export const LISTED_KEYS: readonly { keys: string; label: string; group: string }[] = [
  { keys: "j", label: "Next row", group: "Lists" },
  { keys: "k", label: "Previous row", group: "Lists" },
  { keys: "x", label: "Select the row", group: "Lists" },
  { keys: "shift+x", label: "Select up to this row", group: "Lists" },
  { keys: "enter", label: "Open the row", group: "Lists" },
  { keys: "arrowdown", label: "Next node down the flow", group: "Graph and tree" },
  { keys: "arrowup", label: "Previous node up the flow", group: "Graph and tree" },
  { keys: "enter", label: "Open the node", group: "Graph and tree" },
  { keys: "escape", label: "Close what is on top", group: "Everywhere" },
];
