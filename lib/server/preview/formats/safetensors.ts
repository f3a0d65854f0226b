import "server-only";
import { z } from "zod";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { Fact, TensorsPreview } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import { BrokenFile, type Found, viewOf } from "@/lib/server/preview/reading";

const tensorShape = z.object({
  dtype: z.string(),
  shape: z.array(z.number()),
  data_offsets: z.tuple([z.number(), z.number()]),
});
type Tensor = z.infer<typeof tensorShape>;

/** Whether a file begins as safetensors do: a length, then an object of JSON. There is no magic number. */
export function isSafetensors(head: Uint8Array, name: string): boolean {
  if (head.length < 10 || head[8] !== 0x7b) return false;
  const length = viewOf(head).getBigUint64(0, true);
  return name.endsWith(".safetensors") || (length < 1n << 32n && head[7] === 0 && head[9] === 0x22);
}

export async function readSafetensors(window: FileWindow): Promise<Found> {
  const length = viewOf(window.head).getBigUint64(0, true);
  const size = BigInt(window.sizeBytes ?? Number.MAX_SAFE_INTEGER);
  if (length + 8n > size || length > BigInt(PREVIEW_LIMITS.footerBytes))
    throw new BrokenFile("safetensors", `Its header is said to have ${length} bytes, the file has ${size}.`);
  const header = headerOf(await window.read(8, Number(length)));
  const bodyBytes = window.sizeBytes === null ? null : window.sizeBytes - 8 - Number(length);
  const names = header.filter(([name]) => name !== "__metadata__");
  const notes: string[] = [];
  const tensors: TensorsPreview["tensors"] = [];
  let wrong = 0;
  for (const [name, value] of names.slice(0, PREVIEW_LIMITS.entries)) {
    const tensor = tensorShape.safeParse(value);
    if (!tensor.success || !isPossible(tensor.data, bodyBytes)) wrong += 1;
    if (tensor.success) tensors.push(listed(name, tensor.data));
  }
  if (wrong > 0) notes.push(`${wrong} tensors have sizes or places that cannot be true.`);
  if (names.length > PREVIEW_LIMITS.entries)
    notes.push(`The first ${PREVIEW_LIMITS.entries} of ${names.length} tensors are shown.`);
  return {
    notes,
    content: {
      kind: "tensors",
      tensors,
      tensorsKnown: names.length,
      metadata: metadataOf(header),
    },
  };
}

function metadataOf(header: readonly [string, unknown][]): Fact[] {
  const [, metadata] = header.find(([name]) => name === "__metadata__") ?? [];
  const facts = Object.entries(z.record(z.string(), z.string()).safeParse(metadata).data ?? {});
  return facts.slice(0, 100).map(([name, value]) => ({ name, value: value.slice(0, 2_000) }));
}

const listed = (name: string, { dtype, shape, data_offsets: [from, to] }: Tensor) => ({
  name,
  dtype,
  shape: shape.map(String),
  bytes: String(to - from),
});

function isPossible({ shape, data_offsets: [from, to] }: Tensor, bodyBytes: number | null): boolean {
  return shape.every((size) => size >= 0) && from >= 0 && to >= from && to <= (bodyBytes ?? Number.POSITIVE_INFINITY);
}

/** Entries and not an object: a tensor may have any name. */
function headerOf(bytes: Uint8Array): [string, unknown][] {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof header === "object" && header !== null ? Object.entries(header) : [];
  } catch {
    throw new BrokenFile("safetensors", "Its header is no JSON.");
  }
}
