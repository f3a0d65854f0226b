import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  EventErrorAlreadyInTerminalStateSchema,
  EventFailureReasonSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/event_pb";
import { InactiveProjectSchema } from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";

/** The errors of FlyteAdmin, with its codes and its words. */
export const invalid = (message: string): ConnectError => new ConnectError(message, Code.InvalidArgument);

export const notFound = (message: string): ConnectError => new ConnectError(message, Code.NotFound);

/** `kind` as FlyteAdmin spells it: LAUNCH_PLAN, TASK, WORKFLOW, "execution", "node execution", "task execution". */
export const missingEntity = (kind: string, idText: string): ConnectError =>
  notFound(`missing entity of type ${kind} with identifier ${idText}`);

export const entryNotFound = (): ConnectError => notFound("entry not found");

export const alreadyExists = (message: string): ConnectError => new ConnectError(message, Code.AlreadyExists);

/** What a unique index of FlyteAdmin's database says. */
export const duplicateKey = (index: string): ConnectError =>
  alreadyExists(`value with matching already exists (duplicate key value violates unique constraint "${index}")`);

/** FlyteAdmin lets every other error of its database through as Unknown. */
export const databaseError = (message: string): ConnectError =>
  new ConnectError(`failed database operation with ${message}`, Code.Unknown);

export const internal = (message: string): ConnectError => new ConnectError(message, Code.Internal);

/** A change of something that has ended. `phase` is what the detail names, which for nodes and tasks is the new phase. */
export function inTerminalState(message: string, phase: string): ConnectError {
  const value = create(EventFailureReasonSchema, {
    reason: {
      case: "alreadyInTerminalState",
      value: create(EventErrorAlreadyInTerminalStateSchema, { currentPhase: phase }),
    },
  });
  return new ConnectError(message, Code.FailedPrecondition, undefined, [{ desc: EventFailureReasonSchema, value }]);
}

export const failedPrecondition = (message: string): ConnectError => new ConnectError(message, Code.FailedPrecondition);

export function inactiveProject(id: string): ConnectError {
  return new ConnectError(`project [${id}] is not active`, Code.InvalidArgument, undefined, [
    { desc: InactiveProjectSchema, value: create(InactiveProjectSchema, { id }) },
  ]);
}
