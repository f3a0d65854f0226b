import { basename } from "node:path";
import { create } from "@bufbuild/protobuf";
import type { CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { type DynamicJobSpec, DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { sleep } from "@/sandbox/engine/flow/time";
import type { TaskOutcome, TaskRequest, TaskRunner } from "@/sandbox/engine/runner/runner";
import { encodeOutputs } from "@/sandbox/tasks/runtime/encode";
import type { Frame } from "./recorded";

type Recorded = { phase: string; code: string; message: string };

/** Plays the outcome that each attempt of a recorded run had. What was aborted runs until it is aborted. */
export class RecordedRunner implements TaskRunner {
  private readonly outcomes = new Map<string, Recorded>();
  private readonly decks = new Set<string>();

  constructor(
    frames: readonly Frame[],
    /** Graphs of dynamic nodes, by unique node id. */
    private readonly dynamics: Readonly<Record<string, CompiledWorkflowClosure>> = {},
    /** Outputs that something depends on, by pod name; all others are empty. */
    private readonly outputs: Readonly<Record<string, Record<string, unknown>>> = {},
  ) {
    for (const { nodes, tasks } of frames) {
      for (const { node } of nodes) if (node.closure.deckUri !== "") this.decks.add(node.id.nodeId);
      for (const { task } of tasks) {
        const { phase, error, metadata } = task.closure;
        this.outcomes.set(metadata.generatedName, { phase, code: error?.code ?? "", message: error?.message ?? "" });
        for (const item of metadata.externalResources)
          this.outcomes.set(item.externalId, { phase: item.phase, code: "USER:ValueError", message: "as recorded" });
      }
    }
  }

  async run(request: TaskRequest, signal: AbortSignal): Promise<TaskOutcome> {
    const podName = basename(request.logPath, ".log");
    const recorded = this.outcomes.get(podName);
    // An item that was tried again failed in a way that allows it.
    const retried = request.index !== null && this.outcomes.has(podName.replace(/-\d+$/, `-${request.attempt + 1}`));
    if (recorded?.phase === "ABORTED") await sleep(60_000, signal);
    if (recorded?.phase === "FAILED") {
      const { code, message } = recorded;
      return {
        kind: "failed",
        error: { code, message, origin: "USER", recoverable: retried || code === "USER:Recoverable" },
      };
    }
    const nodeId = podName.split("-").slice(1, -1).join("-");
    const graph = this.dynamics[nodeId];
    if (graph !== undefined) return { kind: "dynamic", spec: specOf(graph) };
    const outputs = encodeOutputs(this.outputs[nodeId] ?? {}, request.task, request.index);
    return { kind: "outputs", outputs, deck: this.decks.has(nodeId) ? "<p>deck</p>" : null };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** What the dynamic task returned, read back from what it was compiled to. */
function specOf({ primary, tasks, subWorkflows }: CompiledWorkflowClosure): DynamicJobSpec {
  const nodes = primary?.template?.nodes.filter(({ id }) => id !== "start-node" && id !== "end-node");
  return create(DynamicJobSpecSchema, {
    nodes: nodes ?? [],
    outputs: primary?.template?.outputs ?? [],
    tasks: tasks.flatMap(({ template }) => template ?? []),
    subworkflows: subWorkflows.flatMap(({ template }) => template ?? []),
  });
}
