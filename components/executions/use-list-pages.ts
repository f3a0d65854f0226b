import { useState } from "react";

/** Tokens of the pages before this one. Flyte's tokens only lead on, so the way back is what this tab remembers. */
export function useListPages(token: string | null, goTo: (token: string | null) => void) {
  const [before, setBefore] = useState<readonly (string | null)[]>([]);
  const previous = before.at(-1);
  return {
    first: token === null,
    next: (to: string) => {
      setBefore([...before, token]);
      goTo(to);
    },
    toFirst: () => {
      setBefore([]);
      goTo(null);
    },
    previous:
      previous === undefined || token === null
        ? null
        : () => {
            setBefore(before.slice(0, -1));
            goTo(previous);
          },
  };
}
