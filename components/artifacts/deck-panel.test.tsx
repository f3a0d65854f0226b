// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeQueryClient } from "@/lib/client/make-query-client";
import type { DeckList, DeckListing } from "@/lib/contract/blobs";
import { anExecutionRef } from "@/lib/testing/builders";
import { ArtifactPanel } from "./artifact-panel";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const deck = (node: string, state: DeckListing["state"] = "ready"): DeckListing => ({
  node,
  nodeName: `task-${node}`,
  state,
  uri: `s3://bucket/${node}/deck.html`,
});

async function show(answer: () => DeckList | Response, ended = true): Promise<void> {
  vi.stubGlobal("fetch", async (url: string) => {
    if (!url.endsWith("/decks")) return Response.json({ blobs: [], nodesRead: 0, nodesKnown: 0, failed: [] });
    const given = answer();
    return given instanceof Response ? given : Response.json(given);
  });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ArtifactPanel execution={anExecutionRef()} ended={ended} />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole("radio", { name: "Decks" }));
}

const framed = () => document.querySelectorAll("iframe");
const button = (node: string) => screen.getByRole("button", { name: `Show deck of task-${node}` });

describe("DeckPanel", () => {
  it("tells none, none yet and failed apart", async () => {
    await show(() => ({ decks: [], rowsRead: 3 }));
    expect(await screen.findByText("No task of this run wrote a deck.")).toBeTruthy();
    expect(screen.getByText("3 nodes were looked at.")).toBeTruthy();
    cleanup();
    await show(() => ({ decks: [], rowsRead: 0 }), false);
    expect(await screen.findByText("No task of this run names a deck yet.")).toBeTruthy();
    cleanup();
    const problem = { code: "forbidden", message: "You may not read this run.", requestId: null };
    await show(() => Response.json({ problem }, { status: 403 }));
    expect((await screen.findByRole("alert")).textContent).toContain("You may not read this run.");
  });

  it("opens the first deck from the console's own address, and two beside each other", async () => {
    await show(() => ({ decks: [deck("n0"), deck("n1"), deck("n2")], rowsRead: 3 }));
    const frame = await screen.findByTitle("Deck of task-n0");
    expect(frame.getAttribute("src")).toMatch(/^\/console\/api\/.*\/nodes\/n0\/deck$/);
    expect(frame.hasAttribute("srcdoc")).toBe(false);
    await userEvent.click(button("n1"));
    expect(framed()).toHaveLength(2);
    await userEvent.click(button("n2"));
    expect(Array.from(framed(), ({ title }) => title)).toEqual(["Deck of task-n1", "Deck of task-n2"]);
    expect(button("n0").getAttribute("aria-pressed")).toBe("false");
    await userEvent.click(button("n1"));
    await userEvent.click(button("n2"));
    expect(framed()).toHaveLength(0);
    expect(screen.getByText("Pick one deck, or two to compare.")).toBeTruthy();
  });

  it("says of a deck that its task has not written it, and opens it once it is there", async () => {
    let state: DeckListing["state"] = "later";
    await show(() => ({ decks: [deck("n0", state)], rowsRead: 1 }), false);
    const list = within(await screen.findByRole("list", { name: "Decks" }));
    expect(list.getByText("not written yet")).toBeTruthy();
    expect(list.queryByRole("button")).toBeNull();
    expect(framed()).toHaveLength(0);
    state = "ready";
    await waitFor(() => expect(framed()).toHaveLength(1), { timeout: 8_000 });
  });

  it("gives the decks the whole screen where the browser can", async () => {
    const fill = vi.fn(async () => undefined);
    Object.defineProperty(document, "fullscreenEnabled", { value: true, configurable: true });
    Object.defineProperty(Element.prototype, "requestFullscreen", { value: fill, configurable: true });
    await show(() => ({ decks: [deck("n0")], rowsRead: 1 }));
    await userEvent.click(await screen.findByRole("button", { name: "Full screen deck" }));
    expect(fill).toHaveBeenCalledOnce();
    Reflect.deleteProperty(document, "fullscreenEnabled");
    Reflect.deleteProperty(Element.prototype, "requestFullscreen");
  });
});
