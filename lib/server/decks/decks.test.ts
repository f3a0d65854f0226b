import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { NodePhase } from "@/lib/core/phase";
import { aNodeRow, anExecution, anExecutionRef } from "@/lib/testing/builders";
import { FakeBackend, nodeKey } from "@/lib/testing/fake-backend/fake-backend";
import { type FileServer, serveFiles } from "@/lib/testing/object-stores/serve-files";
import { listDecks } from "./list-decks";
import { readDeck } from "./read-deck";

let store: FileServer;
beforeAll(async () => {
  store = await serveFiles({ "/deck.html": { bytes: Buffer.from("<script>plot()</script>") } });
  vi.stubEnv("CONTRAIL_FETCH_HOSTS", store.host);
});
afterAll(() => store.stop());

const execution = anExecutionRef();
const { signal } = new AbortController();
const ref = { execution, nodeId: "n0" };

function flyte(phase: NodePhase, deckUri: string, target?: string): FakeBackend {
  const backend = new FakeBackend();
  backend.add(anExecution(), [
    aNodeRow({ nodeId: "n0", specNodeId: "n0", phase, deckUri }),
    aNodeRow({ nodeId: "n1", deckUri: "" }),
  ]);
  if (target !== undefined) backend.world.decks.set(nodeKey(ref), `http://${store.host}${target}`);
  return backend;
}

const open = (backend: FakeBackend, isFramed = true) =>
  readDeck(backend, ref, { query: {}, isFramed, headers: new Headers({ "sec-fetch-dest": "iframe" }) }, { signal });

describe("readDeck", () => {
  it("answers our frame, and the deck to it, under a policy that lets nothing out", async () => {
    const backend = flyte("succeeded", "s3://b/deck.html", "/deck.html");
    expect(await (await open(backend, false)).text()).toContain('src="?framed=1"');
    const deck = await open(backend);
    expect(await deck.text()).toBe("<script>plot()</script>");
    expect(deck.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(deck.headers.get("content-security-policy")).toMatch(/^sandbox allow-scripts; default-src 'none';/);
    expect(deck.headers.has("set-cookie")).toBe(false);
  });

  it.each<[string, NodePhase, string, string | undefined, string]>([
    ["wrote none", "succeeded", "", undefined, "none"],
    ["may still write one", "running", "", undefined, "later"],
    ["has not written it yet", "running", "s3://b/deck.html", undefined, "later"],
    ["had one that Flyte no longer finds", "succeeded", "s3://b/deck.html", undefined, "gone"],
    ["had one that the store no longer has", "failed", "s3://b/deck.html", "/gone", "gone"],
  ])("says that the task %s", async (_, phase, deckUri, target, state) => {
    await expect(open(flyte(phase, deckUri, target))).rejects.toMatchObject({
      code: "not_found",
      fields: { deck: state },
    });
  });
});

describe("listDecks", () => {
  it("names the nodes that have one, and asks Flyte only for those that run", async () => {
    const ended = flyte("succeeded", "s3://b/deck.html");
    expect(await listDecks(ended, execution, { signal })).toEqual({
      decks: [{ node: "n0", nodeName: "n0", state: "ready", uri: "s3://b/deck.html" }],
      rowsRead: 2,
    });
    expect(ended.calls.some(({ method }) => method === "signDeck")).toBe(false);
    const early = await listDecks(flyte("running", "s3://b/deck.html"), execution, { signal });
    expect(early.decks.map(({ state }) => state)).toEqual(["later"]);
    const written = await listDecks(flyte("running", "s3://b/deck.html", "/deck.html"), execution, { signal });
    expect(written.decks.map(({ state }) => state)).toEqual(["ready"]);
  });
});
