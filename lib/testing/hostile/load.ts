import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const caseShape = z.object({
  id: z.string(),
  title: z.string(),
  payload: z.string().optional(),
  payloadBase64: z.string().optional(),
  file: z.string().optional(),
  generate: z.string().optional(),
  where: z.array(z.string()),
  expect: z.string(),
  /** What names of the case resolve to, one list a look-up. */
  dns: z.record(z.string(), z.array(z.array(z.string()))).optional(),
  after: z.enum(["close", "hold", "reset"]).optional(),
});

export type HostileCase = z.infer<typeof caseShape>;

const ROOT = import.meta.dirname;

/** The cases of one kind, in the order of their file. */
export function hostileCases(kind: string): HostileCase[] {
  return z.array(caseShape).parse(JSON.parse(readFileSync(join(ROOT, "cases", `${kind}.json`), "utf8")));
}

/** Bytes of a case that has some; null for one that a generator makes. */
export function hostileBytes(each: HostileCase): Buffer | null {
  if (each.payload !== undefined) return Buffer.from(each.payload, "utf8");
  if (each.payloadBase64 !== undefined) return Buffer.from(each.payloadBase64, "base64");
  return each.file === undefined ? null : readFileSync(join(ROOT, each.file));
}
