import type { ExecutionListQuery } from "@/lib/contract/executions";
import type { LaunchRequest } from "@/lib/contract/launch";
import type { EntityName, LaunchPlan, Project, TaskVersion, WorkflowVersion } from "@/lib/core/entity";
import { ContrailError } from "@/lib/core/errors";
import type { Execution } from "@/lib/core/execution";
import type { SignalState } from "@/lib/core/live/types";
import type { Attempt, NodeRow } from "@/lib/core/node";
import type { Page } from "@/lib/core/page";
import { isTerminalExecution } from "@/lib/core/phase";
import {
  type EntityKind,
  type EntityRef,
  type ExecutionRef,
  entityKey,
  executionKey,
  type NodeRef,
  type ScopeRef,
} from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";
import type { Call, Capabilities, FlyteBackend, NodeData, NodeListQuery } from "@/lib/server/backend";

type Method = Exclude<keyof FlyteBackend, "can">;

/** What a fake Flyte holds; tests change it at will while it is asked. */
type World = {
  projects: Project[];
  executions: Map<string, Execution>;
  executionData: Map<string, DataOfRun>;
  /** Rows by execution key. */
  rows: Map<string, NodeRow[]>;
  nodeData: Map<string, NodeData>;
  attempts: Map<string, Attempt[]>;
  signals: Map<string, SignalState[]>;
  launchPlans: LaunchPlan[];
  workflows: Map<string, WorkflowVersion>;
  tasks: Map<string, TaskVersion>;
  downloads: Map<string, string>;
  /** Signed addresses of decks, by `nodeKey`. */
  decks: Map<string, string>;
  launched: LaunchRequest[];
};

/** Key of what belongs to a node: its data and attempts. */
export const nodeKey = (ref: NodeRef): string => `${executionKey(ref.execution)}#${ref.nodeId}`;

/** Parts of a reference, none of which may be empty. */
type Ids = Readonly<Record<string, string>>;

const nodeIds = ({ execution, nodeId }: NodeRef): Ids => ({ ...execution, nodeId });

const NOTHING: DataOfRun = { inputs: { state: "none" }, outputs: { state: "none" } };

/**
 * A Flyte in memory that behaves as FlyteAdmin does where Contrail depends on it: lists per parent, offset tokens that come
 * with every full page, empty lists for what does not exist, NotFound for single things and for an unknown parent.
 */
export class FakeBackend implements FlyteBackend {
  readonly can: Capabilities = { recover: true, signals: true, metrics: false };
  readonly world: World = {
    projects: [],
    executions: new Map(),
    executionData: new Map(),
    rows: new Map(),
    nodeData: new Map(),
    attempts: new Map(),
    signals: new Map(),
    launchPlans: [],
    workflows: new Map(),
    tasks: new Map(),
    downloads: new Map(),
    decks: new Map(),
    launched: [],
  };
  /** Every call in its order. */
  readonly calls: { method: Method; about: string }[] = [];
  /** Asked before each call; what it returns is thrown instead of an answer. */
  failWith: (method: Method, about: string) => Error | null = () => null;

  add(execution: Execution, rows: NodeRow[] = []): void {
    this.world.executions.set(executionKey(execution.ref), execution);
    this.world.rows.set(executionKey(execution.ref), rows);
  }

  /** Replaces rows by their id, or adds them. */
  putRows(ref: ExecutionRef, ...rows: NodeRow[]): void {
    const byId = new Map((this.world.rows.get(executionKey(ref)) ?? []).map((row) => [row.nodeId, row]));
    for (const row of rows) byId.set(row.nodeId, row);
    this.world.rows.set(executionKey(ref), [...byId.values()]);
  }

  async listProjects(call?: Call): Promise<Project[]> {
    await this.asked("listProjects", "", call);
    return this.world.projects;
  }

  async listExecutions(query: ExecutionListQuery, call?: Call): Promise<Page<Execution>> {
    await this.asked("listExecutions", JSON.stringify(query), call, query.scope);
    const { scope, phase, name, limit, token, launched, createdBeforeMs = Number.POSITIVE_INFINITY } = query;
    const found = [...this.world.executions.values()].filter(
      ({ ref, phase: is, launched: what, createdMs }) =>
        (launched === undefined || (what.kind === launched.kind && what.name === launched.name)) &&
        (createdMs ?? 0) < createdBeforeMs &&
        ref.project === scope.project &&
        ref.domain === scope.domain &&
        (phase.length === 0 || phase.includes(is)) &&
        ref.name.includes(name),
    );
    return pageOf(found, limit, token);
  }

  async getExecution(ref: ExecutionRef, call?: Call): Promise<Execution> {
    await this.asked("getExecution", executionKey(ref), call, ref);
    return found(this.world.executions.get(executionKey(ref)), `execution ${ref.name}`);
  }

  async getExecutionData(ref: ExecutionRef, call?: Call): Promise<DataOfRun> {
    await this.asked("getExecutionData", executionKey(ref), call, ref);
    found(this.world.executions.get(executionKey(ref)), `execution ${ref.name}`);
    return this.world.executionData.get(executionKey(ref)) ?? NOTHING;
  }

  async listNodes(query: NodeListQuery, call?: Call): Promise<Page<NodeRow>> {
    const { execution, parentId, writtenSinceMs, limit, token } = query;
    await this.asked("listNodes", parentId ?? "", call, execution);
    const rows = this.world.rows.get(executionKey(execution)) ?? [];
    if (parentId !== null)
      found(
        rows.find((row) => row.nodeId === parentId),
        `parent ${parentId}`,
      );
    const asked = rows.filter(
      (row) => row.parentId === parentId && (writtenSinceMs === null || (row.updatedMs ?? 0) >= writtenSinceMs),
    );
    return pageOf(asked, limit, token);
  }

  async getNode(ref: NodeRef, parentId: string | null, call?: Call): Promise<NodeRow> {
    await this.asked("getNode", nodeKey(ref), call, nodeIds(ref));
    const rows = this.world.rows.get(executionKey(ref.execution)) ?? [];
    return {
      ...found(
        rows.find((row) => row.nodeId === ref.nodeId),
        `node ${ref.nodeId}`,
      ),
      parentId,
    };
  }

  async getNodeData(ref: NodeRef, call?: Call): Promise<NodeData> {
    await this.asked("getNodeData", nodeKey(ref), call, nodeIds(ref));
    return this.world.nodeData.get(nodeKey(ref)) ?? { ...NOTHING, dynamicGraph: null };
  }

  async listAttempts(ref: NodeRef, call?: Call): Promise<Attempt[]> {
    await this.asked("listAttempts", ref.nodeId, call, nodeIds(ref));
    return this.world.attempts.get(nodeKey(ref)) ?? [];
  }

  async listSignals(ref: ExecutionRef, call?: Call): Promise<SignalState[]> {
    await this.asked("listSignals", executionKey(ref), call, ref);
    return this.world.signals.get(executionKey(ref)) ?? [];
  }

  async listEntityNames(kind: EntityKind, scope: ScopeRef, call?: Call): Promise<EntityName[]> {
    await this.asked("listEntityNames", kind, call, scope);
    const names = new Set(this.world.launchPlans.filter(inScope(scope)).map(({ ref }) => ref.name));
    return [...names].map((name) => ({ scope, name, description: "" }));
  }

  async listLaunchPlans(
    scope: ScopeRef,
    name: string,
    page: { limit: number; token: string | null },
    call?: Call,
  ): Promise<Page<LaunchPlan>> {
    await this.asked("listLaunchPlans", name, call, { ...scope, name });
    const plans = this.world.launchPlans.filter(inScope(scope)).filter(({ ref }) => ref.name === name);
    return pageOf(plans, page.limit, page.token);
  }

  async getLaunchPlan(ref: EntityRef, call?: Call): Promise<LaunchPlan> {
    await this.asked("getLaunchPlan", entityKey(ref), call, ref);
    const plan = this.world.launchPlans.find((each) => entityKey(each.ref) === entityKey(ref));
    return found(plan, `launch plan ${ref.name}`);
  }

  async getWorkflow(ref: EntityRef, call?: Call): Promise<WorkflowVersion> {
    await this.asked("getWorkflow", entityKey(ref), call, ref);
    return found(this.world.workflows.get(entityKey(ref)), `workflow ${ref.name}`);
  }

  async getTask(ref: EntityRef, call?: Call): Promise<TaskVersion> {
    await this.asked("getTask", entityKey(ref), call, ref);
    return found(this.world.tasks.get(entityKey(ref)), `task ${ref.name}`);
  }

  async createExecution(request: LaunchRequest, call?: Call): Promise<ExecutionRef> {
    await this.asked("createExecution", request.name ?? "", call);
    this.world.launched.push(request);
    const { connection, project, domain } = request.entity;
    return { connection, project, domain, name: request.name ?? `made-${this.world.launched.length}` };
  }

  async recoverExecution(ref: ExecutionRef, call?: Call): Promise<ExecutionRef> {
    await this.asked("recoverExecution", executionKey(ref), call, ref);
    found(this.world.executions.get(executionKey(ref)), `execution ${ref.name}`);
    return { ...ref, name: `${ref.name}-recovered` };
  }

  async terminateExecution(ref: ExecutionRef, cause: string, call?: Call): Promise<void> {
    await this.asked("terminateExecution", executionKey(ref), call, ref);
    const execution = found(this.world.executions.get(executionKey(ref)), `execution ${ref.name}`);
    if (isTerminalExecution(execution.phase)) throw new ContrailError("conflict", "The execution has ended already.");
    this.world.executions.set(executionKey(ref), { ...execution, phase: "aborted", abort: { cause, by: "" } });
  }

  async signDownload(uri: string, call?: Call): Promise<{ url: string; expiresMs: number | null }> {
    await this.asked("signDownload", uri, call, { uri });
    return { url: found(this.world.downloads.get(uri), `object ${uri}`), expiresMs: null };
  }

  async signDeck(ref: NodeRef, call?: Call): Promise<{ url: string; expiresMs: number | null }> {
    await this.asked("signDeck", nodeKey(ref), call, nodeIds(ref));
    return { url: found(this.world.decks.get(nodeKey(ref)), `deck of ${ref.nodeId}`), expiresMs: null };
  }

  private async asked(method: Method, about: string, call: Call | undefined, ids: Ids = {}): Promise<void> {
    call?.signal?.throwIfAborted();
    if (Object.values(ids).includes("")) throw new ContrailError("invalid", "An id cannot be empty.");
    this.calls.push({ method, about });
    const failure = this.failWith(method, about);
    if (failure !== null) throw failure;
  }
}

const inScope =
  (scope: ScopeRef) =>
  ({ ref }: { ref: EntityRef }): boolean =>
    ref.project === scope.project && ref.domain === scope.domain;

function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new ContrailError("not_found", `There is no ${what}.`);
  return thing;
}

function pageOf<T>(items: T[], limit: number, token: string | null): Page<T> {
  const start = Number(token ?? "0");
  const page = items.slice(start, start + limit);
  return { items: page, nextToken: page.length === limit ? String(start + limit) : null };
}
