import { create, fromBinary, type JsonValue, toBinary, toJson, fromJson } from "@bufbuild/protobuf";
import { LaunchPlanCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { ProjectRegisterRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";
import { TaskCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowCreateRequestSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import type { RawClient } from "./grpc-call";
import { methodOf, pathOf } from "./methods";
import type { RecordedCall, RecordedGroup } from "./recordings";

type Kind = "TASK" | "WORKFLOW" | "LAUNCH_PLAN";
const CREATE = {
  TASK: { rpc: "AdminService.CreateTask", schema: TaskCreateRequestSchema },
  WORKFLOW: { rpc: "AdminService.CreateWorkflow", schema: WorkflowCreateRequestSchema },
  LAUNCH_PLAN: { rpc: "AdminService.CreateLaunchPlan", schema: LaunchPlanCreateRequestSchema },
} as const;

/**
 * Registers what the recorded server had beside the recorded calls: further versions of the fixtures, same in content.
 * Each is made from the recorded request of another version of its name, before the first group that mentions it.
 */
export class CatchUp {
  private readonly requests = new Map<string, { kind: Kind; json: JsonValue; version: string }>();
  private readonly known = new Set<string>();

  constructor(private readonly client: RawClient) {}

  async projects(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const project = { id, name: id, description: `${id} description` };
      const bytes = toBinary(ProjectRegisterRequestSchema, create(ProjectRegisterRequestSchema, { project }));
      await this.send("AdminService.RegisterProject", bytes);
    }
  }

  /** Remembers a registration that was replayed. */
  note(call: RecordedCall): void {
    const kind = kindOf(call.rpc);
    if (kind === null || call.ok !== true || typeof call.requestBase64 !== "string") return;
    const { schema } = CREATE[kind];
    const json = toJson(schema, fromBinary(schema, Buffer.from(call.requestBase64, "base64")));
    const id = idIn(json);
    if (id === null) return;
    this.known.add([kind, id.name, id.version].join("\n"));
    if (!this.requests.has(`${kind}\n${id.name}`)) {
      this.requests.set(`${kind}\n${id.name}`, { kind, json, version: id.version });
    }
  }

  /** Registers what `group` mentions and nobody registered. Answers how many versions that were. */
  async before(group: RecordedGroup): Promise<number> {
    const mentioned = new Set<string>();
    for (const call of group.calls) {
      if (call.ok === true && kindOf(call.rpc) === null) for (const id of mentions(call)) mentioned.add(id);
    }
    let made = 0;
    for (const kind of ["TASK", "WORKFLOW", "LAUNCH_PLAN"] as const) {
      for (const id of mentioned) {
        const [, name = "", version = ""] = id.split("\n");
        const request = this.requests.get(`${kind}\n${name}`);
        if (request === undefined || this.known.has([kind, name, version].join("\n"))) continue;
        this.known.add([kind, name, version].join("\n"));
        const json = withVersion(request.json, request.version, version);
        const { schema, rpc } = CREATE[kind];
        await this.send(rpc, toBinary(schema, fromJson(schema, json)));
        made += 1;
      }
    }
    return made;
  }

  private async send(rpc: string, bytes: Uint8Array): Promise<void> {
    const method = methodOf(rpc);
    if (method !== undefined) await this.client.unary(pathOf(method), bytes);
  }
}

function kindOf(rpc: string): Kind | null {
  const found = Object.entries(CREATE).find(([, { rpc: create }]) => create === rpc)?.[0];
  return found === "TASK" || found === "WORKFLOW" || found === "LAUNCH_PLAN" ? found : null;
}

function idIn(json: JsonValue): { name: string; version: string } | null {
  if (!isObject(json) || !isObject(json.id ?? null)) return null;
  const { id } = json;
  if (id === undefined || !isObject(id)) return null;
  return typeof id.name === "string" && typeof id.version === "string" ? { name: id.name, version: id.version } : null;
}

/** Every id with a name and a version in what was asked and answered. */
function mentions(call: RecordedCall): string[] {
  const method = methodOf(call.rpc);
  const found: string[] = [];
  const bodies = [
    [method?.input, call.requestBase64],
    [method?.output, call.responseBase64],
  ] as const;
  for (const [schema, base64] of bodies) {
    if (schema === undefined || typeof base64 !== "string" || base64.length > 200_000) continue;
    try {
      collect(toJson(schema, fromBinary(schema, Buffer.from(base64, "base64"))), found);
    } catch {
      // Bytes that are broken on purpose mention nothing.
    }
  }
  return found;
}

function collect(json: JsonValue, found: string[]): void {
  if (Array.isArray(json)) for (const item of json) collect(item, found);
  if (!isObject(json)) return;
  const { name, version } = json;
  if (typeof name === "string" && typeof version === "string") found.push(["", name, version].join("\n"));
  for (const item of Object.values(json)) collect(item, found);
}

function withVersion(json: JsonValue, from: string, to: string): JsonValue {
  if (Array.isArray(json)) return json.map((item) => withVersion(item, from, to));
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, item]) => [key, key === "version" && item === from ? to : withVersion(item, from, to)]),
  );
}

const isObject = (value: JsonValue): value is { [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
