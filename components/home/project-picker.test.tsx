// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeQueryClient } from "@/lib/client/make-query-client";
import type { Project } from "@/lib/core/entity";
import type { Problem } from "@/lib/core/errors";
import { NoFlyte } from "./no-flyte";
import { ProjectPicker } from "./project-picker";

configure({ asyncUtilTimeout: 8_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const unavailable: Problem = { code: "unavailable", message: "FlyteAdmin refused", requestId: "r-1" };
const project = (id: string, domains = ["development", "production"]): Project => ({
  id,
  name: id,
  description: "",
  domains: domains.map((domain) => ({ id: domain, name: domain })),
});

function show(answer: () => Response | Promise<Response>, firstProblem: Problem | null = null) {
  vi.stubGlobal("fetch", async () => answer());
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ProjectPicker connection="default" firstProblem={firstProblem} />
    </QueryClientProvider>,
  );
}

describe("ProjectPicker", () => {
  it("leads into every domain of every project", async () => {
    show(() => Response.json([project("eta"), project("pricing", [])]));
    const link = await screen.findByRole("link", { name: "eta, production" });
    expect(link.getAttribute("href")).toBe("/projects/eta/domains/production/executions");
    expect(screen.getByText("no domains")).toBeDefined();
  });

  it("finds by project and domain, and says when nothing matches", async () => {
    show(() => Response.json([project("eta"), project("pricing", ["staging"])]));
    await screen.findByRole("heading", { name: "eta" });
    const find = screen.getByRole("textbox", { name: "Find a project or domain" });
    await userEvent.type(find, "stag");
    expect(screen.queryByRole("heading", { name: "eta" })).toBeNull();
    expect(screen.getByText("1 of 2")).toBeDefined();
    await userEvent.type(find, "zzz");
    expect(screen.getByText("No project matches “stagzzz”")).toBeDefined();
  });

  it("says that there is no project, with the command that makes one", async () => {
    show(() => Response.json([]));
    expect(await screen.findByRole("heading", { name: "No projects" })).toBeDefined();
    expect(screen.getByText(/flytectl create project/)).toBeDefined();
  });

  it("says why the server had none, and recovers by itself", async () => {
    let answer = () => new Promise<Response>(() => {});
    show(() => answer(), unavailable);
    expect(screen.getByRole("alert").textContent).toContain("unavailable");
    cleanup();
    answer = async () => Response.json([project("eta")]);
    show(() => answer(), unavailable);
    expect(await screen.findByRole("heading", { name: "eta" })).toBeDefined();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("NoFlyte", () => {
  it("names the variable and shows an example", () => {
    render(<NoFlyte />);
    expect(screen.getByText("FLYTE_ADMIN_URL")).toBeDefined();
    expect(screen.getByText(/^FLYTE_ADMIN_URL=http/)).toBeDefined();
  });
});
