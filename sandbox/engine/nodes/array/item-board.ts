import { create } from "@bufbuild/protobuf";
import { CatalogCacheStatus } from "@/lib/flyteidl/gen/flyteidl/core/catalog_pb";
import { TaskExecution_Phase as Phase, type TaskLog } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type ExternalResourceInfo, ExternalResourceInfoSchema } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";

/**
 * Changes of items are reported together, as Flyte's engine reports what changed since its last round. A report costs the
 * admin side time that grows with the rows, so rounds grow too: 50 ms for a few items, about a second for 50,000.
 */
const roundMs = (rows: number): number => 50 + rows / 50;

/** Rows of a map's items, one for each try of each item, and the news among them. */
export class ItemBoard {
  private readonly rows = new Map<string, ExternalResourceInfo>();
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly externalId: (index: number, retry: number) => string,
    private readonly report: (rows: ExternalResourceInfo[]) => void,
    earlier: readonly ExternalResourceInfo[],
  ) {
    for (const row of earlier) this.rows.set(key(row.index, row.retryAttempt), row);
  }

  /** The last try of an item that an earlier life of the run knew, else null. */
  last(index: number): ExternalResourceInfo | null {
    let found: ExternalResourceInfo | null = null;
    for (let retry = 0; ; retry += 1) {
      const row = this.rows.get(key(index, retry));
      if (row === undefined) return found;
      found = row;
    }
  }

  set(
    index: number,
    retry: number,
    phase: Phase,
    facts: { logs?: TaskLog[]; cacheStatus?: CatalogCacheStatus; execution?: WorkflowExecutionIdentifier } = {},
  ): void {
    const id = key(index, retry);
    const known = this.rows.get(id);
    this.rows.set(
      id,
      create(ExternalResourceInfoSchema, {
        externalId: this.externalId(index, retry),
        index,
        retryAttempt: retry,
        phase,
        logs: facts.logs ?? known?.logs ?? [],
        cacheStatus: facts.cacheStatus ?? known?.cacheStatus ?? CatalogCacheStatus.CACHE_DISABLED,
        targetMetadata:
          facts.execution === undefined
            ? (known?.targetMetadata ?? { case: undefined })
            : { case: "workflowNodeMetadata", value: { executionId: facts.execution } },
      }),
    );
    this.changed.add(id);
    this.timer ??= setTimeout(() => this.flush(), roundMs(this.rows.size));
  }

  /** Rows that have not been reported as they are now. */
  take(): ExternalResourceInfo[] {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const rows = [...this.changed].flatMap((id) => this.rows.get(id) ?? []);
    this.changed.clear();
    return rows;
  }

  /** Everything that has not ended turns ABORTED. */
  abortRest(): void {
    for (const { index, retryAttempt, phase } of this.rows.values())
      if (phase !== Phase.SUCCEEDED && phase !== Phase.FAILED && phase !== Phase.UNDEFINED)
        this.set(index, retryAttempt, Phase.ABORTED);
  }

  /** In a timer nobody could catch: a refused report is left to the map's own end, which is refused too. */
  private flush(): void {
    const rows = this.take();
    try {
      if (rows.length > 0) this.report(rows);
    } catch {
      for (const { index, retryAttempt } of rows) this.changed.add(key(index, retryAttempt));
    }
  }
}

function key(index: number, retry: number): string {
  return `${index}/${retry}`;
}
