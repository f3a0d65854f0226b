import { Worker } from "node:worker_threads";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { reasonOf } from "@/sandbox/engine/flow/time";
import type { FromWorker, ToWorker } from "./messages";
import type { TaskOutcome, TaskRequest, TaskRunner } from "./runner";

/** A cancelled task that does not stop by itself within this time costs its worker its life. */
const PATIENCE_MS = 1_000;
/** A worker without work is ended after this time, so that an idle sandbox is small. */
const IDLE_MS = 20_000;

/** Tasks make much short-lived garbage; small spaces keep the process small at a little more collecting. */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256 };

type Job = {
  id: number;
  request: TaskRequest;
  settle: (outcome: TaskOutcome) => void;
  cancelled: boolean;
  release: () => void;
};

type Slot = { worker: Worker | null; jobs: Map<number, Job>; idle: NodeJS.Timeout | null };

/** Runs tasks in worker threads, many in each at a time: what waits for its pace blocks nobody. */
export class WorkerPool implements TaskRunner {
  private readonly slots: Slot[];
  private nextId = 1;
  private closed = false;

  constructor(
    workers: number,
    private readonly workerUrl: URL,
  ) {
    this.slots = Array.from({ length: Math.max(1, workers) }, () => ({ worker: null, jobs: new Map(), idle: null }));
  }

  run(request: TaskRequest, signal: AbortSignal): Promise<TaskOutcome> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(reasonOf(signal));
        return;
      }
      const slot = this.leastBusy();
      const id = this.nextId++;
      const stop = () => {
        reject(reasonOf(signal));
        this.cancel(slot, job);
      };
      signal.addEventListener("abort", stop, { once: true });
      const job: Job = {
        id,
        request,
        settle: resolve,
        cancelled: false,
        release: () => signal.removeEventListener("abort", stop),
      };
      slot.jobs.set(id, job);
      this.send(slot, job);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.slots.map((slot) => this.end(slot)));
  }

  private leastBusy(): Slot {
    const [first, ...rest] = this.slots;
    if (first === undefined) throw new Error("a pool without workers");
    return rest.reduce((best, slot) => (slot.jobs.size < best.jobs.size ? slot : best), first);
  }

  private send(slot: Slot, { id, request }: Job): void {
    if (slot.idle !== null) clearTimeout(slot.idle);
    slot.idle = null;
    const { task, inputs, ...rest } = request;
    const message: ToWorker = {
      kind: "run",
      id,
      ...rest,
      task: toBinary(TaskTemplateSchema, task),
      inputs: toBinary(LiteralMapSchema, inputs),
    };
    this.workerOf(slot).postMessage(message);
  }

  private workerOf(slot: Slot): Worker {
    if (slot.worker !== null) return slot.worker;
    const worker = new Worker(this.workerUrl, { resourceLimits: LIMITS });
    worker.on("message", (answer: FromWorker) => this.answered(slot, answer));
    worker.on("error", (cause) => this.died(slot, worker, cause instanceof Error ? cause.message : String(cause)));
    worker.on("exit", (code) => this.died(slot, worker, `the worker exited with ${code}`));
    slot.worker = worker;
    return worker;
  }

  private answered(slot: Slot, answer: FromWorker): void {
    const job = slot.jobs.get(answer.id);
    if (job === undefined) return;
    this.remove(slot, job);
    if (answer.kind === "outputs")
      job.settle({ kind: "outputs", outputs: fromBinary(LiteralMapSchema, answer.outputs), deck: answer.deck });
    else if (answer.kind === "dynamic")
      job.settle({ kind: "dynamic", spec: fromBinary(DynamicJobSpecSchema, answer.spec) });
    else if (answer.kind === "failed") job.settle({ kind: "failed", error: answer.error });
  }

  private remove(slot: Slot, job: Job): void {
    slot.jobs.delete(job.id);
    job.release();
    if (slot.jobs.size > 0) return;
    slot.idle = setTimeout(() => void this.end(slot), IDLE_MS);
    slot.idle.unref();
  }

  private cancel(slot: Slot, job: Job): void {
    job.cancelled = true;
    const message: ToWorker = { kind: "cancel", id: job.id };
    slot.worker?.postMessage(message);
    setTimeout(() => {
      if (slot.jobs.has(job.id) && !this.closed) void this.replace(slot, job);
    }, PATIENCE_MS).unref();
  }

  /** Ends a worker that a cancelled task holds; its other tasks begin again in a new one. */
  private async replace(slot: Slot, stuck: Job): Promise<void> {
    this.remove(slot, stuck);
    await this.end(slot);
    for (const job of slot.jobs.values())
      if (job.cancelled) this.remove(slot, job);
      else this.send(slot, job);
  }

  private async end(slot: Slot): Promise<void> {
    const { worker } = slot;
    slot.worker = null;
    await worker?.terminate();
  }

  /** Only a worker that nobody ended gets here with its slot still naming it: its tasks failed as a lost pod's do. */
  private died(slot: Slot, worker: Worker, message: string): void {
    if (slot.worker !== worker) return;
    slot.worker = null;
    for (const job of slot.jobs.values()) {
      this.remove(slot, job);
      job.settle({
        kind: "failed",
        error: { code: "UnexpectedObjectDeletion", message, origin: "SYSTEM", recoverable: true },
      });
    }
  }
}
