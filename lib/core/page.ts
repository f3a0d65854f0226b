/** One page of a list. `nextToken` is null at the end; Flyte gives a token whenever a page is full, so the last may be empty. */
export type Page<T> = { items: T[]; nextToken: string | null };
