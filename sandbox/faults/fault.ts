import { Code } from "@connectrpc/connect";
import { z } from "zod";

const CODES = Object.fromEntries(
  Object.entries(Code).flatMap(([name, value]) => (typeof value === "number" ? [[name.toLowerCase(), value]] : [])),
);

/** A code as a number or as a word: 14, "unavailable", "UNAVAILABLE", "DeadlineExceeded", "DEADLINE_EXCEEDED". */
const code = z
  .union([z.number().int(), z.string()])
  .transform((given) => (typeof given === "number" ? given : (CODES[given.toLowerCase().replaceAll("_", "")] ?? -1)))
  .refine((value) => value in Code, "is no gRPC code");

const common = {
  /** `GetExecution`, `AdminService/GetExecution`, `AdminService/*` or `*`. */
  rpc: z.string().min(1).max(200).default("*"),
  /** How many calls it spoils; without it all until it is removed. */
  times: z.number().int().positive().optional(),
};

export const faultShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("latency"), ms: z.number().min(0).max(600_000), ...common }),
  z.strictObject({ kind: z.literal("error"), code, message: z.string().default("injected fault"), ...common }),
  /** The connection breaks. */
  z.strictObject({ kind: z.literal("drop"), ...common }),
  /** The connection stays, and no answer ever comes. */
  z.strictObject({ kind: z.literal("half-open"), ...common }),
  z.strictObject({ kind: z.literal("slow"), bytesPerSecond: z.number().int().positive(), ...common }),
]);

export type Fault = z.output<typeof faultShape>;
/** `hits` are the calls that it has spoilt so far. */
export type ActiveFault = Fault & { id: number; hits: number };

/** The faults that are switched on. */
export class Faults {
  private readonly active = new Map<number, ActiveFault>();
  private lastId = 0;

  add(fault: Fault): ActiveFault {
    this.lastId += 1;
    const made = { ...fault, id: this.lastId, hits: 0 };
    this.active.set(made.id, made);
    return made;
  }

  list(): ActiveFault[] {
    return [...this.active.values()];
  }

  /** Switches one off, or all of them when `id` is null. Answers how many there were. */
  remove(id: number | null): number {
    const before = this.active.size;
    if (id === null) this.active.clear();
    else this.active.delete(id);
    return before - this.active.size;
  }

  /** The faults that this call meets; they are counted, and those that are used up go. */
  take(path: string): ActiveFault[] {
    const met = this.list().filter(({ rpc }) => matches(rpc, path));
    for (const fault of met) {
      fault.hits += 1;
      if (fault.times !== undefined && fault.hits >= fault.times) this.active.delete(fault.id);
    }
    return met;
  }
}

/** `path` is `/flyteidl.service.AdminService/GetExecution`. */
function matches(rpc: string, path: string): boolean {
  if (rpc === "*") return true;
  const short = path.replace(/^\/flyteidl\.service\./, "");
  const names = [path, short, short.slice(short.lastIndexOf("/") + 1)];
  return rpc.endsWith("*") ? names.some((name) => name.startsWith(rpc.slice(0, -1))) : names.includes(rpc);
}
