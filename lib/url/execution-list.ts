import {
  createLoader,
  type inferParserType,
  parseAsBoolean,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { EXECUTION_PHASES } from "@/lib/core/phase";

const SORTS = ["created", "started", "duration", "name", "phase"] as const;

/**
 * The state of the executions list in the URL: `?phase=failed&phase=aborted&name=abc&sort=duration&desc=false`. What
 * cannot be read falls back to its default. `token` leads to a page.
 */
export const executionListParsers = {
  phase: parseAsNativeArrayOf(parseAsStringLiteral(EXECUTION_PHASES)),
  name: parseAsString.withDefault(""),
  workflow: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(SORTS).withDefault("created"),
  desc: parseAsBoolean.withDefault(true),
  token: parseAsString,
};

export type ExecutionListView = inferParserType<typeof executionListParsers>;

export const loadExecutionListView = createLoader(executionListParsers);
