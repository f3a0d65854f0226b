// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeQueryClient } from "@/lib/client/make-query-client";
import { checkBundle } from "@/lib/contract/bundle/check-bundle";
import { decodeBundle } from "@/lib/core/bundle/decode-bundle";
import { encodeBundle } from "@/lib/core/bundle/encode-bundle";
import type { RunBundle } from "@/lib/core/bundle/types";
import type { TreeNode } from "@/lib/core/graph/tree";
import { aNodeRow, anAttempt, anExecution } from "@/lib/testing/builders";
import { BundlePage } from "./bundle-page";
import { collectBundle } from "./collect-bundle";
import { SaveRunButton } from "./save-run-button";

configure({ asyncUtilTimeout: 8_000 });

// Its drawing needs a browser; what it is given is what counts here.
vi.mock("@/components/graph/workflow-graph-view", () => ({
  GraphView: ({ tree, onSelect }: { tree: readonly TreeNode[]; onSelect: (path: string) => void }) => (
    <section aria-label="Graph">
      {tree.map(({ path, name }) => (
        <button key={path} type="button" onClick={() => onSelect(path)}>
          {name}
        </button>
      ))}
    </section>
  ),
}));

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const failed = {
  code: "RuntimeError",
  message: "<img src=x onerror=alert(1)> no such city",
  kind: "user",
  cut: false,
} as const;

const aBundle = (part: Partial<RunBundle> = {}): RunBundle => ({
  savedAtMs: Date.UTC(2026, 10, 23, 9, 2, 11),
  savedFrom: "https://flyte.example.org",
  execution: anExecution({ phase: "failed", error: failed }),
  rows: [aNodeRow({ phase: "failed", error: failed }), aNodeRow({ nodeId: "constructor" })],
  attempts: {
    n0: [
      anAttempt({
        phase: "failed",
        logs: [
          { name: "Logs", uri: "https://logs.example.org/1" },
          { name: "Bad", uri: "javascript:alert(1)" },
        ],
      }),
    ],
  },
  graph: null,
  dynamicGraphs: {},
  data: {
    inputs: { state: "present", values: [{ name: "city", value: { kind: "string", value: "Berlin" } }] },
    outputs: { state: "none" },
  },
  nodeData: {},
  decks: { n0: "<h1>deck</h1>" },
  gaps: [{ what: "data", nodeId: "n0", reason: "Flyte took too long (timeout)" }],
  ...part,
});

const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = "run.gz") => {
  const file = new File([bytes], name);
  // jsdom's File cannot be read as bytes.
  Object.defineProperty(file, "arrayBuffer", { value: async () => bytes.buffer.slice(0) });
  return file;
};
const drop = (file: File) =>
  fireEvent.drop(screen.getByRole("button", { name: "Choose a file" }), { dataTransfer: { files: [file] } });

describe("the page of a file", () => {
  it("opens a dropped file without asking any server, and says what it is", async () => {
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    render(<BundlePage />);
    drop(fileOf(await encodeBundle(aBundle())));
    await screen.findByRole("heading", { name: "train_eta_model", level: 1 });
    const from = screen.getByRole("region", { name: "Where this run is from" }).textContent;
    expect(from).toContain("From a file, saved at 23 Nov 2026 09:02:11 UTC from https://flyte.example.org: run.gz");
    expect(from).toContain("1 part is missing");
    expect(screen.getAllByText(/no such city/)[0]?.textContent).toContain("<img src=x");
    expect(document.querySelector("img")).toBeNull();
    expect(fetched).not.toHaveBeenCalled();
  });

  it("shows nodes with attempts, values and what is missing, and follows no link but http", async () => {
    render(<BundlePage />);
    drop(fileOf(await encodeBundle(aBundle())));
    await userEvent.click(await screen.findByRole("button", { name: "n0" }));
    const node = within(screen.getByRole("region", { name: "n0" }));
    expect(node.getByText("Attempt 1")).toBeDefined();
    expect(node.getByRole("link", { name: "Logs" }).getAttribute("rel")).toBe("noopener noreferrer");
    expect(node.queryByRole("link", { name: /Bad/ })).toBeNull();
    expect(node.getByText("Inputs and outputs are not in the file.")).toBeDefined();
    expect(node.getByRole("button", { name: "Download the deck, 13 B" })).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "constructor" }));
    expect(screen.getByText("Attempts are not in the file.")).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Inputs and outputs" }));
    expect(screen.getByText(/Berlin/)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "About the file" }));
    expect(screen.getByText(/Flyte took too long \(timeout\)/)).toBeDefined();
    expect(screen.getByRole("row", { name: /^rows 2/ })).toBeDefined();
  });

  it("says that a run was running then, and closes again", async () => {
    render(<BundlePage />);
    drop(fileOf(await encodeBundle(aBundle({ execution: anExecution({ phase: "running" }) }))));
    await screen.findByText("Was running");
    await userEvent.click(screen.getByRole("button", { name: "Close the file" }));
    expect(screen.getByRole("button", { name: "Choose a file" })).toBeDefined();
  });

  it("refuses anything else with a reason and stays ready for the next", async () => {
    render(<BundlePage />);
    drop(fileOf(new TextEncoder().encode("hello"), "notes.txt"));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "notes.txt cannot be opened. This is not a run that Contrail saved.",
    );
    drop(fileOf(await encodeBundle(aBundle())));
    await screen.findByRole("heading", { name: "train_eta_model", level: 1 });
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

const noData = { inputs: { state: "none" }, outputs: { state: "none" } };

/** A BFF of which the data of `n1` cannot be read. */
function answer(path: string): Response {
  if (path.includes("/nodes/n1/data")) {
    return Response.json({ problem: { code: "timeout", message: "too slow", requestId: null } }, { status: 504 });
  }
  if (path.endsWith("/attempts")) return Response.json([anAttempt()]);
  if (path.endsWith("/data")) return Response.json({ ...noData, dynamicGraph: null });
  if (path.includes("/nodes/")) return Response.json(aNodeRow({ error: { ...failed, message: "in full" } }));
  return Response.json(anExecution({ phase: "failed" }));
}

const source = {
  execution: anExecution({ phase: "failed", workflow: null }),
  rows: [
    aNodeRow({ nodeId: "start-node" }),
    aNodeRow({ error: { ...failed, cut: true, message: "in fu" } }),
    aNodeRow({ nodeId: "n1", deckUri: "s3://b/deck.html" }),
  ],
  graph: null,
  isPartial: false,
};

describe("collectBundle", () => {
  const collect = async (isStopped = () => false) => {
    const progress: string[] = [];
    let running = 0;
    let most = 0;
    vi.stubGlobal("fetch", async (path: string) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      return answer(path);
    });
    const queries = makeQueryClient();
    queries.setDefaultOptions({ queries: { retry: false } });
    const bundle = await collectBundle(source, {
      queries,
      savedFrom: "https://c",
      nowMs: () => 5,
      onProgress: ({ done, total }) => progress.push(`${done}/${total}`),
      isStopped,
    });
    return { bundle, progress, most };
  };

  it("reads all parts, errors in full, and keeps what failed as a gap", async () => {
    const { bundle, progress, most } = await collect();
    expect(bundle?.rows.find(({ nodeId }) => nodeId === "n0")?.error?.message).toBe("in full");
    expect(Object.keys(bundle?.attempts ?? {}).sort()).toEqual(["n0", "n1"]);
    expect(bundle?.nodeData).toEqual({ n0: noData });
    expect(bundle?.gaps).toEqual([
      { what: "deck", nodeId: "n1", reason: "Not read: it is at s3://b/deck.html" },
      { what: "data", nodeId: "n1", reason: "too slow (timeout)" },
    ]);
    expect([progress[0], progress.at(-1)]).toEqual(["0/7", "7/7"]);
    expect(most).toBeLessThanOrEqual(4);
  });

  it("says that nodes may be missing of a run that was not read to its end", async () => {
    vi.stubGlobal("fetch", async (path: string) => answer(path));
    const bundle = await collectBundle(
      { ...source, rows: [], isPartial: true },
      { queries: makeQueryClient(), savedFrom: "", nowMs: () => 5, onProgress: () => {}, isStopped: () => false },
    );
    expect(bundle?.gaps.map(({ what }) => what)).toEqual(["rows"]);
  });

  it("stops when it is told to", async () => {
    expect((await collect(() => true)).bundle).toBeNull();
  });
});

describe("SaveRunButton", () => {
  it("warns of secrets before it reads anything, then saves a file that opens", async () => {
    const fetched = vi.fn(async (path: string) => answer(path));
    vi.stubGlobal("fetch", fetched);
    const blobs: Blob[] = [];
    vi.stubGlobal(
      "URL",
      Object.assign(URL, { createObjectURL: (blob: Blob) => (blobs.push(blob), "blob:1"), revokeObjectURL: () => {} }),
    );
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    const queries = makeQueryClient();
    queries.setDefaultOptions({ queries: { retry: false } });
    render(
      <QueryClientProvider client={queries}>
        <SaveRunButton {...source} />
      </QueryClientProvider>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Save as file…" }));
    expect(screen.getByText("Inputs may hold secrets.")).toBeDefined();
    expect(fetched).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Save the file" }));
    await waitFor(() => expect(screen.getByRole("status").textContent).toMatch(/^Saved, .*2 parts are missing/));
    expect(blobs).toHaveLength(1);
    expect(blobs[0]?.type).toBe("application/gzip");
  });
});

it("checks what it saves", async () => {
  expect(await decodeBundle(await encodeBundle(aBundle()), checkBundle)).toMatchObject({ ok: true });
});
