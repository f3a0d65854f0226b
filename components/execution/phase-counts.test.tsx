// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { NodePhase } from "@/lib/core/phase";
import { PhaseCounts } from "./phase-counts";

afterEach(cleanup);

const show = (phases: readonly NodePhase[]) => {
  const onPhases = vi.fn();
  render(<PhaseCounts counts={{ failed: 2, succeeded: 5 }} isPartial={false} phases={phases} onPhases={onPhases} />);
  return onPhases;
};

describe("PhaseCounts", () => {
  it("adds a phase to those that are shown, and says which are", async () => {
    const onPhases = show(["succeeded"]);
    expect(screen.getByRole("button", { name: /5 succeeded/ }).getAttribute("aria-pressed")).toBe("true");
    const failed = screen.getByRole("button", { name: /2 failed/ });
    expect(failed.getAttribute("aria-pressed")).toBe("false");
    await userEvent.click(failed);
    expect(onPhases).toHaveBeenCalledWith(["succeeded", "failed"]);
  });

  it("lets go of a phase that nothing is in any more", async () => {
    const onPhases = show(["running"]);
    await userEvent.click(screen.getByRole("button", { name: /0 running/ }));
    expect(onPhases).toHaveBeenCalledWith([]);
  });
});
