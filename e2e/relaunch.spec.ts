import { toJson } from "@bufbuild/protobuf";
import { expect, test } from "@playwright/test";
import {
  ExecutionMetadata_ExecutionMode,
  type ExecutionSpec,
  ExecutionSpecSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { executionUrl } from "./console";
import { float, getInputs, getRun, integer, startRun, text, waitForEnd } from "./flyte";

test("a relaunch changes one input and keeps all else of the run it repeats", async ({ page }) => {
  const inputs = { pace: float(0), trips: integer(1500), city: text("hamburg") };
  const source = await startRun("eta.training.train_eta_model", inputs, {
    labels: { values: { team: "routing" } },
    annotations: { values: { "example.org/ticket": "ETA-7" } },
    tags: ["nightly", "hamburg"],
    envs: { values: [{ key: "OMP_NUM_THREADS", value: "1" }] },
    executionClusterLabel: { value: "cpu" },
    maxParallelism: 7,
    overwriteCache: true,
    interruptible: false,
    notificationOverrides: { case: "disableAll", value: true },
  });
  await waitForEnd(source);

  await page.goto(executionUrl(source));
  await page.getByRole("link", { name: "Relaunch" }).click();
  await page.getByLabel("trips", { exact: true }).fill("1800");
  await page.getByRole("button", { name: /^(Launch|Relaunch)$/ }).click();
  await page.waitForURL(({ pathname }) => /\/executions\/[a-z0-9-]+$/.test(pathname) && !pathname.endsWith(source));
  const relaunched = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  const [before, after] = [await getRun(source), await getRun(relaunched)];
  expect(after.spec?.metadata?.mode).toBe(ExecutionMetadata_ExecutionMode.RELAUNCH);
  expect(after.spec?.metadata?.referenceExecution?.name).toBe(source);
  expect(withoutMetadata(after.spec)).toEqual(withoutMetadata(before.spec));

  const [old, fresh] = [await inputsOf(source), await inputsOf(relaunched)];
  expect(Object.keys(fresh).filter((name) => JSON.stringify(fresh[name]) !== JSON.stringify(old[name]))).toEqual([
    "trips",
  ]);
  expect(fresh.trips).toMatchObject({ scalar: { primitive: { integer: "1800" } } });
});

/** The metadata says how a run came about, so it differs by right; everything else of the spec must not. */
function withoutMetadata(spec: ExecutionSpec | undefined) {
  if (spec === undefined) throw new Error("the execution has no spec");
  return { ...Object(toJson(ExecutionSpecSchema, spec)), metadata: undefined };
}

async function inputsOf(name: string): Promise<Record<string, unknown>> {
  const literals = Object.entries(await getInputs(name));
  return Object.fromEntries(literals.map(([key, literal]) => [key, toJson(LiteralSchema, literal)]));
}
