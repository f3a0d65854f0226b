import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { demoEntities } from "@/sandbox/engine/testing/demo-entities";
import { inlineRunner } from "@/sandbox/engine/testing/inline-runner";
import { MemoryAdmin } from "@/sandbox/engine/testing/memory-admin";
import { literalsOf, plain } from "@/sandbox/engine/testing/plain";
import { engineFor, runToEnd } from "@/sandbox/engine/testing/run-to-end";
import { getLiterals } from "@/sandbox/engine/values/literals";
import { knownTasks } from "./registry";

const path = fileURLToPath(new URL("testing/python-results.json", import.meta.url));
const results = z
  .record(
    z.enum(["v1", "v2", "v3"]),
    z.record(
      z.string(),
      z.looseObject({ inputs: z.record(z.string(), z.unknown()), outputs: z.record(z.string(), z.unknown()) }),
    ),
  )
  .parse(JSON.parse(readFileSync(path, "utf8")));

const FLOATS = ["learning_rate", "pace", "rain_weight", "mae_limit"];
const MODULES: Readonly<Record<string, string>> = {
  train_eta_model: "training",
  backtest_weekly: "backtesting",
  ensemble_eta: "ensembling",
};

let admin: MemoryAdmin | null = null;
afterEach(() => admin?.objects.close());

async function run(version: "v1" | "v2" | "v3", name: string, inputs: Readonly<Record<string, unknown>>) {
  const { workflows, tasks } = demoEntities(version);
  admin = new MemoryAdmin(workflows, tasks);
  engineFor(admin, inlineRunner);
  const workflow = `eta.${MODULES[name] ?? "operations"}.${name}`;
  // The launch plan's defaults, which the admin side fills in.
  const given = { ...(version === "v3" && name === "train_eta_model" ? { rain_weight: 1 } : {}), ...inputs };
  const { closure } = await runToEnd(admin, admin.add(workflow, "run", literalsOf(given, FLOATS), undefined));
  const result = closure?.outputResult;
  const uri = result?.case === "outputs" && result.value.data.case === "uri" ? result.value.data.value : "";
  const { objects } = admin;
  const outputs = Object.fromEntries(
    Object.entries(getLiterals(objects, uri).literals).map(([key, literal]) => [key, plain(literal)]),
  );
  return { outputs, fileOf: (key: string) => readFileSync(objects.pathOf(String(outputs[key])), "utf8") };
}

/** Numbers within one part in a million, all else equal. */
function expectClose(found: unknown, wanted: unknown, at: string): void {
  if (typeof wanted === "number") {
    expect(typeof found, at).toBe("number");
    expect(Math.abs(Number(found) - wanted), `${at}: ${String(found)} for ${wanted}`).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(wanted)),
    );
  } else if (typeof wanted === "object" && wanted !== null) {
    expect(Object.keys(Object(found)).toSorted(), at).toEqual(Object.keys(wanted).toSorted());
    for (const [key, each] of Object.entries(wanted)) expectClose(Object(found)[key], each, `${at}.${key}`);
  } else expect(found, at).toEqual(wanted);
}

const cases = Object.entries(results).flatMap(([version, byName]) =>
  Object.entries(byName).map(([name, result]) => [z.enum(["v1", "v2", "v3"]).parse(version), name, result] as const),
);

test.each(cases)("%s %s answers what Python answers", async (version, name, { inputs, outputs, text }) => {
  const found = await run(version, name, inputs);
  for (const [key, wanted] of Object.entries(outputs)) expectClose(found.outputs[key], wanted, key);
  if (typeof text === "string") expect(found.fileOf("o0")).toBe(text);
});

test("every Python task that is registered has a twin", () => {
  const registered = (["v1", "v2", "v3"] as const).flatMap((version) =>
    demoEntities(version).tasks.map(({ id }) => id?.name ?? ""),
  );
  const mapped = registered.filter((name) => !name.includes(".map_"));
  expect(mapped.filter((name) => !knownTasks().includes(name))).toEqual([]);
});
