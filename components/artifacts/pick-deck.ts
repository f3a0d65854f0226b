/** At most two decks stand beside each other: a third takes the place of the one that is open longest. */
export function pickDeck(open: readonly string[], node: string): string[] {
  return open.includes(node) ? open.filter((each) => each !== node) : [...open, node].slice(-2);
}
