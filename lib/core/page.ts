/** One page of a list. `nextToken` is null at the end; Flyte gives a token whenever a page is full, so the last may be empty. */
export type Page<T> = { items: T[]; nextToken: string | null };

/** When a fact was read from Flyte, in milliseconds since the epoch by the BFF's clock. */
export type AsOf<T> = { data: T; asOfMs: number };
