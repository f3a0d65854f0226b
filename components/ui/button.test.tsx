// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Button } from "./button";

afterEach(cleanup);

describe("Button", () => {
  it("is pressed", async () => {
    const press = vi.fn();
    render(<Button onClick={press}>Launch</Button>);
    await userEvent.click(screen.getByRole("button", { name: "Launch" }));
    expect(press).toHaveBeenCalledOnce();
  });

  it("that cannot be pressed keeps the focus and says why", async () => {
    const press = vi.fn();
    render(
      <Button disabledReason="A required input is missing" onClick={press}>
        Launch
      </Button>,
    );
    await userEvent.tab();
    const button = screen.getByRole("button", { name: "Launch" });
    expect(document.activeElement).toBe(button);
    expect((await screen.findByRole("tooltip")).textContent).toBe("A required input is missing");
    await userEvent.click(button);
    expect(press).not.toHaveBeenCalled();
  });

  it("does not submit a form unless it says so", async () => {
    const submit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
    render(
      <form onSubmit={submit}>
        <Button>Other</Button>
        <Button type="submit" disabledReason="Not yet">
          Send
        </Button>
      </form>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Other" }));
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(submit).not.toHaveBeenCalled();
  });
});
