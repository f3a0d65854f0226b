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

const group = z.object({ calls: z.array(call) });

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

/** Groups of `directory`, or of its folder `calls`, in the order of the recording. */
export function readGroups(directory: string): RecordedGroup[] {
  const files = groupFiles(directory);
  const groups = files.map((file) => {
    const { calls } = group.parse(readJson(file));
    const withRpc = calls.flatMap((each) => (each.rpc === null ? [] : [{ ...each, rpc: each.rpc }]));
    return { name: nameOf(file), calls: withRpc, withoutRpc: calls.length - withRpc.length };
  });
  return groups.sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

function groupFiles(directory: string): string[] {
  for (const folder of [join(directory, "calls"), directory]) {
    const files = list(folder).filter((name) => /\.json(\.gz)?$/.test(name));
    if (files.length > 0) return files.map((name) => join(folder, name));
  }
  throw new Error(`no recorded calls in ${directory}`);
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export function readJson(file: string): unknown {
  const bytes = readFileSync(file);
  return JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
}

const nameOf = (file: string): string => basename(file).replace(/\.json(\.gz)?$/, "");

function rank(name: string): number {
  const index = ORDER.indexOf(name);
  return index === -1 ? ORDER.length : index;
}
