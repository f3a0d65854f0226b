/** Every key that works somewhere, for the list behind `?`. */
export const SHORTCUTS: readonly { keys: string; what: string }[] = [
  { keys: "?", what: "This list" },
  { keys: "/", what: "Find on this page" },
  { keys: "j  k", what: "Next, previous row of a list" },
  { keys: "x", what: "Select the row" },
  { keys: "Shift x", what: "Select up to this row" },
  { keys: "Enter", what: "Open the row" },
  { keys: "Esc", what: "Close what is on top" },
];
