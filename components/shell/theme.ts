import { storedChoice } from "./stored-choice";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** public/theme.js reads the same key before the first paint. */
const theme = storedChoice<Theme>("contrail.theme", THEMES, "system");

export const useTheme = (): Theme => theme.use();

/** Keeps the choice and shows it at once. */
export function setTheme(value: Theme): void {
  theme.set(value);
  const dark = value === "dark" || (value === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}
