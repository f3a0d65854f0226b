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
});
