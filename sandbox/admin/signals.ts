import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type Signal,
  type SignalGetOrCreateRequest,
  type SignalList,
  type SignalListRequest,
  SignalListSchema,
  SignalSchema,
  type SignalSetRequest,
  type SignalSetResponse,
  SignalSetResponseSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/signal_pb";
import { type SignalIdentifier, SignalIdentifierSchema } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type Literal, LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type LiteralType, LiteralTypeSchema } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { isCastable } from "../compiler/castable";
import type { Row, SqlStore } from "../store/database";
import { bytesOf, textOf } from "../store/row";
import type { AdminContext } from "./context";
import { invalid } from "./errors";
import { requireType } from "./executions/check-inputs";
import { executionIdOf } from "./executions/execution-rows";
import { listRows, requireLimit } from "./lists/list-rows";
import { protoText } from "./text/proto-text";
import { nowMicros } from "./time";

export function findSignal({ store }: AdminContext, id: SignalIdentifier): Signal | null {
  const row = signalRow(store, id);
  return row === null ? null : toSignal(row);
}

export function ensureSignal({ store }: AdminContext, id: SignalIdentifier, type: LiteralType): void {
  const at = nowMicros();
  store.run(
    `INSERT OR IGNORE INTO signals (created_at, updated_at, execution_project, execution_domain, execution_name, signal_id,
       type) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [at, at, ...keyOf(id), toBinary(LiteralTypeSchema, type)],
  );
}

/** Makes any signal that is asked for: the execution need not exist. */
export function getOrCreateSignal(context: AdminContext, { id, type }: SignalGetOrCreateRequest): Signal {
  requireSignalId(id);
  if (type === undefined) throw invalid("missing type");
  ensureSignal(context, id, type);
  return findSignal(context, id) ?? create(SignalSchema, { id, type });
}

export function listSignals({ store }: AdminContext, request: SignalListRequest): SignalList {
  const id = request.workflowExecutionId;
  if (id === undefined || id.name === "") throw invalid("missing execution_id");
  for (const key of ["project", "domain"] as const) if (id[key] === "") throw invalid(`missing ${key}`);
  requireLimit(request.limit);
  const { rows, token } = listRows(store, "s", "ListSignals", request, [
    { sql: "signals.execution_project = ?", values: [id.project] },
    { sql: "signals.execution_domain = ?", values: [id.domain] },
    { sql: "signals.execution_name = ?", values: [id.name] },
  ]);
  return create(SignalListSchema, { signals: rows.map(toSignal), token });
}

/** May be repeated, and after the end of the execution too. */
export function setSignal(context: AdminContext, { id, value }: SignalSetRequest): SignalSetResponse {
  requireSignalId(id);
  if (value === undefined) throw invalid("missing value");
  const row = signalRow(context.store, id);
  if (row === null) {
    const { project = "", domain = "", name = "" } = id.executionId ?? {};
    throw invalid(
      `failed to validate that signal [{{${project} ${domain} ${name}} ${id.signalId}}] exists, ` +
        "err: [signal does not exist]",
    );
  }
  checkValue(fromBinary(LiteralTypeSchema, bytesOf(row, "type")), value);
  context.store.run("UPDATE signals SET updated_at = ?, value = ? WHERE id = ?", [
    nowMicros(),
    toBinary(LiteralSchema, value),
    Number(row.id),
  ]);
  context.engine.signalled(id);
  return create(SignalSetResponseSchema);
}

function checkValue(type: LiteralType, value: Literal): void {
  const given = requireType("", value);
  if (isCastable(given, type)) return;
  const bytes = [...toBinary(LiteralTypeSchema, type)].join(" ");
  throw invalid(
    `requested signal value [${protoText(LiteralSchema, value)}] is not castable to existing signal type [[${bytes}]]`,
  );
}

function requireSignalId(id: SignalIdentifier | undefined): asserts id is SignalIdentifier {
  if (id === undefined) throw invalid("missing id");
  if (id.executionId === undefined) throw invalid("missing execution_id");
  for (const key of ["project", "domain", "name"] as const) {
    if (id.executionId[key] === "") throw invalid(`missing ${key}`);
  }
  if (id.signalId === "") throw invalid("missing signal_id");
}

const keyOf = ({ executionId, signalId }: SignalIdentifier): [string, string, string, string] => [
  executionId?.project ?? "",
  executionId?.domain ?? "",
  executionId?.name ?? "",
  signalId,
];

const signalRow = (store: SqlStore, id: SignalIdentifier): Row | null =>
  store.get(
    `SELECT * FROM signals WHERE execution_project = ? AND execution_domain = ? AND execution_name = ? AND signal_id = ?`,
    keyOf(id),
  );

const toSignal = (row: Row): Signal =>
  create(SignalSchema, {
    id: create(SignalIdentifierSchema, { signalId: textOf(row, "signal_id"), executionId: executionIdOf(row) }),
    type: fromBinary(LiteralTypeSchema, bytesOf(row, "type")),
    ...(row.value === null ? {} : { value: fromBinary(LiteralSchema, bytesOf(row, "value")) }),
  });
