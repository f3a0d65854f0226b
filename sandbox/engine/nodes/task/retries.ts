import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";

/** Failures of the platform are tried again this often, whatever the task says. */
const SYSTEM_RETRIES = 3;

/** How often attempts of one node may still fail. */
export class Retries {
  private readonly user: number;
  private userFailures = 0;
  private systemFailures = 0;

  constructor(node: Node, task?: TaskTemplate) {
    this.user = node.metadata?.retries?.retries || task?.metadata?.retries?.retries || 0;
  }

  /** Counts a recoverable failure; answers null for "try again", else the `[n/m]` of the final error. */
  failed(origin: "USER" | "SYSTEM"): { attempt: number; most: number } | null {
    if (origin === "SYSTEM") {
      this.systemFailures += 1;
      if (this.systemFailures <= SYSTEM_RETRIES) return null;
      return { attempt: SYSTEM_RETRIES, most: SYSTEM_RETRIES };
    }
    this.userFailures += 1;
    if (this.userFailures <= this.user) return null;
    return { attempt: this.userFailures, most: this.user + 1 };
  }
}
