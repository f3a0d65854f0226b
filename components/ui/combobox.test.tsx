// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { Combobox } from "./combobox";

afterEach(cleanup);

const options = ["eta.train", "eta.train_nightly", "road.refresh"].map((name) => ({ value: name, label: name }));

function Example({ many = false }: { many?: boolean }) {
  const [value, setValue] = useState<string | null>(null);
  const all = many ? Array.from({ length: 300 }, (_, i) => ({ value: `n${i}`, label: `n${i}` })) : options;
  return (
    <>
      <Combobox label="Launch plan" options={all} value={value} onChange={setValue} />
      <output>{value}</output>
    </>
  );
}

const field = () => screen.getByRole("combobox", { name: "Launch plan" });

describe("Combobox", () => {
  it("finds while one types and picks by click", async () => {
    render(<Example />);
    await userEvent.type(field(), "refr");
    expect(screen.getAllByRole("option").length).toBe(1);
    await userEvent.click(screen.getByRole("option", { name: "road.refresh" }));
    expect(screen.getByRole("status").textContent).toBe("road.refresh");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("picks by arrows and Enter, the exact match first", async () => {
    render(<Example />);
    await userEvent.type(field(), "eta.train{Enter}");
    expect(screen.getByRole("status").textContent).toBe("eta.train");
    await userEvent.type(field(), "{ArrowDown}{Enter}");
    expect(screen.getByRole("status").textContent).toBe("eta.train_nightly");
  });

  it("takes an exact label when the field is left, and forgets anything else", async () => {
    render(<Example />);
    await userEvent.type(field(), "road.refresh");
    await userEvent.tab();
    expect(screen.getByRole("status").textContent).toBe("road.refresh");
    await userEvent.clear(field());
    await userEvent.type(field(), "nonsense");
    expect(screen.getByText("Nothing matches")).toBeDefined();
    await userEvent.tab();
    expect(field()).toHaveProperty("value", "road.refresh");
  });

  it("closes on Escape and keeps what was picked", async () => {
    render(<Example />);
    await userEvent.type(field(), "eta{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(field()).toHaveProperty("value", "");
  });

  it("says how many it leaves out", async () => {
    render(<Example many />);
    await userEvent.click(field());
    expect(screen.getByText("100 of 300 shown: type more to narrow")).toBeDefined();
  });
});
