// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { LogChunk } from "@/lib/contract/logs";
import { anExecutionRef } from "@/lib/testing/builders";
import { LogPanel } from "./log-panel";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(answer: (from: number) => LogChunk | Response, ended = false): number[] {
  const asked: number[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    const from = Number(new URL(url, "http://localhost").searchParams.get("from"));
    asked.push(from);
    const given = answer(from);
    return given instanceof Response ? given : Response.json(given);
  });
  render(<LogPanel node={{ execution: anExecutionRef(), nodeId: "n0" }} attempt={0} ended={ended} />);
  return asked;
}

const lines = () => Number(screen.getByTestId("log-lines").getAttribute("data-lines"));

describe("LogPanel", () => {
  it("follows a log that grows from where it ended", async () => {
    const asked = show((from) => ({
      state: "growing",
      text: "one line\n",
      offset: from,
      nextOffset: from + 9,
      sourceName: "sandbox",
      skippedBytes: 0,
    }));
    await waitFor(() => expect(lines()).toBeGreaterThanOrEqual(2), { timeout: 4_000 });
    expect(asked.slice(0, 2)).toEqual([0, 9]);
    expect(screen.getByRole("log")).toBeTruthy();
    expect(screen.getByTestId("log-lines").textContent).toContain("sandbox");
  });

  it("says why there is no log, in the words it was given", async () => {
    show(() => ({ state: "absent", reason: "No link of this attempt can be read here." }), true);
    expect(await screen.findByText("No link of this attempt can be read here.")).toBeTruthy();
  });

  it("counts what was skipped", async () => {
    show(
      () => ({
        state: "complete",
        text: "end\n",
        offset: 2_048,
        nextOffset: 2_052,
        sourceName: "s",
        skippedBytes: 2_048,
      }),
      true,
    );
    await waitFor(() => expect(screen.getByTestId("log-lines").textContent).toContain("2.0 KiB"));
  });

  it("keeps asking after a failure, and says so", async () => {
    let calls = 0;
    show(() => {
      calls += 1;
      return Response.json({ problem: { code: "unavailable", message: "away", requestId: "r" } }, { status: 503 });
    });
    expect((await screen.findByRole("alert")).textContent).toContain("away");
    await waitFor(() => expect(calls).toBeGreaterThan(1), { timeout: 3_000 });
  });
});
