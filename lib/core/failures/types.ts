/**
 * What the server tells of a failure; `code` and `kind` are null where it leaves them out. `cut: false` where the message
 * is known to be whole; else its length tells whether a list has cut it.
 */
export type RawFailure = { code: string | null; kind: string | null; message: string; cut?: boolean };

/** Who has to act: the author of the code, its data or its settings; the people of the platform; the text cannot tell. */
export type Fault = "user" | "platform" | "unknown";

/** One frame of a traceback. `source` is the text of the line, empty where the text does not hold it. */
export type Frame = { file: string; fn: string; source: string; isUser: boolean };

/** One exception of a chain. `link` tells how it relates to the exception above it. */
export type ChainedException = {
  /** Simple name without its module; empty for a text that is no exception. */
  type: string;
  message: string;
  frames: Frame[];
  link: "first" | "direct_cause" | "during_handling";
};

/** How a container ended, as the engine reports it. */
export type ContainerExit = { code: number; reason: string };

/** An error message without its dress. */
export type ParsedFailure = {
  /** The exception that explains the failure; for texts of the engine one without type and frames. */
  cause: ChainedException;
  chain: ChainedException[];
  /** The innermost frame of the user's own code, null where the text shows none. */
  location: Frame | null;
  exit: ContainerExit | null;
  /** The map items that the text names, as written ("12", "3-9"). */
  items: string | null;
  /** The text misses its beginning, its end. */
  cutStart: boolean;
  cutEnd: boolean;
  code: string | null;
  kind: string | null;
};

/**
 * What a failure is grouped by. `text_cut`: the text is too short to tell, the key is shared by all such texts.
 * `headline` is the masked text that a cut text may be a beginning of; null where no text of the message is in the key.
 */
export type Fingerprint = {
  key: string;
  by: "condition" | "location" | "text_cut";
  title: string;
  fault: Fault;
  /**
   * A failure that by its words follows another one: of the run (an abort) or of its group (a lost peer, a pool that broke).
   * It is a cause only where no other is known.
   */
  follows: "run" | "group" | null;
  /** Conditions that take the pod away share a group: one outage, in whatever words. */
  group: string | null;
  headline: string | null;
  /** The text may be a part of another one: it belongs to the only cluster whose headline it begins, if there is one. */
  isPart: boolean;
};
