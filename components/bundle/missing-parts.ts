import { formatCount } from "@/lib/core/format/count";

/** "1 part is missing", "12 parts are missing". */
export const missingParts = (count: number): string =>
  count === 1 ? "1 part is missing" : `${formatCount(count)} parts are missing`;
