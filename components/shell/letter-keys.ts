import { storedChoice } from "./stored-choice";

/** Whether keys without ⌘ or Ctrl are commands: whoever dictates or types by mistake can switch them off. */
export const letterKeys = storedChoice<"on" | "off">("contrail.letter-keys", ["on", "off"], "on");
