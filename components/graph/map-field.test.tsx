// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MapItem } from "@/lib/core/node";
import { MapField } from "./map-field";

const ITEMS: MapItem[] = Array.from({ length: 50_000 }, (_, index) => ({
  index,
  retryAttempt: 0,
  externalId: "",
  phase: index % 1_000 === 0 ? "failed" : "succeeded",
  cacheStatus: "disabled",
  logs: [],
}));

beforeEach(() => {
  HTMLCanvasElement.prototype.getContext = () => null;
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("the field of a map task's items", () => {
  it("counts 50,000 items by phase without an element for each", () => {
    const { container } = render(<MapField items={ITEMS} onBrush={() => undefined} />);
    expect(screen.getByRole("button", { name: "50 failed" })).toBeTruthy();
    expect(screen.getByRole("button", { name: /49,950 succeeded/ })).toBeTruthy();
    expect(container.querySelectorAll("*").length).toBeLessThan(60);
  });

  it("marks a class from the legend with the keyboard alone, and all again", async () => {
    const user = userEvent.setup();
    const onBrush = vi.fn();
    render(<MapField items={ITEMS} onBrush={onBrush} />);
    screen.getByRole("button", { name: "50 failed" }).focus();
    await user.keyboard("{Enter}");
    const [marked] = onBrush.mock.lastCall ?? [];
    expect([...marked].slice(0, 3)).toEqual([0, 1_000, 2_000]);
    expect(screen.getByText(/50 of 50,000 items are marked/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show all" }));
    expect(onBrush).toHaveBeenLastCalledWith(null);
  });

  it("offers colour by duration only where durations are known", () => {
    const { rerender } = render(<MapField items={ITEMS} onBrush={() => undefined} />);
    expect(screen.queryByRole("radio", { name: "Duration" })).toBeNull();
    rerender(<MapField items={ITEMS} durationsMs={new Map([[0, 10]])} onBrush={() => undefined} />);
    expect(screen.getByRole("radio", { name: "Duration" })).toBeTruthy();
  });
});
