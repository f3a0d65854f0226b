import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { type LaunchPlan, LaunchPlanCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { ProjectRegisterRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";
import { type Task, TaskCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { type Workflow, WorkflowCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import type { CompiledTask, CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { type Identifier, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { references } from "../compiler/compile-workflow";
import { send } from "./api";
import type { Facts } from "./facts";
import type { RawClient } from "./grpc-call";
import { placePlan } from "./placeholder";
import type { RecordedCall } from "./recordings";
import { uncompile } from "./uncompile";
import { withVersion } from "./with-version";

type Entity = { id: Identifier; createdAt: bigint; make: () => Promise<unknown> };

type EntityKind = "task" | "workflow" | "plan";
type Sample = { bytes: Uint8Array; version: string };

const keyOf = (kind: string, id: Identifier): string => [kind, id.project, id.domain, id.name, id.version].join("\n");
const nanosOf = (time: Timestamp | undefined): bigint =>
  time === undefined ? 0n : time.seconds * 1_000_000_000n + BigInt(time.nanos);

/**
 * Registers what the recorded server had and no recorded call registers: projects, tasks, workflows and launch plans that
 * answers show, in the order of their creation, each before the first call that could see it.
 */
export class Registrar {
  private readonly pending = new Map<string, Entity>();
  private readonly known = new Set<string>();
  /** A registration of each name, by kind and name: what other versions are made from. */
  private readonly samples = new Map<string, Sample>();
  private readonly createdAt = new Map<string, bigint>();

  constructor(private readonly client: RawClient) {}

  /** Looks at every call of the recording once, before the replay. */
  prepare(calls: readonly RecordedCall[], facts: readonly Facts[]): void {
    for (const call of calls) {
      const made = madeBy(call);
      if (made === null) continue;
      this.known.add(keyOf(made.kind, made.id));
      this.samples.set(`${made.kind}/${made.id.name}`, { bytes: made.bytes, version: made.id.version });
    }
    for (const fact of facts) {
      for (const task of fact.tasks) this.addTask(task);
      for (const workflow of fact.workflows) this.addWorkflow(workflow);
      for (const plan of fact.launchPlans) this.addPlan(plan);
    }
  }

  /** Registers what had been created when the records of `facts` were shown, or when `call` created something. */
  async before(call: RecordedCall, facts: Facts): Promise<void> {
    const made = madeBy(call);
    const own = made === null ? 0n : (this.createdAt.get(keyOf(made.kind, made.id)) ?? 0n) - 1n;
    const shown = [
      ...facts.tasks.map(({ closure }) => nanosOf(closure?.createdAt)),
      ...facts.workflows.map(({ closure }) => nanosOf(closure?.createdAt)),
      ...facts.launchPlans.map(({ closure }) => nanosOf(closure?.createdAt)),
    ];
    const until = [own, ...shown].reduce((max, each) => (each > max ? each : max), 0n);
    await this.registerUntil(until);
  }

  async registerUntil(nanos: bigint): Promise<void> {
    const due = [...this.pending].filter(([, { createdAt }]) => createdAt <= nanos);
    due.sort(([, a], [, b]) => (a.createdAt < b.createdAt ? -1 : 1));
    for (const [key, entity] of due) {
      this.pending.delete(key);
      await this.project(entity.id.project);
      await entity.make();
    }
  }

  /**
   * Registers one entity that something refers to, whatever its time. What no answer shows is made from another version of
   * its name.
   */
  async require(kind: EntityKind, id: Identifier | undefined): Promise<void> {
    if (id === undefined) return;
    const key = keyOf(kind, id);
    const entity = this.pending.get(key);
    if (entity !== undefined) {
      // What was there before it was there too, or lists by time would differ.
      await this.registerUntil(entity.createdAt - 1n);
      if (!this.pending.delete(key)) return;
      await this.project(entity.id.project);
      await entity.make();
    } else if (!this.known.has(key)) {
      this.known.add(key);
      await this.imitate(kind, id);
    }
  }

  private canMake(kind: EntityKind, id: Identifier): boolean {
    return this.createdAt.has(keyOf(kind, id)) || this.samples.has(`${kind}/${id.name}`);
  }

  private async imitate(kind: EntityKind, id: Identifier): Promise<void> {
    const sample = this.samples.get(`${kind}/${id.name}`);
    if (sample === undefined || sample.version === id.version) return;
    const { bytes, version } = sample;
    if (kind === "task") {
      const request = withVersion(TaskCreateRequestSchema, bytes, version, id.version);
      await send(this.client, "AdminService.CreateTask", TaskCreateRequestSchema, request);
    } else if (kind === "workflow") {
      const request = withVersion(WorkflowCreateRequestSchema, bytes, version, id.version);
      for (const each of [request.spec?.template, ...(request.spec?.subWorkflows ?? [])]) {
        for (const task of references(each, "referenceId")) await this.require("task", task);
      }
      await send(this.client, "AdminService.CreateWorkflow", WorkflowCreateRequestSchema, request);
    } else {
      const request = withVersion(LaunchPlanCreateRequestSchema, bytes, version, id.version);
      await this.require("workflow", request.spec?.workflowId);
      await send(this.client, "AdminService.CreateLaunchPlan", LaunchPlanCreateRequestSchema, request);
    }
  }

  private readonly projects = new Set<string>();
  /** A project that no recorded call registers; one that exists is refused and stays as it is. */
  async project(id: string): Promise<void> {
    if (id === "" || this.projects.has(id)) return;
    this.projects.add(id);
    await send(this.client, "AdminService.RegisterProject", ProjectRegisterRequestSchema, {
      project: { id, name: id, description: `${id} description` },
    });
  }

  private add(kind: string, id: Identifier, createdAt: Timestamp | undefined, make: () => Promise<unknown>): void {
    const key = keyOf(kind, id);
    this.createdAt.set(key, nanosOf(createdAt));
    if (this.known.has(key) || this.pending.has(key) || id.name.startsWith(".flytegen")) return;
    this.pending.set(key, { id, createdAt: nanosOf(createdAt), make });
  }

  private sample(kind: EntityKind, id: Identifier, bytes: Uint8Array): void {
    const key = `${kind}/${id.name}`;
    if (!this.samples.has(key)) this.samples.set(key, { bytes, version: id.version });
  }

  private addTask({ id, closure, shortDescription }: Task): void {
    const template = closure?.compiledTask?.template;
    if (id === undefined || template === undefined) return;
    const request = create(TaskCreateRequestSchema, { id, spec: { template, ...described(shortDescription) } });
    this.sample("task", id, toBinary(TaskCreateRequestSchema, request));
    this.add("task", id, closure?.createdAt, () =>
      send(this.client, "AdminService.CreateTask", TaskCreateRequestSchema, request),
    );
  }

  private addPlan({ id, spec, closure }: LaunchPlan): void {
    if (id === undefined || spec === undefined) return;
    const request = create(LaunchPlanCreateRequestSchema, { id, spec });
    this.sample("plan", id, toBinary(LaunchPlanCreateRequestSchema, request));
    this.add("plan", id, closure?.createdAt, async () => {
      await this.require("workflow", spec.workflowId);
      return send(this.client, "AdminService.CreateLaunchPlan", LaunchPlanCreateRequestSchema, request);
    });
  }

  private addWorkflow({ id, closure, shortDescription }: Workflow): void {
    if (id === undefined) return;
    const compiled = closure?.compiledWorkflow;
    if (compiled === undefined || !isWhole(compiled)) {
      // A list shows the interface alone.
      const isKnown = this.samples.has(`workflow/${id.name}`);
      if (isKnown) this.add("workflow", id, closure?.createdAt, () => this.imitate("workflow", id));
      return;
    }
    this.pending.delete(keyOf("workflow", id));
    const { template, subWorkflows } = uncompile(compiled);
    const spec = { ...(template === undefined ? {} : { template }), subWorkflows, ...described(shortDescription) };
    const request = create(WorkflowCreateRequestSchema, { id, spec });
    this.sample("workflow", id, toBinary(WorkflowCreateRequestSchema, request));
    this.add("workflow", id, closure?.createdAt, async () => {
      for (const task of compiled.tasks) await this.templateOf(task);
      for (const each of [template, ...subWorkflows]) {
        for (const plan of references(each, "launchplanRef")) {
          await this.require("plan", plan);
          if (!this.canMake("plan", plan) && each !== undefined) await placePlan(this.client, plan, each);
        }
      }
      return send(this.client, "AdminService.CreateWorkflow", WorkflowCreateRequestSchema, request);
    });
  }

  /** A task of a closure; one that is known is refused and stays. */
  private async templateOf({ template }: CompiledTask): Promise<void> {
    if (template?.id === undefined) return;
    await this.require("task", template.id);
    await send(this.client, "AdminService.CreateTask", TaskCreateRequestSchema, {
      id: template.id,
      spec: { template },
    });
  }
}

const isWhole = ({ primary }: CompiledWorkflowClosure): boolean => (primary?.template?.nodes.length ?? 0) > 0;

const described = (shortDescription: string) => (shortDescription === "" ? {} : { description: { shortDescription } });

function madeBy(call: RecordedCall): { kind: string; id: Identifier; bytes: Uint8Array } | null {
  if (call.ok !== true || typeof call.requestBase64 !== "string") return null;
  const bytes = Buffer.from(call.requestBase64, "base64");
  switch (call.rpc) {
    case "AdminService.CreateTask":
      return withId("task", fromBinary(TaskCreateRequestSchema, bytes).id, bytes);
    case "AdminService.CreateWorkflow":
      return withId("workflow", fromBinary(WorkflowCreateRequestSchema, bytes).id, bytes);
    case "AdminService.CreateLaunchPlan":
      return withId("plan", fromBinary(LaunchPlanCreateRequestSchema, bytes).id, bytes);
    default:
      return null;
  }
}

function withId(kind: string, id: Identifier | undefined, bytes: Uint8Array) {
  return id === undefined ? null : { kind, id: { ...id, resourceType: ResourceType.UNSPECIFIED }, bytes };
}
