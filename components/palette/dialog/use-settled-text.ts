import { useEffect, useState } from "react";

/** A word is typed before it is asked for: the server hears of it when the hand rests. */
const REST_MS = 160;

export function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
