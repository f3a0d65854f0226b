// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { Value } from "@/lib/core/value";
import { ValueSetView } from "./value-set-view";

afterEach(cleanup);

const show = (name: string, value: Value) =>
  render(<ValueSetView side="outputs" ended set={{ state: "present", values: [{ name, value }] }} />);

describe("ValueSetView", () => {
  it("tells none, not yet and unreadable apart", () => {
    const { rerender } = render(<ValueSetView side="outputs" ended set={{ state: "none" }} />);
    expect(screen.getByText("No outputs.")).toBeTruthy();
    rerender(<ValueSetView side="outputs" ended={false} set={{ state: "none" }} />);
    expect(screen.getByText("No outputs yet.")).toBeTruthy();
    rerender(<ValueSetView side="outputs" ended set={{ state: "unavailable", uri: "s3://b/outputs.pb" }} />);
    expect(screen.getByText(/could not be read.*s3:\/\/b\/outputs\.pb/)).toBeTruthy();
  });

  it("unfolds a long text and says its length first", async () => {
    show("note", { kind: "string", value: "y".repeat(12_345) });
    await userEvent.click(screen.getByRole("button", { name: "Show all 12,345 characters" }));
    expect(screen.getByText("y".repeat(12_345))).toBeTruthy();
  });

  it("opens and closes a branch", async () => {
    show("folds", { kind: "list", items: [{ kind: "integer", value: "7" }] });
    expect(screen.getByText("7")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Close folds" }));
    expect(screen.queryByText("7")).toBeNull();
  });

  it("shows markup as text and links only http", () => {
    show("html", { kind: "string", value: "<img src=x onerror=alert(1)>" });
    expect(screen.getByText(/<img src=x/)).toBeTruthy();
    cleanup();
    show("file", { kind: "blob", uri: "javascript:alert(1)", format: "", multipart: false });
    expect(screen.queryByRole("link")).toBeNull();
    cleanup();
    show("file", { kind: "blob", uri: "https://example.org/a.csv", format: "csv", multipart: false });
    expect(screen.getByRole("link").getAttribute("href")).toBe("https://example.org/a.csv");
  });

  it("draws only a window of fifteen thousand leaves", async () => {
    show("errors", {
      kind: "list",
      items: Array.from({ length: 15_000 }, (_, index): Value => ({ kind: "integer", value: String(index) })),
    });
    await userEvent.click(screen.getByRole("button", { name: "Open errors" }));
    expect(document.querySelectorAll("*").length).toBeLessThan(5_000);
  });

  it("tells what was not readable from what was never there, by the interface", () => {
    const variables = [{ name: "model", type: { kind: "simple", simple: "string" } as const, description: "" }];
    const { rerender } = render(
      <ValueSetView side="outputs" ended succeeded set={{ state: "none" }} variables={variables} />,
    );
    expect(screen.getByText(/could not be read.*declares 1 \(model\)/)).toBeTruthy();
    rerender(<ValueSetView side="outputs" ended succeeded={false} set={{ state: "none" }} variables={variables} />);
    expect(screen.getByText("No outputs.")).toBeTruthy();
  });

  it("writes the same values as JSON and as Python", async () => {
    show("seed", { kind: "integer", value: "9007199254740993" });
    await userEvent.click(screen.getByRole("radio", { name: "JSON" }));
    expect(screen.getByRole("region", { name: "Outputs as json" }).textContent).toContain('"seed": 9007199254740993');
    await userEvent.click(screen.getByRole("radio", { name: "Python" }));
    expect(screen.getByRole("region", { name: "Outputs as python" }).textContent).toContain("seed = 9007199254740993");
  });

  it("finds a value among many, and says how many it found", async () => {
    show("errors", {
      kind: "list",
      items: Array.from({ length: 300 }, (_, index): Value => ({ kind: "integer", value: String(index) })),
    });
    await userEvent.type(screen.getByRole("textbox", { name: "Search outputs" }), "299");
    expect(await screen.findByText("1 match")).toBeTruthy();
    expect(screen.getAllByText("299").length).toBeGreaterThan(0);
  });

  it("marks what cannot be seen, and keeps the character to copy", () => {
    show("note", { kind: "string", value: "a\u202eb" });
    expect(screen.getByTitle("A character that cannot be seen: U+202E")).toBeTruthy();
    expect(document.body.textContent).toContain("\u202e");
  });

  it("shows a list of records as a table", async () => {
    const record = (mae: number): Value => ({
      kind: "map",
      entries: [{ key: "mae", value: { kind: "float", value: mae } }],
    });
    show("runs", { kind: "list", items: [record(1), record(2.5)] });
    await userEvent.click(screen.getByRole("button", { name: "Show runs as a table" }));
    expect(screen.getByRole("columnheader", { name: "mae" })).toBeTruthy();
    expect(screen.getByRole("cell", { name: "2.5" })).toBeTruthy();
  });
});
