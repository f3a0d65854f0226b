import type { CompiledWorkflow } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import {
  type Node,
  WorkflowMetadata_OnFailurePolicy as OnFailure,
  type WorkflowTemplate,
} from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { linkedController } from "./flow/abort";
import { Aborted, NodeFailure, SIBLING_FAILED } from "./flow/failures";
import type { Level, Walk } from "./level";
import { nodeScope, outputsUri, scopeOf } from "./scope";
import { resolveBindings } from "./values/bindings";
import { literalMap, putLiterals } from "./values/literals";

const START = "start-node";
const END = "end-node";

/** Walks one compiled graph: a node starts as soon as all its upstream nodes have succeeded. */
export const runGraph: Walk["graph"] = async (parent, workflow, inputs) => {
  const template = templateOf(workflow);
  startNode(parent, inputs);
  const outputs = await new GraphWalk(parent, workflow, template, inputs).run();
  return endNode(parent, template, outputs);
};

function templateOf(workflow: CompiledWorkflow): WorkflowTemplate {
  if (workflow.template === undefined) throw new Error("a compiled workflow has no template");
  return workflow.template;
}

/** The start node stands for the graph's inputs; Flyte reports it with one event. */
function startNode({ run, place }: Omit<Level, "lookup">, inputs: LiteralMap): void {
  const scope = scopeOf(place, START);
  const uri = outputsUri(scope, 0);
  putLiterals(run.admin.objects, uri, inputs);
  run.reporter.node(scope, Phase.SUCCEEDED, { outputResult: { case: "outputUri", value: uri } });
}

function endNode(
  { run, place }: Omit<Level, "lookup">,
  template: WorkflowTemplate,
  outputs: ReadonlyMap<string, LiteralMap>,
): LiteralMap {
  const scope = scopeOf(place, END);
  const results = resolveBindings(template.outputs, (id) => outputs.get(id === "" ? START : id));
  putLiterals(run.admin.objects, scope.inputsUri, results);
  putLiterals(run.admin.objects, outputsUri(scope, 0), results);
  run.reporter.node(scope, Phase.QUEUED);
  run.reporter.node(scope, Phase.SUCCEEDED);
  return results;
}

class GraphWalk {
  private readonly outputs = new Map<string, LiteralMap>();
  private readonly nodes = new Map<string, Node>();
  private readonly missing = new Map<string, Set<string>>();
  private readonly downstream = new Map<string, string[]>();
  private readonly skipped = new Set<string>();
  private readonly stop: ReturnType<typeof linkedController>;
  private readonly level: Level;
  private readonly patient: boolean;
  private running = 0;
  private failure: unknown = null;
  private finish: () => void = () => undefined;

  constructor(
    parent: Omit<Level, "lookup">,
    workflow: CompiledWorkflow,
    template: WorkflowTemplate,
    inputs: LiteralMap,
  ) {
    this.stop = linkedController(parent.signal);
    this.patient = template.metadata?.onFailure === OnFailure.FAIL_AFTER_EXECUTABLE_NODES_COMPLETE;
    this.outputs.set(START, inputs);
    this.level = {
      ...parent,
      signal: this.stop.signal,
      lookup: (id) => this.outputs.get(id === "" ? START : id),
    };
    for (const node of template.nodes) if (node.id !== START && node.id !== END) this.nodes.set(node.id, node);
    for (const id of this.nodes.keys()) {
      const upstream = (workflow.connections?.upstream[id]?.ids ?? []).filter((each) => this.nodes.has(each));
      this.missing.set(id, new Set(upstream));
      for (const each of upstream) this.downstream.set(each, [...(this.downstream.get(each) ?? []), id]);
    }
  }

  async run(): Promise<ReadonlyMap<string, LiteralMap>> {
    const ended = new Promise<void>((resolve) => {
      this.finish = resolve;
    });
    for (const [id, missing] of this.missing) if (missing.size === 0) this.launch(id);
    if (this.running === 0) this.finish();
    await ended;
    this.stop.unlink();
    if (this.failure !== null) {
      const { run, place } = this.level;
      if (this.patient && this.failure instanceof NodeFailure) run.reporter.node(scopeOf(place, END), Phase.SKIPPED);
      throw this.failure;
    }
    return this.outputs;
  }

  private launch(id: string): void {
    const node = this.nodes.get(id);
    if (node === undefined || this.skipped.has(id)) return;
    this.running += 1;
    void this.walked(id, node);
  }

  /** Never rejects: whatever goes wrong is the graph's failure. */
  private async walked(id: string, node: Node): Promise<void> {
    try {
      this.succeeded(id, await this.level.walk.node(this.level, node));
    } catch (cause) {
      this.failed(id, cause);
    }
    this.running -= 1;
    if (this.running === 0) this.finish();
  }

  private succeeded(id: string, outputs: LiteralMap): void {
    this.outputs.set(id, outputs);
    if (!this.stop.signal.aborted)
      for (const next of this.downstream.get(id) ?? []) {
        const missing = this.missing.get(next);
        missing?.delete(id);
        if (missing?.size === 0) this.launch(next);
      }
  }

  /** A sibling that was stopped because of a failure must not hide that failure. */
  private failed(id: string, cause: unknown): void {
    if (this.failure === null || (cause instanceof NodeFailure && !(this.failure instanceof NodeFailure)))
      this.failure = cause;
    if (!(cause instanceof NodeFailure)) this.stop.abort(cause);
    else if (!this.patient) this.stop.abort(new Aborted(SIBLING_FAILED));
    else {
      try {
        this.skipAfter(id);
      } catch (problem) {
        this.stop.abort(problem);
      }
    }
  }

  /** Reports what can no longer run. Its inputs are never written, so only its place is known. */
  private skipAfter(id: string): void {
    for (const next of this.downstream.get(id) ?? []) {
      const node = this.nodes.get(next);
      if (node === undefined || this.skipped.has(next)) continue;
      this.skipped.add(next);
      this.outputs.set(next, literalMap({}));
      this.level.run.reporter.node(nodeScope(this.level.place, node), Phase.SKIPPED);
      this.skipAfter(next);
    }
  }
}
