/** A record and the version of the state at which it became true. */
export type Versioned<T> = { version: number; value: T };

/** The one that became true later; `held` when both are of one version. */
export function newest<T>(fact: Versioned<T>, held: Versioned<T> | null): Versioned<T> {
  return held !== null && held.version >= fact.version ? held : fact;
}

/** The same, for a fact that came as an event: what is not newer than the last snapshot (`base`) was in it or is gone. */
export function newer<T>(base: number, held: Versioned<T> | null, fact: Versioned<T>): Versioned<T> | null {
  return fact.version > base ? newest(fact, held) : held;
}

/** Puts records that are newer than what is held; the same map when none is. */
export function put<T>(
  base: number,
  held: ReadonlyMap<string, Versioned<T>>,
  facts: readonly (readonly [key: string, fact: Versioned<T>])[],
): ReadonlyMap<string, Versioned<T>> {
  const fresh = facts.filter(([key, { version }]) => version > base && version > (held.get(key)?.version ?? -1));
  if (fresh.length === 0) return held;
  const next = new Map(held);
  for (const [key, fact] of fresh) next.set(key, fact);
  return next;
}

/** The records of a snapshot taken at `base`, and those of what is held that are newer. */
export function replaced<T>(
  base: number,
  held: ReadonlyMap<string, Versioned<T>>,
  records: readonly (readonly [key: string, value: T])[],
): ReadonlyMap<string, Versioned<T>> {
  const next = new Map(records.map(([key, value]) => [key, { version: base, value }]));
  for (const [key, record] of held) if (record.version > base) next.set(key, record);
  return next;
}

/** Values in the order of their keys, so that equal facts are equal whatever way they came. */
export function inOrder<T>(records: ReadonlyMap<string, Versioned<T>>): T[] {
  const sorted = [...records].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return sorted.map(([, { value }]) => value);
}
