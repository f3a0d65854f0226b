import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  type DescMessage,
  type DescMethod,
  fromBinary,
  fromJson,
  type JsonValue,
  type Message,
} from "@bufbuild/protobuf";
import { AdminService } from "@/lib/flyteidl/gen/flyteidl/service/admin_pb";
import { DataProxyService } from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import { SignalService } from "@/lib/flyteidl/gen/flyteidl/service/signal_pb";

export type RecordedMessage = { call: string; schema: DescMessage; read: () => Message };

const METHODS = new Map<string, DescMethod>(
  [AdminService, SignalService, DataProxyService].flatMap((service) =>
    service.methods.map((method) => [`${service.name}.${method.name}`, method]),
  ),
);

/** Recordings below a folder, whatever its layout: `.json`, `.jsonl`, plain or gzip. Paths relative to it, sorted. */
export function recordingFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jsonl?(\.gz)?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Bodies of known calls in one file, found wherever an object names its call in `rpc`. */
export function messagesOf(folder: string, file: string): RecordedMessage[] {
  const bytes = readFileSync(join(folder, file));
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const parts = /\.jsonl(\.gz)?$/.test(file) ? text.split("\n").filter((line) => line.trim() !== "") : [text];
  return parts.flatMap((part) => callsIn(JSON.parse(part)).flatMap(bodiesOf));
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function callsIn(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(callsIn);
  if (!isFields(value)) return [];
  return typeof value.rpc === "string" ? [value] : Object.values(value).flatMap(callsIn);
}

function bodiesOf(call: Fields): RecordedMessage[] {
  const method = METHODS.get(String(call.rpc));
  if (method === undefined) return [];
  const name = `${method.name} ${typeof call.title === "string" ? call.title : ""}`.trim();
  return [
    ...bodyOf(call, "request", method.input, name),
    ...(call.ok === false ? [] : bodyOf(call, "response", method.output, name)),
  ];
}

/** A request that the server refused may be no message at all, so only answers and accepted requests are read. */
function bodyOf(call: Fields, side: "request" | "response", schema: DescMessage, name: string): RecordedMessage[] {
  if (side === "request" && call.ok === false) return [];
  const base64 = call[`${side}Base64`];
  if (typeof base64 === "string") {
    return [{ call: `${name} ${side}`, schema, read: () => fromBinary(schema, Buffer.from(base64, "base64")) }];
  }
  const json = call[`${side}Json`];
  if (!isFields(json)) return [];
  const value: JsonValue = JSON.parse(JSON.stringify(json));
  return [{ call: `${name} ${side}`, schema, read: () => fromJson(schema, value, { ignoreUnknownFields: true }) }];
}
