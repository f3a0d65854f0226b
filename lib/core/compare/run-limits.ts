/** How many runs a comparison takes. Here and not beside the schema, so that a browser need not load the schema. */
export const MIN_COMPARED_RUNS = 2;
export const MAX_COMPARED_RUNS = 20;
