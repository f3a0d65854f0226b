// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Phase } from "@/lib/core/phase";
import { PhaseGlyph } from "./phase-glyph";
import { PhaseLabel } from "./phase-label";

afterEach(cleanup);

const DRAWN: Phase[] = [
  "queued",
  "running",
  "succeeded",
  "failed",
  "aborted",
  "timed_out",
  "paused",
  "cached",
  "recovered",
  "skipped",
  "not_run",
  "unknown",
];

const drawing = (phase: Phase) => render(<PhaseGlyph phase={phase} />).container.querySelector("svg")?.innerHTML;

describe("phase signs", () => {
  it("tell the twelve phases apart without their colour", () => {
    expect(new Set(DRAWN.map(drawing)).size).toBe(DRAWN.length);
  });

  it("draw what is on the way as the running ring in the colour of its goal", () => {
    const { container } = render(<PhaseGlyph phase="failing" />);
    expect(container.querySelector("svg")?.getAttribute("class")).toContain("text-failed");
    expect(drawing("failing")).toBe(drawing("running"));
  });

  it("say the word, and hide the glyph from who hears it", () => {
    render(<PhaseLabel phase="timed_out" />);
    expect(screen.getByText("Timed out")).toBeDefined();
    expect(document.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  });
});
