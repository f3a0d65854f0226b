import type { LastSuccess } from "@/lib/core/history/types";

/** "version, 2 inputs, 3 slower nodes"; empty where nothing is known to differ. */
export function differenceWords({ version, settings, inputs, slower }: LastSuccess): string {
  const parts = [
    version === null ? "" : "version",
    counted(inputs?.length ?? 0, "input"),
    counted(settings.length, "setting"),
    counted(slower.length, "slower node"),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

const counted = (count: number, what: string): string =>
  count === 0 ? "" : `${count} ${what}${count === 1 ? "" : "s"}`;
