// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createElement } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HelpDialog } from "./bar/help-dialog";
import { writtenKeys } from "./shortcut-keys";
import { useShortcut } from "./use-shortcut";

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

function Page({ done, keys = ["g g", "g t", "f"] }: { done: (what: string) => void; keys?: string[] }) {
  return (
    <>
      {keys.map((each) => (
        <Heard key={each} keys={each} done={done} />
      ))}
      <input aria-label="Name" />
      {createElement("div", { role: "dialog" }, <button type="button">In the dialog</button>)}
    </>
  );
}

function Heard({ keys, done }: { keys: string; done: (what: string) => void }) {
  useShortcut({ keys, label: `Do ${keys}`, group: "Page", run: () => done(keys) });
  return null;
}

const press = (key: string, more: Partial<KeyboardEvent> = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, { key, ...more });

describe("useShortcut", () => {
  it("hears single keys and sequences, and starts anew after a key that leads nowhere", () => {
    const done = vi.fn();
    render(<Page done={done} />);
    for (const key of ["f", "g", "t", "g", "x", "t", "g", "f", "g", "g"]) press(key);
    expect(done.mock.calls.flat()).toEqual(["f", "g t", "f", "g g"]);
  });

  it("forgets the start of a sequence after a while", () => {
    vi.useFakeTimers();
    const done = vi.fn();
    render(<Page done={done} />);
    press("g");
    vi.advanceTimersByTime(1_300);
    press("t");
    expect(done).not.toHaveBeenCalled();
  });

  it("leaves letters to fields and dialogs, but hears ⌘ and Ctrl there", () => {
    const done = vi.fn();
    render(<Page done={done} keys={["f", "mod+k"]} />);
    press("f", {}, screen.getByRole("textbox"));
    press("f", {}, screen.getByRole("button"));
    press("f", { ctrlKey: true });
    expect(done).not.toHaveBeenCalled();
    press("k", { metaKey: true }, screen.getByRole("textbox"));
    press("k", { ctrlKey: true }, screen.getByRole("button"));
    expect(done.mock.calls.flat()).toEqual(["mod+k", "mod+k"]);
  });

  it("tells x from Shift x, lets the last registration win and goes with its component", () => {
    const first = vi.fn();
    const last = vi.fn();
    const { unmount } = render(<Page done={first} keys={["x", "shift+x"]} />);
    const inner = render(<Heard keys="x" done={last} />);
    press("x");
    press("X", { shiftKey: true });
    inner.unmount();
    press("x");
    unmount();
    press("x");
    expect(last.mock.calls.flat()).toEqual(["x"]);
    expect(first.mock.calls.flat()).toEqual(["shift+x", "x"]);
  });
});

describe("the list behind ?", () => {
  it("shows what is in force by group, and can switch letters off", async () => {
    const done = vi.fn();
    render(
      <>
        <Page done={done} />
        <HelpDialog />
      </>,
    );
    press("?", { shiftKey: true });
    const dialog = screen.getByRole("dialog", { name: "Keyboard shortcuts" });
    const page = within(dialog).getByRole("region", { name: "Page" });
    expect(
      within(page)
        .getAllByRole("term")
        .map((term) => term.textContent),
    ).toEqual(["g g", "g t", "f"]);
    await userEvent.click(within(dialog).getByRole("switch"));
    await userEvent.keyboard("{Escape}");
    press("f");
    expect(done).not.toHaveBeenCalled();
  });
});

it("writes keys as they are on the keyboard", () => {
  expect(writtenKeys("mod+k", true)).toBe("⌘K");
  expect(writtenKeys("mod+k", false)).toBe("Ctrl K");
  expect(writtenKeys("g t", false)).toBe("g t");
  expect(writtenKeys("shift+x", false)).toBe("Shift x");
});
