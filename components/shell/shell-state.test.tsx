// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ZoneSwitch } from "./bar/zone-switch";
import { ErrorPanel } from "./error-panel";
import { Moment } from "./moment";
import { parseScope, scopeCookie, scopeOfCookies } from "./scope-memory";

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("the last project and domain", () => {
  it("come back from the cookie, whatever their names are", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (project, domain) => {
        const [pair = ""] = scopeCookie({ connection: "default", project, domain }).split("; ");
        expect(scopeOfCookies(`other=1; ${pair}`)).toEqual({ connection: "default", project, domain });
      }),
    );
  });

  it.each([undefined, "", "a", "a/", "/b", "a/b/c", "%/b"])("are unknown for %j", (value) => {
    expect(parseScope(value)).toBeNull();
  });
});

describe("Moment", () => {
  it("tells an old moment in the zone of the page and both on hover", async () => {
    render(
      <>
        <Moment ms={Date.UTC(2020, 0, 2, 3, 4, 5)} />
        <ZoneSwitch />
      </>,
    );
    const time = screen.getByRole("time");
    expect(time.textContent).toBe("2 Jan 2020 03:04:05");
    expect(time.getAttribute("title")).toMatch(/UTC\n.*local$/);
    await userEvent.click(screen.getByRole("button", { name: "UTC" }));
    expect(screen.getByRole("button", { name: "Local" })).toBeDefined();
    expect(localStorage.getItem("contrail.zone")).toBe("local");
  });

  it("is a dash without a moment and survives one that no calendar has", () => {
    const { rerender, container } = render(<Moment ms={null} />);
    expect(container.textContent).toBe("—");
    rerender(<Moment ms={9e15} />);
    expect(container.textContent).toBe("—");
  });
});

describe("ErrorPanel", () => {
  it("is an alert with code, message, fields and request id", async () => {
    let retried = 0;
    render(
      <ErrorPanel
        problem={{ code: "invalid", message: "bad <b>input</b>", requestId: "r-9", fields: { trips: "is no number" } }}
        onRetry={() => {
          retried += 1;
        }}
      />,
    );
    const text = screen.getByRole("alert").textContent ?? "";
    for (const part of ["invalid", "bad <b>input</b>", "r-9", "trips", "is no number"]) expect(text).toContain(part);
    await userEvent.click(screen.getByRole("button", { name: "Try now" }));
    expect(retried).toBe(1);
  });
});
