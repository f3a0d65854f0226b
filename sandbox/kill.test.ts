import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toJsonString } from "@bufbuild/protobuf";
import { type Client, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NodeExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";

const SCOPE = { project: "flytesnacks", domain: "development" };
const root = fileURLToPath(new URL("..", import.meta.url));
/** Below the checkout, where the bundle finds its packages. */
const bundle = join(root, "node_modules/.cache", `sandbox-${process.pid}`);
const data = mkdtempSync(join(tmpdir(), "contrail-kill-"));
const children = new Set<ChildProcess>();

beforeAll(() => void execFileSync(process.execPath, [join(root, "sandbox/bundle.mjs"), bundle]), 60_000);
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of [bundle, data]) rmSync(folder, { recursive: true, force: true });
});

type Sandbox = { admin: Client<typeof AdminService>; kill(): Promise<void> };

async function start(...more: string[]): Promise<Sandbox> {
  const [grpc, http] = [await freePort(), await freePort()];
  const ports = ["--grpc-port", String(grpc), "--http-port", String(http)];
  const args = [join(bundle, "main.mjs"), ...ports, "--data", data, "--retry-delay-ms", "100", ...more];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => chunk.toString("utf8").includes("sandbox ready") && resolve());
  });
  return {
    admin: createClient(AdminService, createGrpcTransport({ baseUrl: `http://127.0.0.1:${grpc}` })),
    kill: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + 40_000;
  while (!(await holds())) {
    if (Date.now() > endsAt) throw new Error("what the test waits for did not happen");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const launch = ({ admin }: Sandbox, workflow: string, name: string, pace: number) =>
  admin.createExecution({
    ...SCOPE,
    name,
    spec: {
      launchPlan: { resourceType: ResourceType.LAUNCH_PLAN, ...SCOPE, name: workflow, version: "v3" },
      metadata: {},
    },
    inputs: {
      literals: {
        pace: {
          value: {
            case: "scalar",
            value: { value: { case: "primitive", value: { value: { case: "floatValue", value: pace } } } },
          },
        },
      },
    },
  });

const phaseOf = async ({ admin }: Sandbox, name: string) =>
  (await admin.getExecution({ id: { ...SCOPE, name } })).closure?.phase ?? Phase.UNDEFINED;

/** The rows of all nodes at the top, as text by node. */
async function rowsOf({ admin }: Sandbox, name: string): Promise<Map<string, string>> {
  const id = { ...SCOPE, name };
  const { nodeExecutions } = await admin.listNodeExecutions({ workflowExecutionId: id, limit: 1_000 });
  return new Map(nodeExecutions.map((row) => [row.id?.nodeId ?? "", toJsonString(NodeExecutionSchema, row)]));
}

const ended = (rows: ReadonlyMap<string, string>) => [...rows].filter(([, row]) => row.includes('"SUCCEEDED"'));
const RUNS = ["train", "report", "played"];

test("killed in the middle of runs it keeps what was committed and goes on", async () => {
  const first = await start("--scenario", "F1:rate=60,name=played");
  await launch(first, "eta.training.train_eta_model", "train", 0.2);
  await launch(first, "eta.operations.nightly_report", "report", 1);
  await until(async () => {
    const counts = await Promise.all(RUNS.map(async (name) => ended(await rowsOf(first, name)).length));
    return counts.every((count) => count > 0) && (counts[0] ?? 0) > 3 && (counts[2] ?? 0) > 5;
  });
  const before = new Map(
    await Promise.all(RUNS.map(async (name) => [name, ended(await rowsOf(first, name))] as const)),
  );
  const running = await Promise.all(RUNS.map((name) => phaseOf(first, name)));
  await first.kill();
  expect(running).toContain(Phase.RUNNING);

  const second = await start();
  for (const name of RUNS) {
    const rows = await rowsOf(second, name);
    for (const [node, row] of before.get(name) ?? []) expect(rows.get(node)).toBe(row);
  }
  await until(async () => {
    const phases = await Promise.all(RUNS.map((name) => phaseOf(second, name)));
    return phases.every((phase) => phase === Phase.SUCCEEDED);
  });
  // What had ended was not run again.
  for (const name of RUNS) {
    const rows = await rowsOf(second, name);
    for (const [node, row] of before.get(name) ?? []) expect(rows.get(node)).toBe(row);
  }
  await second.kill();
}, 90_000);
