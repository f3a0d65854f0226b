import "server-only";
import { create } from "@bufbuild/protobuf";
import type { LaunchRequest } from "@/lib/contract/launch";
import { ContrailError } from "@/lib/core/errors";
import type { ExecutionRef } from "@/lib/core/refs";
import * as pb from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Literal } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { ArtifactType } from "@/lib/flyteidl/gen/flyteidl/service/dataproxy_pb";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { requireIds } from "@/lib/server/backends/flyte1/call/ids";
import {
  fromEntityRef,
  fromExecutionRef,
  fromNodeRef,
  toEntityRef,
  toExecutionRef,
} from "@/lib/server/backends/flyte1/map-ref";
import { toMs } from "@/lib/server/backends/flyte1/wire-time";
import type { Context } from "./context";
import { readDeclared } from "./executions";
import { toLiterals } from "./inputs";

type Calls = Pick<
  FlyteBackend,
  "createExecution" | "recoverExecution" | "terminateExecution" | "signDownload" | "signDeck"
>;

/** All that changes something; none of it is ever sent twice. */
export function actionCalls(context: Context): Calls {
  const { client, connection } = context;

  const answeredId = (id: WorkflowExecutionIdentifier | undefined): ExecutionRef => {
    if (id === undefined) throw new ContrailError("internal", "Flyte started an execution without naming it.");
    return toExecutionRef(id, connection);
  };

  return {
    async createExecution(request, call) {
      const { project, domain } = request.from ?? request.entity;
      requireIds({ project, domain });
      const inputs = toLiterals(request.inputs);
      const made = request.from === null ? freshRun(request) : await repeatedRun(context, request, request.from, call);
      const message = {
        project,
        domain,
        name: request.name ?? "",
        spec: made.spec,
        inputs: { literals: { ...made.stored, ...inputs } },
      };
      const answer = await client.write(({ admin }, options) => admin.createExecution(message, options), call);
      return answeredId(answer.id);
    },

    async recoverExecution(ref, call) {
      const id = fromExecutionRef(ref);
      const answer = await client.write(({ admin }, options) => admin.recoverExecution({ id }, options), call);
      return answeredId(answer.id);
    },

    async terminateExecution(ref, cause, call) {
      const id = fromExecutionRef(ref);
      await client.write(({ admin }, options) => admin.terminateExecution({ id, cause }, options), call);
    },

    async signDownload(uri, call) {
      requireIds({ uri });
      const request = { nativeUrl: uri };
      const { signedUrl, expiresAt } = await client.read(
        ({ data }, options) => data.createDownloadLocation(request, options),
        call,
      );
      return { url: signedUrl, expiresMs: toMs(expiresAt) };
    },

    async signDeck(ref, call) {
      const request = {
        artifactType: ArtifactType.DECK,
        source: { case: "nodeExecutionId" as const, value: fromNodeRef(ref) },
      };
      const answer = await client.read(({ data }, options) => data.createDownloadLink(request, options), call);
      // Older servers fill the deprecated fields alone, newer ones both.
      const { signedUrl, expiresAt } = answer.preSignedUrls ?? answer;
      const [url] = signedUrl;
      if (url === undefined) throw new ContrailError("unsupported", "Flyte signs no links to decks.");
      return { url, expiresMs: toMs(expiresAt) };
    },
  };
}

/** A run to be: what Flyte shall be told, and the literals that it starts from. */
type Run = { spec: pb.ExecutionSpec; stored: Record<string, Literal> };

function freshRun({ entity }: LaunchRequest): Run {
  const metadata = { mode: pb.ExecutionMetadata_ExecutionMode.MANUAL };
  return { spec: create(pb.ExecutionSpecSchema, { launchPlan: fromEntityRef(entity), metadata }), stored: {} };
}

/**
 * The source's spec as Flyte holds it, whole: only what is launched and how it came about change. The new run is nobody's
 * child and no schedule made it, whatever the source was, but the artifacts it was started from stay. Stored inputs keep
 * their bytes; those that the chosen version does not take (a launch plan's fixed inputs are stored too) are left out.
 */
async function repeatedRun(context: Context, { entity }: LaunchRequest, from: ExecutionRef, call?: Call): Promise<Run> {
  const { client } = context;
  const id = fromExecutionRef(from);
  const [source, { fullInputs }, taken] = await Promise.all([
    client.read(({ admin }, options) => admin.getExecution({ id }, options), call),
    client.read(({ admin }, options) => admin.getExecutionData({ id }, options), call),
    readTakenInputs(context, entity, call),
  ]);
  const literals = Object.entries(fullInputs?.literals ?? {});
  if (literals.length === 0) await refuseUnreadable(context, source, call);
  // Changed in place: a copy by fields would lose what this version of the messages does not know.
  const spec = source.spec ?? create(pb.ExecutionSpecSchema);
  spec.launchPlan = fromEntityRef(entity);
  spec.inputs = undefined;
  spec.metadata = create(pb.ExecutionMetadataSchema, {
    mode: pb.ExecutionMetadata_ExecutionMode.RELAUNCH,
    referenceExecution: id,
    artifactIds: spec.metadata?.artifactIds,
  });
  return { spec, stored: Object.fromEntries(literals.filter(([name]) => taken.has(name))) };
}

/** Names of the inputs that may be given: all but those that a launch plan fixes. */
async function readTakenInputs(
  { client }: Context,
  entity: LaunchRequest["entity"],
  call?: Call,
): Promise<ReadonlySet<string>> {
  const id = fromEntityRef(entity);
  if (entity.kind === "task") {
    const { closure } = await client.read(({ admin }, options) => admin.getTask({ id }, options), call);
    return new Set(Object.keys(closure?.compiledTask?.template?.interface?.inputs?.variables ?? {}));
  }
  const { closure } = await client.read(({ admin }, options) => admin.getLaunchPlan({ id }, options), call);
  return new Set(Object.keys(closure?.expectedInputs?.parameters ?? {}));
}

/** FlyteAdmin answers inputs it cannot read as none; a repetition would then run with defaults and say nothing. */
async function refuseUnreadable(context: Context, { spec, id }: pb.Execution, call?: Call): Promise<void> {
  const launched = toEntityRef(spec?.launchPlan, "launch_plan", context.connection);
  const declared = await readDeclared(context, launched, call);
  if (declared?.inputs !== true) return;
  throw new ContrailError("unavailable", `Flyte cannot read the stored inputs of ${id?.name ?? "the execution"}.`);
}
