import "server-only";
import { ContrailError } from "@/lib/core/errors";
import { isTerminalNode } from "@/lib/core/phase";
import type { NodeRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { type PageRequest, servePage } from "@/lib/server/http/page";
import { openObject } from "@/lib/server/stores/object-file";

/**
 * The deck of a node, in a frame that lets nothing out. Without one, `not_found` says in `fields.deck` which it is:
 * `none` (the task wrote none), `later` (it runs and may still write one) or `gone` (Flyte names one that the store no
 * longer has).
 */
export async function readDeck(
  backend: FlyteBackend,
  ref: NodeRef,
  request: PageRequest,
  call: Call & { signal: AbortSignal },
): Promise<Response> {
  const row = await backend.getNode(ref, null, call);
  const hasEnded = isTerminalNode(row.phase);
  if (row.deckUri === "") throw hasEnded ? noDeck("none") : noDeck("later");
  return servePage(request, async () => {
    try {
      const file = await openObject(row.deckUri, backend, call, () => backend.signDeck(ref, call));
      return await file.read(null, call.signal);
    } catch (cause) {
      const isMissing = cause instanceof ContrailError && cause.code === "not_found";
      throw isMissing ? noDeck(hasEnded ? "gone" : "later") : cause;
    }
  });
}

const SENTENCES = {
  none: "The task wrote no deck.",
  later: "The task has not written its deck yet.",
  gone: "Flyte names a deck, but the object store no longer has it: it expired or was removed.",
} as const;

const noDeck = (state: keyof typeof SENTENCES): ContrailError =>
  new ContrailError("not_found", SENTENCES[state], { fields: { deck: state } });
