/** The number at an index that is known to exist; 0 where it does not, so that arithmetic never meets `undefined`. */
export const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;
