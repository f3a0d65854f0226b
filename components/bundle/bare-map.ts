/** The same entries without a prototype: the node ids of a file may be `constructor` or `__proto__`. */
export function bareMap<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  const bare: Record<string, T> = Object.create(null);
  return Object.assign(bare, record);
}
