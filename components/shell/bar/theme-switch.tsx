"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { setTheme, THEMES, useTheme } from "@/components/shell/theme";
import { IconButton } from "@/components/ui/icon-button";

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const WORDS = { system: "as the system", light: "light", dark: "dark" } as const;

/** One press a step: as the system, light, dark. */
export function ThemeSwitch() {
  const theme = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  const Icon = ICONS[theme];
  return (
    <IconButton
      size="sm"
      label={`Theme: ${WORDS[theme]}. Change to ${WORDS[next]}`}
      icon={<Icon size={14} />}
      onClick={() => setTheme(next)}
    />
  );
}
