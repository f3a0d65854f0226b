import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { EnginePort } from "@/sandbox/contract";

/** One execution that no engine runs, because a scenario plays it. */
export interface LiveRun {
  begin(): void;
  /** Ends all that runs and reports the execution ABORTED. */
  abort(): void;
  stop(): void;
}

/** The live runs of scenarios, found again by their executions. */
export class LiveRuns {
  private readonly runs = new Map<string, LiveRun>();

  /** `reopen` makes the live run of an execution that an earlier life of the process was playing, else null. */
  constructor(private readonly reopen: (id: WorkflowExecutionIdentifier) => LiveRun | null) {}

  add(id: WorkflowExecutionIdentifier, run: LiveRun): void {
    this.runs.set(keyOf(id), run);
    run.begin();
  }

  remove(id: WorkflowExecutionIdentifier): void {
    this.runs.get(keyOf(id))?.stop();
    this.runs.delete(keyOf(id));
  }

  /** The engine for everything else. */
  beside(engine: EnginePort): EnginePort {
    return {
      start: (id) => {
        if (this.runs.has(keyOf(id))) return;
        const run = this.reopen(id);
        if (run === null) engine.start(id);
        else this.add(id, run);
      },
      abort: (id, cause) => {
        const run = this.runs.get(keyOf(id)) ?? this.reopen(id);
        if (run === null) engine.abort(id, cause);
        else {
          this.remove(id);
          // Later, as the engine does: whoever aborts has its answer first.
          setTimeout(() => run.abort(), 50);
        }
      },
      signalled: (id) => engine.signalled(id),
      close: () => {
        for (const run of this.runs.values()) run.stop();
        return engine.close();
      },
    };
  }
}

const keyOf = ({ project, domain, name }: WorkflowExecutionIdentifier): string => `${project}/${domain}/${name}`;
