import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { create } from "@bufbuild/protobuf";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { Aborted } from "@/sandbox/engine/flow/failures";
import { demoEntities } from "@/sandbox/engine/testing/demo-entities";
import { literalsOf, plain } from "@/sandbox/engine/testing/plain";
import { literalMap } from "@/sandbox/engine/values/literals";
import { WorkerPool } from "./pool";
import type { TaskRequest } from "./runner";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "contrail-pool-"));
const workerUrl = pathToFileURL(join(folder, "worker.mjs"));
let pool: WorkerPool;

beforeAll(async () => {
  await build({
    absWorkingDir: root,
    entryPoints: ["sandbox/engine/worker.ts"],
    outfile: fileURLToPath(workerUrl),
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@": root },
  });
  pool = new WorkerPool(2, workerUrl);
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

const { tasks } = demoEntities("v3");

function request(name: string, inputs: Record<string, unknown>, number = 0): TaskRequest {
  return {
    task: tasks.find(({ id }) => id?.name === name) ?? create(TaskTemplateSchema),
    inputs: literalMap(literalsOf(inputs, ["pace"])),
    attempt: 1,
    index: null,
    logPath: join(folder, `${name}-${number}.log`),
    raw: { uri: "s3://bucket/raw", path: join(folder, "raw") },
    files: {},
  };
}

const never = new AbortController().signal;

test("thirty tasks that wait for their pace share two workers", async () => {
  const began = Date.now();
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      pool.run(request("eta.operations.render_table", { index, pace: 0.5 }), never),
    ),
  );
  expect(outcomes.every(({ kind }) => kind === "outputs")).toBe(true);
  // One after another they would take 15 seconds.
  expect(Date.now() - began).toBeLessThan(7_000);
  const [first] = outcomes;
  expect(
    first?.kind === "outputs" && first.outputs.literals.o0 !== undefined ? plain(first.outputs.literals.o0) : "",
  ).toMatch(/^table 0: mean \d+ s, worst \d+ s$/);
});

test("a log grows line by line, as the Python tasks write it", async () => {
  await pool.run(request("eta.operations.fetch_depot_feed", { pace: 0 }), never);
  const lines = readFileSync(join(folder, "eta.operations.fetch_depot_feed-0.log"), "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO    fetched feed=depot vehicles=339$/);
});

test("a task that is cancelled stops, and the worker lives on", async () => {
  const controller = new AbortController();
  const running = pool.run(request("eta.operations.render_table", { index: 1, pace: 60 }, 1), controller.signal);
  setTimeout(() => controller.abort(new Aborted("enough")), 50);
  await expect(running).rejects.toThrow("enough");
  const after = await pool.run(request("eta.operations.render_table", { index: 2, pace: 0 }, 2), never);
  expect(after.kind).toBe("outputs");
});
