import type { Fault } from "../types";

/**
 * A condition of the world that many programs report in many words. `names`: the first group that matched (and further
 * ones) tell two causes apart. Patterns see the exception's type and its message.
 */
export type Condition = {
  id: string;
  pattern: RegExp;
  fault: Fault;
  /** A few words for people, before the names. */
  title: string;
  /** Names that a text holds any number of; else those that the pattern captures. */
  names?: (text: string) => string[];
  /** The pattern covers several causes: the masked headline tells them apart. */
  isBroad?: boolean;
  follows?: "run" | "group";
  group?: string;
};
