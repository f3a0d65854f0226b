import { create, fromBinary } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import {
  NodeExecutionEventRequestSchema,
  TaskExecutionEventRequestSchema,
  WorkflowExecutionEventRequestSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/event_pb";
import {
  type Execution,
  type ExecutionClosure,
  ExecutionSchema,
  type ExecutionSpec,
  ExecutionState,
  ExecutionTerminateRequestSchema,
  ExecutionUpdateRequestSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { SignalGetOrCreateRequestSchema, SignalSetRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/signal_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { ResourceType, type WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Literal } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { NodeExecutionEvent, WorkflowExecutionEvent } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import {
  CreateUploadLocationRequestSchema,
  CreateUploadLocationResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import { send } from "./api";
import type { Facts } from "./facts";
import type { RawClient } from "./grpc-call";
import { idsIn } from "./ids-in";
import { makeRun } from "./make-run";
import { attemptEvents, nodeEvents } from "./played-events";
import type { RecordedCall } from "./recordings";
import type { Registrar } from "./registrar";
import { attemptKey, nodeKey, RunFacts, runKey, type Seen } from "./run-facts";

const nanosOf = (time: Timestamp | undefined): bigint =>
  time === undefined ? 0n : time.seconds * 1_000_000_000n + BigInt(time.nanos);

const ENDED: ReadonlySet<number> = new Set([Phase.SUCCEEDED, Phase.FAILED, Phase.ABORTED, Phase.TIMED_OUT]);

/** A list cuts the text of an error; a Get of the same phase has it whole. */
function wholeOf<T extends { closure?: { phase: number } | undefined }>(seen: readonly Seen<T>[], record: T): T {
  const phase = record.closure?.phase;
  return seen.find((each) => each.isWhole && each.record.closure?.phase === phase)?.record ?? record;
}

/**
 * Plays the engine's part from the recording: before a call is replayed, every execution, node and attempt that the call
 * is about is brought to the state in which the recorded server had it, by the events that an engine would have sent.
 */
export class StandIn {
  /** Executions that could not be made, for the report. */
  readonly problems: string[] = [];
  private readonly missing = new Set<string>();
  private decks = 0;
  private readonly phases = new Map<string, number>();
  private readonly nodePhases = new Map<string, number>();
  private readonly attemptPhases = new Map<string, number>();

  constructor(
    private readonly client: RawClient,
    private readonly facts: RunFacts,
    private readonly registrar: Registrar,
  ) {}

  async before(at: number, call: RecordedCall, shown: Facts): Promise<void> {
    const ids = idsIn(call);
    if (ids.launched !== null && call.ok === true) {
      const isTask = ids.launched.resourceType === ResourceType.TASK;
      await this.registrar.require(isTask ? "task" : "plan", ids.launched);
    }
    for (const project of ids.projects) await this.registrar.project(project);
    await this.createEarlier(shown, ids.made);
    for (const { id } of shown.executions) await this.run(at, id);
    for (const id of ids.runs) await this.run(at, id, call.rpc.includes("Metrics"));
    for (const { id } of shown.nodes) await this.node(at, nodeKey(id));
    for (const id of ids.nodes) await this.node(at, nodeKey(id));
    for (const { id } of shown.attempts) await this.node(at, nodeKey(id?.nodeExecutionId));
    for (const signal of shown.signals) await this.signal(signal);
  }

  /** A recorded call has made or ended an execution. */
  after(call: RecordedCall): void {
    const ids = idsIn(call);
    if (call.ok !== true) return;
    if (ids.made !== null) this.phases.set(runKey(ids.made), Phase.UNDEFINED);
    if (call.rpc === "AdminService.TerminateExecution") {
      for (const id of ids.runs) this.phases.set(runKey(id), Phase.ABORTING);
    }
  }

  /** Executions are made in the order of their creation, or lists by time would differ. */
  private async createEarlier(shown: Facts, made: WorkflowExecutionIdentifier | null): Promise<void> {
    const own = made === null ? undefined : this.facts.runs.get(runKey(made))?.[0]?.record;
    const times = [...shown.executions, ...(own === undefined ? [] : [own])].map(({ closure }) =>
      nanosOf(closure?.createdAt),
    );
    const until = times.reduce((max, each) => (each > max ? each : max), 0n);
    const due = [...this.facts.runs.values()]
      .map(([first]) => first?.record)
      .filter((record) => record !== undefined)
      .filter(({ id, closure }) => {
        const key = runKey(id);
        return !this.phases.has(key) && !this.facts.made.has(key) && nanosOf(closure?.createdAt) <= until;
      })
      .sort((a, b) => (nanosOf(a.closure?.createdAt) < nanosOf(b.closure?.createdAt) ? -1 : 1));
    for (const execution of due) await this.make(execution);
  }

  private async make(execution: Execution): Promise<void> {
    const { id, spec } = execution;
    const key = runKey(id);
    if (id === undefined || spec === undefined || this.phases.has(key)) return;
    this.phases.set(key, Phase.UNDEFINED);
    const isTask = spec.launchPlan?.resourceType === ResourceType.TASK;
    await this.registrar.require(isTask ? "task" : "plan", spec.launchPlan);
    await this.registrar.project(id.project);
    await this.makeParent(spec);
    const problem = await makeRun(this.client, execution, this.inputsOf(execution));
    if (problem === null) return;
    this.missing.add(key);
    this.problems.push(problem);
  }

  /** What the run began with, as far as the recording shows it, else what another run of its plan had. */
  private inputsOf({ id, spec }: Execution): Record<string, Literal> {
    const key = runKey(id);
    const known = this.facts.runData.get(key)?.inputs ?? this.facts.nodeData.get(`${key}/start-node`)?.fullOutputs;
    return (known ?? this.facts.planInputs.get(spec?.launchPlan?.name ?? ""))?.literals ?? {};
  }

  private async makeParent({ metadata }: ExecutionSpec): Promise<void> {
    const parent = metadata?.parentNodeExecution;
    if (parent === undefined) return;
    const record = RunFacts.latest(this.facts.runs.get(runKey(parent.executionId)), 0);
    if (record !== undefined) await this.make(record);
    await this.node(Number.MAX_SAFE_INTEGER, nodeKey(parent), true);
  }

  private async run(at: number, id: WorkflowExecutionIdentifier | undefined, withNodes = false): Promise<void> {
    const key = runKey(id);
    const seen = this.facts.runs.get(key);
    const record = RunFacts.latest(seen, at);
    if (id === undefined || seen === undefined || record?.closure === undefined) return;
    if (!this.phases.has(key)) {
      if (this.facts.made.has(key)) return;
      await this.make(record);
    }
    if (this.phases.get(key) !== record.closure.phase) await this.move(wholeOf(seen, record));
    await this.archive(record);
    if (withNodes) for (const node of this.facts.nodesOfRun.get(key) ?? []) await this.node(at, node);
  }

  private async archive({ id, closure }: Execution): Promise<void> {
    const state = ExecutionState.EXECUTION_ARCHIVED;
    if (id === undefined || closure?.stateChangeDetails?.state !== state) return;
    await send(this.client, "AdminService.UpdateExecution", ExecutionUpdateRequestSchema, { id, state });
  }

  private async move({ id, closure }: Execution): Promise<void> {
    if (id === undefined || closure === undefined) return;
    const current = this.phases.get(runKey(id));
    this.phases.set(runKey(id), closure.phase);
    if (current === Phase.UNDEFINED && closure.startedAt !== undefined) {
      await this.workflowEvent(id, Phase.RUNNING, closure.startedAt, { case: undefined });
    }
    if (closure.phase === Phase.RUNNING || closure.phase === Phase.UNDEFINED) return;
    if (closure.outputResult.case === "abortMetadata" && current !== Phase.ABORTING) {
      const { cause } = closure.outputResult.value;
      await send(this.client, "AdminService.TerminateExecution", ExecutionTerminateRequestSchema, { id, cause });
    }
    if (closure.phase === Phase.ABORTING) return;
    await this.workflowEvent(id, closure.phase, closure.updatedAt, this.resultOf(id, closure));
  }

  /** Outputs travel inside the event, as nothing else brings them into the object store. */
  private resultOf(
    id: WorkflowExecutionIdentifier,
    { outputResult }: ExecutionClosure,
  ): WorkflowExecutionEvent["outputResult"] {
    if (outputResult.case === "error") return { case: "error", value: outputResult.value };
    if (outputResult.case !== "outputs") return { case: undefined };
    const outputs = this.facts.runData.get(runKey(id))?.outputs;
    if (outputs !== undefined) return { case: "outputData", value: outputs };
    return outputResult.value.data.case === "uri"
      ? { case: "outputUri", value: outputResult.value.data.value }
      : { case: undefined };
  }

  private workflowEvent(
    executionId: WorkflowExecutionIdentifier,
    phase: Phase,
    occurredAt: Timestamp | undefined,
    outputResult: WorkflowExecutionEvent["outputResult"],
  ) {
    return send(this.client, "AdminService.CreateWorkflowEvent", WorkflowExecutionEventRequestSchema, {
      event: {
        executionId,
        producerId: "propeller",
        phase,
        ...(occurredAt === undefined ? {} : { occurredAt }),
        outputResult,
      },
    });
  }

  /** Nodes are reported in the order of their creation: of an ended run all, of another those before the one wanted. */
  private async node(at: number, key: string, isMinimal = false): Promise<void> {
    const record = RunFacts.latest(this.facts.nodes.get(key), at);
    if (record?.id?.executionId === undefined) return;
    await this.run(at, record.id.executionId);
    const run = runKey(record.id.executionId);
    const hasEnded = ENDED.has(this.phases.get(run) ?? Phase.UNDEFINED);
    const until = nanosOf(record.closure?.createdAt);
    const earlier = [...(this.facts.nodesOfRun.get(run) ?? [])]
      .filter((each) => !this.nodePhases.has(each))
      .map((each) => ({
        each,
        createdAt: nanosOf(RunFacts.latest(this.facts.nodes.get(each), at)?.closure?.createdAt),
      }))
      .filter(({ createdAt }) => hasEnded || createdAt < until)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    for (const { each } of earlier) await this.oneNode(at, each, true);
    await this.oneNode(at, key, isMinimal);
  }

  private async report(key: string, event: NodeExecutionEvent): Promise<void> {
    const answer = await send(this.client, "AdminService.CreateNodeEvent", NodeExecutionEventRequestSchema, { event });
    if (answer.code !== 0) this.problems.push(`${key} was not reported: ${answer.message}`);
  }

  private async oneNode(at: number, key: string, isMinimal: boolean): Promise<void> {
    const seen = this.facts.nodes.get(key);
    const record = RunFacts.latest(seen, at);
    if (seen === undefined || record?.id?.executionId === undefined || record.closure === undefined) return;
    const parent = this.facts.parents.get(key);
    if (parent !== undefined) await this.oneNode(at, `${runKey(record.id.executionId)}/${parent}`, true);
    const target = record.closure.phase;
    const whole = wholeOf(seen, record);
    if (this.nodePhases.get(key) !== target) {
      const isNew = !this.nodePhases.has(key);
      this.nodePhases.set(key, target);
      await this.deck(whole);
      const data = this.facts.nodeData.get(key);
      const events = nodeEvents(whole, parent, data, isNew);
      for (const [index, event] of events.entries()) {
        // A child execution names its node, and the node's later events name the child.
        if (index === 0 && events.length > 1) event.targetMetadata = { case: undefined };
        else await this.child(at, whole);
        await this.report(key, event);
      }
    }
    if (!isMinimal) await this.attemptsOf(at, key);
  }

  /** A deck has to lie in the object store before there is a link to it. */
  private async deck({ closure }: NodeExecution): Promise<void> {
    if (closure === undefined || closure.deckUri === "") return;
    const location = await send(
      this.client,
      "DataProxyService.CreateUploadLocation",
      CreateUploadLocationRequestSchema,
      {
        project: "conformance",
        domain: "decks",
        filename: "deck.html",
        filenameRoot: `deck-${this.decks}`,
      },
    );
    this.decks += 1;
    const { signedUrl, nativeUrl } = fromBinary(CreateUploadLocationResponseSchema, location.body);
    await fetch(signedUrl, { method: "PUT", body: "<p>a deck</p>" });
    closure.deckUri = nativeUrl;
  }

  private async child(at: number, { id, closure }: NodeExecution): Promise<void> {
    if (closure?.targetMetadata.case !== "workflowNodeMetadata") return;
    const { executionId } = closure.targetMetadata.value;
    if (executionId === undefined) return;
    const key = runKey(executionId);
    if (!this.phases.has(key)) await this.run(at, executionId);
    if (this.phases.has(key) && !this.missing.has(key)) return;
    // A child that the recording only names has to exist all the same; its parent's plan will do.
    const parent = RunFacts.latest(this.facts.runs.get(runKey(id?.executionId)), at);
    if (parent?.spec === undefined) return;
    this.missing.delete(key);
    this.phases.set(key, Phase.UNDEFINED);
    const stand = create(ExecutionSchema, { id: executionId, spec: parent.spec });
    await makeRun(this.client, stand, this.inputsOf(parent));
  }

  private async attemptsOf(at: number, key: string): Promise<void> {
    for (const { record } of (this.facts.attempts.get(key) ?? []).filter((each) => each.at <= at || at === 0)) {
      const own = attemptKey(record.id);
      const phase = record.closure?.phase ?? 0;
      if (this.attemptPhases.get(own) === phase) continue;
      this.attemptPhases.set(own, phase);
      for (const event of attemptEvents(record, this.facts.attemptData.get(own) ?? this.facts.nodeData.get(key))) {
        await send(this.client, "AdminService.CreateTaskEvent", TaskExecutionEventRequestSchema, { event });
      }
    }
  }

  private async signal({ id, type, value }: Facts["signals"][number]): Promise<void> {
    if (id === undefined || type === undefined) return;
    await send(this.client, "SignalService.GetOrCreateSignal", SignalGetOrCreateRequestSchema, { id, type });
    if (value?.value.case !== undefined) {
      await send(this.client, "SignalService.SetSignal", SignalSetRequestSchema, { id, value });
    }
  }
}
