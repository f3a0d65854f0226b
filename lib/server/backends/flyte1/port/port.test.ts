import { clone, create, fromBinary, toBinary, toJson } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, describe, expect, it } from "vitest";
import type { LaunchRequest } from "@/lib/contract/launch";
import type { EntityRef, ExecutionRef } from "@/lib/core/refs";
import type { Value } from "@/lib/core/value";
import * as pb from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { LaunchPlanSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { type Literal, LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { SignalService } from "@/lib/flyteidl/gen/flyteidl/service/signal_pb";
import type { FlyteBackend } from "@/lib/server/backend";
import { createFlyte1Backend } from "@/lib/server/backends/flyte1/backend";
import { fromValue } from "@/lib/server/backends/flyte1/map-literal";
import { toValue } from "@/lib/server/backends/flyte1/map-value";
import { replayAdmin } from "@/lib/testing/conformance/replay-admin";
import { type Stub, serveStub } from "@/lib/testing/conformance/serve-stub";
import { bodyOf, loadCalls } from "@/lib/testing/recordings/load";

const connection = "default";
const scope = { connection, project: "flytesnacks", domain: "development" };
const open: Stub[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((stub) => stub.close()));
});

async function backendOf(routes: Parameters<typeof serveStub>[0]): Promise<FlyteBackend> {
  const stub = await serveStub(routes);
  open.push(stub);
  return createFlyte1Backend({ url: stub.url, connection });
}

const integer = (value: string): Value => ({ kind: "integer", value });

/** A recorded execution with labels, tags, notifications, cluster, envs and more in its spec. */
function richExecution(): pb.Execution {
  const call = loadCalls("calls/acts.json.gz").find(({ title }) => title === "relaunched rich, read back");
  const body = call === undefined ? null : bodyOf(call, "response");
  if (body === null) throw new Error("the recording is gone");
  return fromBinary(pb.ExecutionSchema, body);
}

/** A literal as older SDKs may have written it, which no mapping to and fro would keep bit for bit. */
const odd = fromBinary(LiteralSchema, Uint8Array.from([0x0a, 0x02, 0x0a, 0x00, 0xa2, 0x06, 0x01, 0x07]));

type Source = { execution: pb.Execution; stored: Record<string, Literal>; expected: string[] };

async function repeat({ execution, stored, expected }: Source, inputs: LaunchRequest["inputs"], version = "v1") {
  const created: pb.ExecutionCreateRequest[] = [];
  let calls = 0;
  const backend = await backendOf((router) =>
    router.service(AdminService, {
      getExecution: () => execution,
      getExecutionData: () => ({ fullInputs: { literals: stored } }),
      getLaunchPlan: () =>
        create(LaunchPlanSchema, {
          closure: { expectedInputs: { parameters: Object.fromEntries(expected.map((name) => [name, {}])) } },
        }),
      createExecution: (request) => {
        calls += 1;
        created.push(request);
        if (request.name === "taken") throw new ConnectError("exists", Code.AlreadyExists);
        if (request.name === "gone") throw new ConnectError("gone", Code.Unavailable);
        return { id: { project: request.project, domain: request.domain, name: "fresh" } };
      },
    }),
  );
  const from: ExecutionRef = { ...scope, project: "probe", name: "source" };
  const entity: EntityRef = {
    connection,
    kind: "launch_plan",
    project: "probe",
    domain: "development",
    name: "fixture.chain",
    version,
  };
  const send = (name: string | null = null) => backend.createExecution({ entity, inputs, name, from });
  return { send, created, calls: () => calls };
}

describe("createExecution of an earlier run", () => {
  it("keeps the whole spec but for how the run came about", async () => {
    const execution = richExecution();
    // A field of a later Flyte.
    if (execution.spec !== undefined) execution.spec.$unknown = [{ no: 900, wireType: 0, data: Uint8Array.of(1) }];
    const { send, created } = await repeat({ execution, stored: { a: odd }, expected: ["a"] }, {});
    expect(await send()).toEqual({ ...scope, project: "probe", name: "fresh" });
    const spec = created[0]?.spec ?? create(pb.ExecutionSpecSchema);
    const plain = (message: pb.ExecutionSpec) => ({
      ...Object(toJson(pb.ExecutionSpecSchema, message)),
      metadata: null,
    });
    expect(plain(spec)).toEqual(plain(execution.spec ?? create(pb.ExecutionSpecSchema)));
    expect(spec.$unknown).toMatchObject([{ no: 900 }]);
    expect(spec.metadata).toMatchObject({
      mode: pb.ExecutionMetadata_ExecutionMode.RELAUNCH,
      referenceExecution: { project: "probe", domain: "development", name: "source" },
    });
  });

  it("does not make the new run the child of a node, nor of a schedule", async () => {
    const execution = clone(pb.ExecutionSchema, richExecution());
    const metadata = create(pb.ExecutionMetadataSchema, {
      nesting: 2,
      parentNodeExecution: { nodeId: "n0" },
      principal: "x",
    });
    if (execution.spec !== undefined) execution.spec.metadata = metadata;
    const { send, created } = await repeat({ execution, stored: { a: odd }, expected: ["a"] }, {});
    await send();
    expect(created[0]?.spec?.metadata).toMatchObject({ nesting: 0, principal: "" });
    expect(created[0]?.spec?.metadata?.parentNodeExecution).toBeUndefined();
  });

  it("sends stored inputs bit for bit, but for those that change or are not taken", async () => {
    const stored = { kept: odd, changed: fromValue(integer("1")), fixed: fromValue(integer("2")) };
    const source = { execution: richExecution(), stored, expected: ["kept", "changed", "new"] };
    const { send, created } = await repeat(source, { changed: integer("9007199254740993") }, "v2");
    await send();
    const sent = created[0]?.inputs?.literals ?? {};
    expect(Object.keys(sent).sort()).toEqual(["changed", "kept"]);
    expect(sent.kept && toBinary(LiteralSchema, sent.kept)).toEqual(toBinary(LiteralSchema, odd));
    expect(sent.changed && toValue(sent.changed)).toEqual(integer("9007199254740993"));
    expect(created[0]?.spec?.launchPlan?.version).toBe("v2");
  });

  it("refuses to run with defaults where Flyte cannot read the stored inputs", async () => {
    const { send, calls } = await repeat({ execution: richExecution(), stored: {}, expected: ["a"] }, {});
    await expect(send()).rejects.toMatchObject({ code: "unavailable" });
    expect(calls()).toBe(0);
  });

  it.each([
    ["taken", "conflict"],
    ["gone", "unavailable"],
  ])("is sent once when the name is %s", async (name, code) => {
    const { send, calls } = await repeat({ execution: richExecution(), stored: { a: odd }, expected: ["a"] }, {});
    await expect(send(name)).rejects.toMatchObject({ code });
    expect(calls()).toBe(1);
  });

  it("names each input that no literal can hold, and sends nothing", async () => {
    const inputs = { big: integer("9223372036854775808"), fine: integer("1"), odd: JSON.parse('{"kind":"list"}') };
    const { send, calls } = await repeat({ execution: richExecution(), stored: { a: odd }, expected: ["a"] }, inputs);
    const refused = send();
    await expect(refused).rejects.toMatchObject({
      code: "invalid",
      fields: { big: expect.stringContaining("64 bits"), odd: expect.any(String) },
    });
    await expect(refused).rejects.not.toMatchObject({ fields: { fine: expect.anything() } });
    expect(calls()).toBe(0);
  });
});

describe("data of runs and nodes", () => {
  it("tells none from what should be there", async () => {
    const name = "acrb58shg88qt5sxb8h8";
    const recorded = await backendOf(replayAdmin("executions/lit-void.json").routes);
    expect(await recorded.getExecutionData({ ...scope, name })).toMatchObject({ outputs: { state: "none" } });
    const node = { execution: { ...scope, name }, nodeId: "n0" };
    expect(await recorded.getNodeData(node)).toMatchObject({
      inputs: { state: "present" },
      outputs: { state: "none" },
    });
  });

  it("says unavailable where outputs are declared and written, yet not answered", async () => {
    const backend = await backendOf((router) =>
      router.service(AdminService, {
        getExecutionData: () => ({}),
        getExecution: () => ({
          spec: { launchPlan: { project: "p", domain: "d", name: "n", version: "v" } },
          closure: { outputResult: { case: "outputs", value: { data: { case: "uri", value: "s3://b/outputs.pb" } } } },
        }),
        getLaunchPlan: () => ({ closure: { expectedOutputs: { variables: { model: {} } } } }),
      }),
    );
    expect(await backend.getExecutionData({ ...scope, name: "big" })).toEqual({
      inputs: { state: "none" },
      outputs: { state: "unavailable", uri: "s3://b/outputs.pb" },
    });
  });
});

describe("lists", () => {
  it("ask for phases by Flyte's names, no phase included, and for rows by when they were written", async () => {
    const replay = replayAdmin("executions/dynamic-in-sub-in-branch.json.gz");
    const backend = await backendOf(replay.routes);
    const query = {
      scope,
      name: "a1",
      workflow: "",
      sort: "created" as const,
      descending: true,
      limit: 5,
      token: null,
    };
    await backend.listExecutions({ ...query, phase: ["queued", "failed"] });
    expect(await backend.listExecutions({ ...query, phase: ["unknown"] })).toEqual({ items: [], nextToken: null });
    const launched = { kind: "launch_plan" as const, name: "eta.daily" };
    await backend.listExecutions({ ...query, name: "", phase: ["succeeded"], launched, createdBeforeMs: 2_000 });
    const execution = { ...scope, name: "az6ggpgtssmtvttvb8tx" };
    await backend.listNodes({ execution, parentId: "n0", writtenSinceMs: 1_000, limit: 5, token: null });
    expect(replay.filters).toEqual([
      "value_in(phase,UNDEFINED;QUEUED;FAILED)+contains(execution_name,a1)",
      "value_in(phase,SUCCEEDED)+eq(launch_plan.name,eta.daily)+lt(execution_created_at,1970-01-01T00:00:02.000Z)",
      "gte(updated_at,1970-01-01T00:00:01.000Z)",
    ]);
  });

  it("tell a signal that is set from one that is made", async () => {
    const backend = await backendOf((router) =>
      router.service(SignalService, {
        listSignals: () => ({
          signals: [
            { id: { signalId: "made" }, value: {} },
            { id: { signalId: "set" }, value: fromValue({ kind: "boolean", value: true }) },
          ],
        }),
      }),
    );
    expect(await backend.listSignals({ ...scope, name: "run" })).toEqual([
      { signalId: "made", isSet: false },
      { signalId: "set", isSet: true },
    ]);
  });
});
