import type { Execution } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { ExecutionError } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { Aborted, Closed, NodeFailure, systemError, WORKFLOW_ABORTED } from "./flow/failures";
import { runGraph } from "./graph";
import type { Level } from "./level";
import { runNode } from "./node";
import { runWithFailureNode } from "./nodes/failure-node";
import { Entities, type Run } from "./run";
import { outputsUri, scopeOf } from "./scope";
import { sweepAborted } from "./sweep";

/**
 * Runs an execution from wherever its rows say it is to its end, and reports every phase. Rejects only when the admin side
 * refuses the end.
 */
export async function runExecution(run: Run, signal: AbortSignal): Promise<void> {
  try {
    if (phaseOf(run.execution) === Phase.ABORTING) throw new Aborted(WORKFLOW_ABORTED);
    await succeed(run, signal);
  } catch (cause) {
    // What an abort made impossible, for example a phase that the admin side no longer takes, is part of the abort.
    const why: unknown = signal.aborted ? signal.reason : cause;
    if (why instanceof Closed) return;
    if (why instanceof Aborted) abort(run);
    else fail(run, cause instanceof NodeFailure ? cause.error : systemError(cause));
  }
}

async function succeed(run: Run, signal: AbortSignal): Promise<void> {
  const report = phaseReporter(run);
  report(Phase.RUNNING);
  const workflowId = run.execution.closure?.workflowId;
  if (workflowId === undefined) throw new Error("the execution names no workflow");
  const closure = run.admin.workflow(workflowId);
  if (closure.primary === undefined) throw new Error(`the workflow ${workflowId.name} is not compiled`);
  const level: Omit<Level, "lookup"> = {
    run,
    entities: new Entities(closure, run.admin),
    place: { kind: "top", prefix: run.prefix },
    signal,
    walk: { graph: runGraph, node: runNode },
    leavePlace: () => undefined,
  };
  await runWithFailureNode(level, closure.primary, run.admin.inputs(run.id), (error) => report(Phase.FAILING, error));
  report(Phase.SUCCEEDING);
  const uri = outputsUri(scopeOf(level.place, "end-node"), 0);
  run.reporter.workflow(Phase.SUCCEEDED, { case: "outputUri", value: uri });
}

/** Phases that an earlier life of the run reported are not repeated. */
function phaseReporter(run: Run) {
  return (phase: Phase, error?: ExecutionError) => {
    if (reached(phaseOf(run.execution), phase)) return;
    run.reporter.workflow(phase, error === undefined ? { case: undefined } : { case: "error", value: error });
  };
}

function reached(known: Phase, phase: Phase): boolean {
  return known === phase || (phase === Phase.RUNNING && (known === Phase.FAILING || known === Phase.SUCCEEDING));
}

function phaseOf(execution: Execution): Phase {
  return execution.closure?.phase ?? Phase.UNDEFINED;
}

function fail(run: Run, error: ExecutionError): void {
  const current = run.admin.execution(run.id).closure?.phase;
  if (current !== Phase.FAILING) run.reporter.workflow(Phase.FAILING, { case: "error", value: error });
  run.reporter.workflow(Phase.FAILED, { case: "error", value: error });
}

function abort(run: Run): void {
  sweepAborted(run);
  run.reporter.workflow(Phase.ABORTED);
}
