import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  type TaskExecutionClosure,
  TaskExecutionClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  type ExternalResourceInfo,
  ExternalResourceInfoSchema,
  TaskExecutionMetadataSchema,
} from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import type { Row, SqlStore } from "@/sandbox/store/database";
import { bytesOf, numberOf } from "@/sandbox/store/row";

/** From so many items on, reading and writing all of them at each event would be most of the work. */
const LARGE = 1_000;
/** Large maps that are remembered between events. */
const MOST_KNOWN = 3;

type Known = { bytes: Uint8Array; closure: TaskExecutionClosure };
const known = new WeakMap<SqlStore, Map<number, Known>>();
const itemBytes = new WeakMap<ExternalResourceInfo, Uint8Array>();

/**
 * The closure of an attempt's row, to be changed and given to `closureBytes`. That of a large map comes from memory, if that
 * is what the row holds; taking it makes it unknown, so that a change that is never written is not remembered.
 */
export function closureOf(store: SqlStore, row: Row): TaskExecutionClosure {
  const bytes = bytesOf(row, "closure");
  const id = numberOf(row, "id");
  const found = known.get(store)?.get(id);
  known.get(store)?.delete(id);
  if (found !== undefined && Buffer.compare(found.bytes, bytes) === 0) return found.closure;
  return fromBinary(TaskExecutionClosureSchema, bytes);
}

/** The bytes of a closure; items of a large map that are the same as before keep theirs. */
export function closureBytes(closure: TaskExecutionClosure): Uint8Array {
  const items = closure.metadata?.externalResources ?? [];
  if (closure.metadata === undefined || items.length < LARGE) return toBinary(TaskExecutionClosureSchema, closure);
  const metadata = create(TaskExecutionMetadataSchema, { ...closure.metadata, externalResources: [] });
  const rest = toBinary(TaskExecutionClosureSchema, { ...closure, metadata });
  const list = new BinaryWriter();
  for (const item of items)
    list
      .tag(TaskExecutionMetadataSchema.field.externalResources.number, WireType.LengthDelimited)
      .bytes(bytesOfItem(item));
  // A message that comes twice is merged, so the list may follow behind everything else.
  const tail = new BinaryWriter()
    .tag(TaskExecutionClosureSchema.field.metadata.number, WireType.LengthDelimited)
    .bytes(list.finish());
  return Buffer.concat([rest, tail.finish()]);
}

/** Remembers what was written to a row, when it is large. */
export function rememberClosure(store: SqlStore, row: Row, closure: TaskExecutionClosure, bytes: Uint8Array): void {
  if ((closure.metadata?.externalResources.length ?? 0) < LARGE) return;
  const closures = known.get(store) ?? new Map<number, Known>();
  known.set(store, closures);
  closures.set(numberOf(row, "id"), { bytes, closure });
  const [oldest] = closures.keys();
  if (closures.size > MOST_KNOWN && oldest !== undefined) closures.delete(oldest);
}

function bytesOfItem(item: ExternalResourceInfo): Uint8Array {
  const found = itemBytes.get(item);
  if (found !== undefined) return found;
  const made = toBinary(ExternalResourceInfoSchema, item);
  itemBytes.set(item, made);
  return made;
}
