/** What the reading of a folder of recordings came to. */
export type ValuesReport = {
  files: number;
  messages: number;
  literals: number;
  /** Scalars of bindings, which are no literals by themselves; they are judged with the literals. */
  bindings: number;
  /** Literals by the kind of their outermost value. */
  kinds: Record<string, number>;
  changed: { file: string; call: string; where: string; kind: string }[];
  /** Messages of a known call whose bytes are not that message. */
  unread: string[];
  times: { what: string; ms: number }[];
};
