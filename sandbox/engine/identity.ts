const ALPHABET = "abcdefghijklmnopqrstuvwxyz123456";

/** Above this many characters Flyte replaces a node's id by its hash. */
const LONGEST_NODE_ID = 20;
const LONGEST_EXTERNAL_ID = 50;

/** Base32 without padding in the alphabet that Flyte uses, because Kubernetes names may not hold 0, 8 and 9 at will. */
function base32(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(buffer >>> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(buffer << (5 - bits)) & 31] : text;
}

function fnv32(text: string): Uint8Array {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(hash);
  return bytes;
}

function fnv64(text: string): Uint8Array {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(hash);
  return bytes;
}

function joined(parts: readonly string[], longest: number, hash: (text: string) => Uint8Array): string {
  const text = parts.filter((part) => part !== "").join("-");
  return text.length > longest ? `f${base32(hash(text))}` : text;
}

/** The id of a node execution: unlike the spec id it is unique in the execution. */
export function uniqueNodeId(specId: string, parent: { nodeId: string; attempt: number } | null): string {
  const parts = parent === null ? [specId] : [parent.nodeId, String(parent.attempt), specId];
  return joined(parts, LONGEST_NODE_ID, fnv32);
}

/** The name of the execution that a launch plan node starts: always hashed, so a second attempt finds the first's child. */
export function childExecutionName(execution: string, nodeId: string, attempt: number): string {
  return `f${base32(fnv64(`${execution}-${nodeId}-${attempt}`))}`;
}

/** The id of one item of a map task, which is also the name of its log. */
export function itemExternalId(
  execution: string,
  nodeId: string,
  attempt: number,
  index: number,
  retry: number,
): string {
  return joined([execution, nodeId, String(attempt), `n${index}`, String(retry)], LONGEST_EXTERNAL_ID, fnv64);
}
