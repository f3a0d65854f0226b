import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExecutionListQuery } from "@/lib/contract/executions";
import type { EntityRef, ExecutionRef, NodeRef, ScopeRef } from "@/lib/core/refs";
import type { FlyteBackend } from "@/lib/server/backend";

/**
 * A backend under test. `ended` is an execution of `launched` that is over and has nodes; `close` ends what `make` began.
 */
export type Subject = { backend: FlyteBackend; ended: ExecutionRef; launched: EntityRef; close?: () => Promise<void> };

/** What every backend must do, whatever stands behind it. Nothing is changed at the server. */
export function describeBackend(name: string, make: () => Promise<Subject>): void {
  describe(name, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await make();
    }, 120_000);
    afterAll(async () => subject?.close?.());

    describeLists(() => subject);
    describeReads(() => subject);
    describeNodes(() => subject);
    describeRefusals(() => subject);
  });
}

type Get = () => Subject;

const scopeOf = ({ connection, project, domain }: ExecutionRef): ScopeRef => ({ connection, project, domain });
const nowhere = (ref: ExecutionRef): ExecutionRef => ({ ...ref, name: "no-such-run" });

function listQuery(scope: ScopeRef, change: Partial<ExecutionListQuery> = {}): ExecutionListQuery {
  const query = {
    phase: [],
    name: "",
    workflow: "",
    sort: "created" as const,
    descending: true,
    limit: 50,
    token: null,
  };
  return { scope, ...query, ...change };
}

function describeLists(get: Get): void {
  it("lists the project with its domain", async () => {
    const { backend, ended } = get();
    const project = (await backend.listProjects()).find(({ id }) => id === ended.project);
    expect(project?.domains.map(({ id }) => id)).toContain(ended.domain);
  });

  it("pages executions without repeating any", async () => {
    const { backend, ended } = get();
    const scope = scopeOf(ended);
    const names: string[] = [];
    let token: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const list = await backend.listExecutions(listQuery(scope, { limit: 1, token }));
      expect(list.items.length).toBeLessThanOrEqual(1);
      names.push(...list.items.map(({ ref }) => ref.name));
      if (list.nextToken === null) break;
      token = list.nextToken;
    }
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(0);
  });

  it("lists nothing of an unknown project", async () => {
    const { backend, ended } = get();
    const list = await backend.listExecutions(listQuery({ ...scopeOf(ended), project: "no-such-project" }));
    expect(list).toEqual({ items: [], nextToken: null });
  });

  it("lists versions of a launch plan and names", async () => {
    const { backend, ended, launched } = get();
    const versions = await backend.listLaunchPlans(scopeOf(ended), launched.name, { limit: 100, token: null });
    expect(versions.items.map(({ ref }) => ref.version)).toContain(launched.version);
    const names = await backend.listEntityNames("launch_plan", scopeOf(ended));
    expect(names.map((entity) => entity.name)).toContain(launched.name);
  });
}

function describeReads(get: Get): void {
  it("reads an execution and its data", async () => {
    const { backend, ended, launched } = get();
    const execution = await backend.getExecution(ended);
    expect(execution).toMatchObject({ ref: ended, launched });
    expect(execution.createdMs).not.toBeNull();
    const { inputs, outputs } = await backend.getExecutionData(ended);
    expect(["present", "none", "unavailable"]).toContain(inputs.state);
    expect(["present", "none", "unavailable"]).toContain(outputs.state);
  });

  it("reads what was launched", async () => {
    const { backend, launched } = get();
    const plan = await backend.getLaunchPlan(launched);
    expect(plan.ref).toEqual(launched);
    const workflow = await backend.getWorkflow(plan.workflow);
    expect(workflow.graph.nodes.length).toBeGreaterThan(0);
  });

  it("says not_found of what does not exist", async () => {
    const { backend, ended, launched } = get();
    const missing = { code: "not_found" };
    const nobody = { ...launched, name: "no.such.thing" };
    await expect(backend.getExecution(nowhere(ended))).rejects.toMatchObject(missing);
    await expect(backend.getLaunchPlan(nobody)).rejects.toMatchObject(missing);
    await expect(backend.getWorkflow({ ...nobody, kind: "workflow" })).rejects.toMatchObject(missing);
    await expect(backend.getTask({ ...nobody, kind: "task" })).rejects.toMatchObject(missing);
    await expect(backend.getNode({ execution: ended, nodeId: "no-such-node" }, null)).rejects.toMatchObject(missing);
  });

  it("does not answer a caller who has gone", async () => {
    const { backend, ended } = get();
    await expect(backend.getExecution(ended, { signal: AbortSignal.abort() })).rejects.toThrow();
    const controller = new AbortController();
    const asked = backend.listExecutions(listQuery(scopeOf(ended)), controller);
    controller.abort();
    // The answer may have been on its way already; what counts is that the call ends.
    await Promise.allSettled([asked]);
  });
}

function describeNodes(get: Get): void {
  const level = (parentId: string | null, change: { limit?: number; token?: string | null } = {}) => {
    const { backend, ended } = get();
    return backend.listNodes({ execution: ended, parentId, writtenSinceMs: null, limit: 500, token: null, ...change });
  };

  it("lists the top level, matched to the graph by spec node id", async () => {
    const { backend, launched } = get();
    const { items } = await level(null);
    expect(items.every(({ parentId }) => parentId === null)).toBe(true);
    const { graph } = await backend.getWorkflow((await backend.getLaunchPlan(launched)).workflow);
    const known = graph.nodes.map(({ id }) => id);
    const shown = items.filter(({ isBoundary }) => !isBoundary);
    expect(shown.length).toBeGreaterThan(0);
    for (const { specNodeId } of shown) expect(known).toContain(specNodeId);
  });

  it("pages nodes to the same rows", async () => {
    const whole = (await level(null)).items.map(({ nodeId }) => nodeId);
    const paged: string[] = [];
    let token: string | null = null;
    do {
      const page = await level(null, { limit: 1, token });
      paged.push(...page.items.map(({ nodeId }) => nodeId));
      token = page.nextToken;
    } while (token !== null && paged.length <= whole.length);
    expect(paged).toEqual(whole);
  });

  it("lists nothing of an unknown execution, and does not know an unknown parent", async () => {
    const { backend, ended } = get();
    const query = { parentId: null, writtenSinceMs: null, limit: 10, token: null };
    expect(await backend.listNodes({ ...query, execution: nowhere(ended) })).toEqual({ items: [], nextToken: null });
    await expect(level("no-such-node")).rejects.toMatchObject({ code: "not_found" });
  });

  it("reads a node, its data and its attempts by number", async () => {
    const { backend, ended } = get();
    const row = (await level(null)).items.find(({ isBoundary }) => !isBoundary);
    if (row === undefined) throw new Error("the execution has no nodes");
    const ref: NodeRef = { execution: ended, nodeId: row.nodeId };
    // FlyteAdmin marks branches as parents in lists only, and cuts errors there.
    const { isParent: _, error: __, ...listed } = row;
    expect(await backend.getNode(ref, null)).toMatchObject(listed);
    expect((await backend.getNodeData(ref)).inputs.state).toBeDefined();
    const numbers = (await backend.listAttempts(ref)).map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it("knows no attempts and no signals of what does not exist", async () => {
    const { backend, ended } = get();
    expect(await backend.listAttempts({ execution: ended, nodeId: "no-such-node" })).toEqual([]);
    expect(await backend.listSignals(nowhere(ended))).toEqual([]);
  });
}

/** FlyteAdmin reads an empty id as a wildcard and would answer with some row of any project. */
function describeRefusals(get: Get): void {
  const calls: [string, (subject: Subject) => Promise<unknown>][] = [
    ["listExecutions", ({ backend, ended }) => backend.listExecutions(listQuery({ ...scopeOf(ended), project: "" }))],
    ["getExecution", ({ backend, ended }) => backend.getExecution({ ...ended, name: "" })],
    ["getExecutionData", ({ backend, ended }) => backend.getExecutionData({ ...ended, domain: "" })],
    ["getNode", ({ backend, ended }) => backend.getNode({ execution: ended, nodeId: "" }, null)],
    ["getNodeData", ({ backend, ended }) => backend.getNodeData({ execution: ended, nodeId: "" })],
    ["listAttempts", ({ backend, ended }) => backend.listAttempts({ execution: ended, nodeId: "" })],
    ["listSignals", ({ backend, ended }) => backend.listSignals({ ...ended, name: "" })],
    ["listEntityNames", ({ backend, ended }) => backend.listEntityNames("task", { ...scopeOf(ended), domain: "" })],
    ["getTask", ({ backend, launched }) => backend.getTask({ ...launched, kind: "task", version: "" })],
    ["getLaunchPlan", ({ backend, launched }) => backend.getLaunchPlan({ ...launched, name: "" })],
    ["getWorkflow", ({ backend, launched }) => backend.getWorkflow({ ...launched, project: "" })],
    ["terminateExecution", ({ backend, ended }) => backend.terminateExecution({ ...ended, name: "" }, "why")],
    ["recoverExecution", ({ backend, ended }) => backend.recoverExecution({ ...ended, name: "" })],
    ["signDownload", ({ backend }) => backend.signDownload("")],
    ["signDeck", ({ backend, ended }) => backend.signDeck({ execution: ended, nodeId: "" })],
  ];
  it.each(calls)("%s refuses an empty id", async (_, ask) => {
    await expect(ask(get())).rejects.toMatchObject({ code: "invalid" });
  });
}
