// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EndNoticeButton } from "@/components/shell/end-notice-button";
import { EXECUTION_PHASES, type ExecutionPhase } from "@/lib/core/phase";
import { anExecutionRef } from "@/lib/testing/builders";
import { faviconOf } from "./favicon";
import { useTabSign } from "./use-tab-sign";

beforeEach(() => {
  sessionStorage.clear();
  document.head.innerHTML = '<title>Executions · Contrail</title><link rel="icon" href="/console/icon.svg">';
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const icon = () => document.querySelector("link[rel=icon]")?.getAttribute("href") ?? null;

function Signed({ phase, title }: { phase: ExecutionPhase | null; title: string }) {
  useTabSign({ phase, title });
  return null;
}

describe("useTabSign", () => {
  it("shows the phase in title and favicon, follows it, and gives both back", () => {
    const { rerender, unmount } = render(<Signed phase="running" title="Running · fit" />);
    expect(document.title).toBe("Running · fit · Contrail");
    const running = icon();
    rerender(<Signed phase="failed" title="Failed · fit" />);
    expect(document.title).toBe("Failed · fit · Contrail");
    expect(icon()).toMatch(/^data:image\/svg\+xml,/);
    expect(icon()).not.toBe(running);
    unmount();
    expect(document.title).toBe("Executions · Contrail");
    expect(icon()).toBe("/console/icon.svg");
  });

  it("leaves the title of the page that came next", () => {
    const { unmount } = render(<Signed phase={null} title="a run" />);
    document.title = "Compare · Contrail";
    unmount();
    expect(document.title).toBe("Compare · Contrail");
  });

  it("makes a favicon where the page has none, and takes it away", () => {
    document.head.innerHTML = "";
    const { unmount } = render(<Signed phase="queued" title="a run" />);
    expect(icon()).toMatch(/^data:/);
    unmount();
    expect(icon()).toBeNull();
  });
});

describe("faviconOf", () => {
  it("tells phases apart without colour, but for those under way", () => {
    const drawn = new Map(EXECUTION_PHASES.map((phase) => [phase, faviconOf(phase, () => "#123456")]));
    expect(new Set(drawn.values()).size).toBe(EXECUTION_PHASES.length - 3);
  });

  it("is whole XML whatever the token says", () => {
    for (const colour of ["", '"/><script>', "oklch(0.5 0.1 200)"]) {
      const svg = decodeURIComponent(faviconOf("failed", () => colour).slice("data:image/svg+xml,".length));
      const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
      expect(parsed.querySelector("parsererror, script")).toBeNull();
    }
  });
});

describe("the notification at the end", () => {
  function allow(permission: NotificationPermission, answer: NotificationPermission = permission) {
    const shown: { title: string; tag: string | undefined }[] = [];
    const ask = vi.fn(async () => {
      FakeNotification.permission = answer;
      return answer;
    });
    class FakeNotification {
      static permission = permission;
      static requestPermission = ask;
      constructor(title: string, { tag }: NotificationOptions) {
        shown.push({ title, tag });
      }
    }
    vi.stubGlobal("Notification", FakeNotification);
    vi.stubGlobal("isSecureContext", true);
    return { shown, ask };
  }
  const button = (phase: ExecutionPhase, name = "run-1") => (
    <EndNoticeButton run={anExecutionRef(name)} phase={phase} title="fit run-1" />
  );

  it("asks by a press only, says its limit, and comes once when the run ends", async () => {
    const { shown, ask } = allow("default", "granted");
    const { rerender } = render(button("running"));
    expect(ask).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: /only while a tab is open/, pressed: false }));
    expect(screen.getByRole("button", { pressed: true })).toBeDefined();
    rerender(button("failing"));
    rerender(button("failed"));
    rerender(button("failed"));
    expect(shown).toEqual([{ title: "Failed: fit run-1", tag: "default/flytesnacks/development/run-1" }]);
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("is not shown when nobody asked, nor of a run that had ended before", async () => {
    const { shown } = allow("granted");
    const { rerender } = render(button("running"));
    rerender(button("succeeded"));
    sessionStorage.setItem("contrail.notify default/flytesnacks/development/run-2", "1");
    rerender(button("succeeded", "run-2"));
    await act(async () => {});
    expect(shown).toEqual([]);
  });

  it("says that the browser blocks it, and is absent where there is none", async () => {
    const { ask } = allow("denied");
    const { unmount } = render(button("running"));
    await userEvent.click(screen.getByRole("button", { name: /blocks/ }));
    expect(ask).not.toHaveBeenCalled();
    unmount();
    vi.stubGlobal("Notification", undefined);
    render(button("running"));
    expect(screen.queryByRole("button")).toBeNull();
  });
});
