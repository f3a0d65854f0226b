import { beforeEach, describe, expect, it, vi } from "vitest";
import { executionKey } from "@/lib/core/refs";
import type { Value } from "@/lib/core/value";
import { aNodeRow, anAttempt, anExecution, anExecutionRef } from "@/lib/testing/builders";
import { FakeBackend, nodeKey } from "@/lib/testing/fake-backend/fake-backend";
import { installBackend } from "@/lib/testing/fake-backend/install";
import { LeapingClock } from "@/lib/testing/fake-backend/leaping-clock";
import { apiPaths } from "@/lib/url/paths";
import * as compare from "./compare/route";
import * as blob from "./projects/[project]/domains/[domain]/executions/[execution]/blob/route";
import * as blobs from "./projects/[project]/domains/[domain]/executions/[execution]/blobs/route";
import * as focus from "./projects/[project]/domains/[domain]/executions/[execution]/live/focus/route";
import * as live from "./projects/[project]/domains/[domain]/executions/[execution]/live/route";
import * as log from "./projects/[project]/domains/[domain]/executions/[execution]/nodes/[node]/attempts/[attempt]/log/route";
import * as recover from "./projects/[project]/domains/[domain]/executions/[execution]/recover/route";
import * as execution from "./projects/[project]/domains/[domain]/executions/[execution]/route";
import * as terminate from "./projects/[project]/domains/[domain]/executions/[execution]/terminate/route";
import * as launch from "./projects/[project]/domains/[domain]/executions/launch/route";
import * as executions from "./projects/[project]/domains/[domain]/executions/route";
import * as task from "./projects/[project]/domains/[domain]/task/[name]/version/[version]/route";

vi.stubEnv("LOG_LEVEL", "error");

const ORIGIN = "http://contrail.test";
const ref = anExecutionRef();
const scopeParams = { project: ref.project, domain: ref.domain };
const params = { ...scopeParams, execution: ref.name };
const context = (values: Record<string, string>) => ({ params: Promise.resolve(values) });
const get = (path: string, init: RequestInit = {}) => new Request(`${ORIGIN}${path}`, init);
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  new Request(`${ORIGIN}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", host: "contrail.test", ...headers },
  });

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend();
  installBackend(backend, new LeapingClock());
});

describe("every answer", () => {
  it("is the core value, with a request id and what it asked of Flyte", async () => {
    backend.add(anExecution());
    const response = await execution.GET(get(apiPaths.execution(ref)), context(params));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(anExecution());
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("server-timing")).toMatch(/^upstream;dur=[\d.]+;desc="\d+"$/);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("is a problem with the status of its code", async () => {
    const response = await execution.GET(get(apiPaths.execution(ref)), context(params));
    expect(response.status).toBe(404);
    const requestId = response.headers.get("x-request-id");
    expect(await response.json()).toEqual({ problem: { code: "not_found", message: expect.any(String), requestId } });
  });

  it("tells nothing of a fault of our own", async () => {
    backend.failWith = () => new TypeError("secret detail at /srv/app.js:1:1");
    const response = await execution.GET(get(apiPaths.execution(ref)), context(params));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret|app\.js/);
  });

  it("refuses an empty id, which FlyteAdmin would read as a wildcard", async () => {
    const response = await execution.GET(get("/"), context({ ...params, execution: "" }));
    expect(response.status).toBe(400);
    expect(backend.calls).toEqual([]);
  });
});

describe("the executions list", () => {
  const list = (query: string) => executions.GET(get(`${apiPaths.executions(ref)}${query}`), context(scopeParams));

  it.each(["?limit=-1", "?limit=many", "?phase=blue", "?token=abc", "?sort=shoe-size", "?descending=1", "?name=a,b"])(
    "refuses %s and names the field",
    async (query) => {
      const response = await list(query);
      expect(response.status).toBe(400);
      const [field] = new URLSearchParams(query).keys();
      expect(await response.json()).toMatchObject({
        problem: {
          code: "invalid",
          fields: { [query.startsWith("?phase") ? "phase.0" : (field ?? "")]: expect.any(String) },
        },
      });
      expect(backend.calls).toEqual([]);
    },
  );

  it("passes what was asked, from repeated names and commas", async () => {
    await list("?phase=failed&phase=aborted&name=eta&sort=duration&descending=false&limit=7&token=14");
    await list("?phase=failed,aborted");
    expect(JSON.parse(backend.calls[0]?.about ?? "")).toMatchObject({
      phase: ["failed", "aborted"],
      name: "eta",
      sort: "duration",
      descending: false,
      limit: 7,
      token: "14",
      scope: { connection: "default", ...scopeParams },
    });
    expect(JSON.parse(backend.calls[1]?.about ?? "")).toMatchObject({ phase: ["failed", "aborted"], limit: 50 });
  });
});

describe("changes", () => {
  const kill = (body: unknown, headers: Record<string, string> = {}) =>
    terminate.POST(post(apiPaths.terminate(ref), body, headers), context(params));

  it("are made with a reason", async () => {
    backend.add(anExecution());
    expect((await kill({ cause: " " })).status).toBe(400);
    expect((await kill({ cause: "wrong data" }, { origin: ORIGIN })).status).toBe(204);
    expect(backend.world.executions.get(executionKey(ref))?.abort?.cause).toBe("wrong data");
    expect((await kill({ cause: "again" })).status).toBe(409);
  });

  it.each<Record<string, string>>([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: ORIGIN },
    { origin: "http://evil.test" },
    { origin: "null" },
  ])("of another site's page are refused: %o", async (headers) => {
    backend.add(anExecution());
    expect((await kill({ cause: "x" }, headers)).status).toBe(403);
    expect(backend.calls).toEqual([]);
  });

  it("must be JSON, as a form of another site can send all but that", async () => {
    expect((await kill({ cause: "x" }, { "content-type": "text/plain" })).status).toBe(400);
  });

  it("recover without a body", async () => {
    backend.add(anExecution({ phase: "failed" }));
    const bare = new Request(`${ORIGIN}${apiPaths.recover(ref)}`, { method: "POST" });
    const response = await recover.POST(bare, context(params));
    expect(await response.json()).toEqual({ ...ref, name: "run-1-recovered" });
  });

  it("launch what the body says, in the place that the address says", async () => {
    const entity = { ...anExecution().launched, kind: "launch_plan" as const };
    const inputs = { trips: { kind: "integer", value: "9007199254740993" } };
    const body = { entity, inputs, name: "again-1", from: ref };
    const asked = (where: Record<string, string>) => launch.POST(post(apiPaths.launch(ref), body), context(where));
    expect(await (await asked(scopeParams)).json()).toEqual({ ...ref, name: "again-1" });
    expect(backend.world.launched).toEqual([body]);
    expect((await asked({ ...scopeParams, domain: "production" })).status).toBe(400);
    const malformed = await launch.POST(post(apiPaths.launch(ref), { entity: "?" }), context(scopeParams));
    expect(await malformed.json()).toMatchObject({ problem: { code: "invalid" } });
  });
});

describe("versions", () => {
  it("may be kept by the browser, failures may not", async () => {
    const at = { ...scopeParams, name: "t", version: "v/1" };
    const taskRef = { connection: ref.connection, ...at, kind: "task" as const };
    const missing = await task.GET(get(apiPaths.task(taskRef)), context(at));
    expect(missing.headers.get("cache-control")).toBe("no-store");
  });
});

describe("a comparison", () => {
  it("reads 2 to 20 runs; one that fails takes no other down", async () => {
    backend.add(anExecution());
    const lost = anExecutionRef("lost/run");
    const response = await compare.GET(get(apiPaths.compare([ref, lost, ref])), context({}));
    expect(await response.json()).toMatchObject([
      { state: "loaded", ref, execution: { phase: "running" }, data: { inputs: { state: "none" } } },
      { state: "failed", ref: lost, problem: { code: "not_found" } },
    ]);
    const many = Array.from({ length: 21 }, (_, n) => anExecutionRef(`r${n}`));
    for (const runs of [[], [ref], [ref, ref], many])
      expect((await compare.GET(get(apiPaths.compare(runs)), context({}))).status).toBe(400);
    expect((await compare.GET(get("/?run=a/b&run=c"), context({}))).status).toBe(400);
  });
});

describe("the live stream", () => {
  const SUBSCRIBER = "00000000-0000-4000-8000-000000000001";
  const open = (query: string, signal?: AbortSignal) =>
    live.GET(get(`${apiPaths.live(ref)}${query}`, signal === undefined ? {} : { signal }), context(params));

  it("sends named events, a snapshot first, until it has settled", async () => {
    backend.add(anExecution({ phase: "succeeded" }), [aNodeRow()]);
    const gone = new AbortController();
    const response = await open(`?subscriber=${SUBSCRIBER}`, gone.signal);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toContain("no-transform");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("event: settled") && !text.includes('"settled":true'))
      text += (await reader?.read())?.value ?? "";
    expect(text).toMatch(/^retry: 1000\n\nevent: snapshot\ndata: \{"type":"snapshot"/);
    gone.abort();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
  });

  it("is refused without a subscriber and for what does not exist", async () => {
    expect((await open("")).status).toBe(400);
    expect((await open(`?subscriber=${SUBSCRIBER}`)).status).toBe(404);
  });

  it("takes what a tab looks at, also before its stream", async () => {
    const look = { subscriber: SUBSCRIBER, parents: ["n0"], nodes: ["n1"], hidden: false };
    const response = await focus.POST(post(apiPaths.focus(ref), look), context(params));
    expect(response.status).toBe(204);
    expect((await focus.POST(post(apiPaths.focus(ref), { subscriber: "me" }), context(params))).status).toBe(400);
  });
});

describe("logs and files", () => {
  const node = { execution: ref, nodeId: "n0" };
  const file = (uri: string): Value => ({ kind: "blob", uri, format: "csv", multipart: false });

  it("say why there is no log", async () => {
    backend.world.attempts.set(nodeKey(node), [anAttempt()]);
    const asked = (attempt: string) => log.GET(get(apiPaths.log(node, 0)), context({ ...params, node: "n0", attempt }));
    expect(await (await asked("0")).json()).toMatchObject({ state: "absent" });
    expect((await asked("7")).status).toBe(404);
    expect((await asked("first")).status).toBe(400);
  });

  it("are listed with where they are named, and what could not be read", async () => {
    backend.add(anExecution(), [aNodeRow(), aNodeRow({ nodeId: "n1" }), aNodeRow({ nodeId: "end-node" })]);
    const values = [
      { name: "a/b", value: { kind: "list", items: [file("s3://b/x.csv")] } satisfies Value },
      { name: "n", value: { kind: "integer", value: "1" } satisfies Value },
    ];
    backend.world.nodeData.set(nodeKey(node), {
      inputs: { state: "none" },
      outputs: { state: "present", values },
      dynamicGraph: null,
    });
    backend.failWith = (method, about) =>
      method === "getNodeData" && about.endsWith("n1") ? new Error("broken") : null;
    const response = await blobs.GET(get(apiPaths.blobs(ref)), context(params));
    expect(await response.json()).toEqual({
      blobs: [
        {
          node: "n0",
          nodeName: "n0",
          side: "outputs",
          path: "a~1b/0",
          uri: "s3://b/x.csv",
          format: "csv",
          multipart: false,
          kind: "blob",
          sizeBytes: null,
          writtenMs: 2300,
        },
      ],
      nodesRead: 1,
      nodesKnown: 2,
      failed: [{ node: "n1", message: expect.any(String) }],
    });
  });

  it("are downloaded only from an address that a literal names", async () => {
    backend.add(anExecution());
    backend.world.executionData.set(executionKey(ref), {
      inputs: { state: "none" },
      outputs: { state: "present", values: [{ name: "report", value: file("s3://b/report.csv") }] },
    });
    const asked = (query: string) => blob.GET(get(`/x?${query}`), context(params));
    expect((await asked("side=outputs&path=other&uri=s3://b/secret")).status).toBe(404);
    expect(backend.calls.map(({ method }) => method)).not.toContain("signDownload");
    backend.world.downloads.set("s3://b/report.csv", "http://169.254.169.254/latest");
    expect((await asked("side=outputs&path=report")).status).toBe(501);
  });
});
