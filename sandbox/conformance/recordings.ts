import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

/** One recorded call: what was asked and what a real FlyteAdmin answered. */
const call = z.object({
  rpc: z.string().nullable(),
  title: z.string(),
  tags: z.array(z.string()).default([]),
  requestBase64: z.string().nullish(),
  ok: z.boolean().nullish(),
  responseBase64: z.string().nullish(),
  code: z.string().nullish(),
  message: z.string().nullish(),
});
export type RecordedCall = z.output<typeof call> & { rpc: string };

/** A group of RPCs, one finished execution, or many runs of one shape in a file. */
const group = z.object({
  calls: z.array(call).optional(),
  runs: z.array(z.object({ calls: z.array(call).default([]) })).optional(),
});

export type RecordedGroup = { name: string; calls: RecordedCall[]; withoutRpc: number };

/**
 * The order in which the groups were recorded: later ones use what earlier ones made. Groups that are not named here come
 * at the end by name.
 */
const ORDER = [
  "projects",
  "registration",
  "registration-more",
  "entities",
  "named-entities",
  "create",
  "execution-lists",
  "dataproxy",
  "create-more",
  "node-executions",
  "signals",
  "acts",
  "more",
  "events",
  "attributes",
  "meta",
  "flows-lists",
];

/** Folders of a set of recordings that hold calls, in the order of the replay. */
const FOLDERS = ["calls", "specs", "executions"];

/** Groups of a set of recordings, or of a folder of calls, in the order of the recording. */
export function readGroups(directory: string): RecordedGroup[] {
  const sets = FOLDERS.map((folder) => jsonFiles(join(directory, folder)));
  const groups = sets.some((files) => files.length > 0)
    ? sets.flatMap((files, index) => (index === 0 ? files.map(readGroup).sort(inOrder) : files.map(readGroup)))
    : jsonFiles(directory).map(readGroup).sort(inOrder);
  if (groups.length === 0) throw new Error(`no recorded calls in ${directory}`);
  return groups;
}

function readGroup(file: string): RecordedGroup {
  const { calls = [], runs = [] } = group.parse(readJson(file));
  const all = [...calls, ...runs.flatMap((run) => run.calls)];
  const withRpc = all.flatMap((each) => (each.rpc === null ? [] : [{ ...each, rpc: each.rpc }]));
  return { name: nameOf(file), calls: withRpc, withoutRpc: all.length - withRpc.length };
}

const inOrder = (a: RecordedGroup, b: RecordedGroup): number =>
  rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1);

function jsonFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.json(\.gz)?$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function readJson(file: string): unknown {
  const bytes = readFileSync(file);
  return JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
}

const nameOf = (file: string): string => basename(file).replace(/\.json(\.gz)?$/, "");

function rank(name: string): number {
  const index = ORDER.indexOf(name);
  return index === -1 ? ORDER.length : index;
}
