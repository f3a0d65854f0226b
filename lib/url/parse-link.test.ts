import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLink } from "./parse-link";
import { BASE_PATH, paths, runParam } from "./paths";

/** A lone half of a surrogate pair has no spelling in a URL. */
const isEncodable = (text: string): boolean => !/\p{Surrogate}/u.test(text);
const pathOf = (text: string) => parseLink(text, "default")?.path ?? null;
const name = fc
  .string({ minLength: 1 })
  .filter((text) => isEncodable(text) && text.trim() !== "" && !/^\.\.?$/.test(text));

describe("parseLink", () => {
  it("leads an execution or node of any host to the same here", () => {
    fc.assert(
      fc.property(name, name, name, name, (project, domain, run, nodeId) => {
        const ref = { connection: "default", project, domain, name: run };
        for (const path of [paths.execution(ref), paths.node({ execution: ref, nodeId })]) {
          expect(pathOf(`https://flyte.example.org:8443${BASE_PATH}${path}`)).toBe(path);
        }
        expect(pathOf(runParam(ref))).toBe(paths.execution(ref));
      }),
    );
  });

  it.each([
    [
      "http://h/console/projects/p/domains/d/executions/e?view=nodes&node=n0",
      "/projects/p/domains/d/executions/e?view=nodes&node=n0",
    ],
    ["/console/projects/p/domains/d/executions/e", "/projects/p/domains/d/executions/e"],
    ["projects/p/domains/d/executions", "/projects/p/domains/d/executions"],
    ["http://h/console/projects/p/executions?domain=d&duration=all", "/projects/p/domains/d/executions"],
    ["http://h/console/projects/p/domains/d/launchPlans/a.b", "/projects/p/domains/d/launch?launch_plan=a.b"],
    [
      "http://h/console/projects/p/domains/d/launch_plan/a.b/version/v+1",
      "/projects/p/domains/d/launch?launch_plan=a.b&version=v%2B1",
    ],
    ["http://h/console/projects/p/domains/d/workflows/a.b", "/projects/p/domains/d/executions?workflow=a.b"],
    ["https://h/console/compare?run=p%2Fd%2Fa&run=p%2Fd%2Fb", "/compare?run=p%2Fd%2Fa&run=p%2Fd%2Fb"],
    ["flyte://v1/p/d/e/n0/0/o", "/projects/p/domains/d/executions/e/nodeId/n0/nodes"],
    ["flyte://v1/p/d/e/i", "/projects/p/domains/d/executions/e"],
  ])("%s", (text, path) => {
    expect(pathOf(text)).toBe(path);
  });

  it.each([
    "",
    "hello",
    "javascript:alert(1)//projects/p/domains/d/executions/e",
    "http://h/console/projects/p/domains/d/tasks/t",
    "http://h/other",
    "http://h/console/projects/%/domains/d/executions/e",
    "flyte://v2/p/d/e",
    "two words/d/e",
  ])("does not know %j", (text) => {
    expect(parseLink(text, "default")).toBeNull();
  });

  it("never throws and never leads away from this console", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `http://h/console/projects/${text}`),
        ),
        (text) => {
          const path = pathOf(text);
          expect(path === null || /^\/(projects\/|compare\?)/.test(path)).toBe(true);
        },
      ),
    );
  });
});
