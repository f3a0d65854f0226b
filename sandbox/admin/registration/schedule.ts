import { create } from "@bufbuild/protobuf";
import type { Schedule } from "@/lib/flyteidl/gen/flyteidl/admin/schedule_pb";
import type { ParameterMap } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { invalid } from "../errors";
import { protoText } from "../text/proto-text";

/** NONE, RATE or CRON, as the column of launch plans says. */
export function scheduleType(schedule: Schedule | undefined): string {
  if (schedule?.ScheduleExpression.case === undefined) return "NONE";
  return schedule.ScheduleExpression.case === "rate" ? "RATE" : "CRON";
}

/** A schedule gives no inputs but its own time: everything else must be bound. */
export function validateSchedule(schedule: Schedule | undefined, expected: ParameterMap): void {
  if (schedule === undefined || scheduleType(schedule) === "NONE") return;
  const kickoff = schedule.kickoffTimeInputArg;
  for (const [name, parameter] of Object.entries(expected.parameters)) {
    if (parameter.behavior.case === "required" && parameter.behavior.value && name !== kickoff) {
      throw invalid(
        `Cannot create a launch plan with a schedule if there is an unbound required input. [${name}] is required`,
      );
    }
  }
  if (kickoff !== "") validateKickoff(kickoff, expected);
  const { case: kind, value } = schedule.ScheduleExpression;
  if (kind === "cronExpression") validateCron(value);
  if (kind === "cronSchedule") validateCron(value.schedule);
}

function validateKickoff(name: string, expected: ParameterMap): void {
  const parameter = expected.parameters[name];
  if (parameter === undefined) {
    throw invalid(
      `Cannot create a schedule with a KickoffTimeInputArg that does not point to a free input. [${name}] is not free or does not exist.`,
    );
  }
  const type = parameter.var?.type ?? create(LiteralTypeSchema);
  if (type.type.case !== "simple" || type.type.value !== SimpleType.DATETIME) {
    throw invalid(
      `KickoffTimeInputArg must reference a datetime input. [${name}] is a [${protoText(LiteralTypeSchema, type)}]`,
    );
  }
}

const ALIASES = new Set(["hourly", "daily", "weekly", "monthly", "yearly", "annually"]);

function validateCron(expression: string): void {
  if (ALIASES.has(expression.replace(/^@/, ""))) return;
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) {
    throw invalid(`Invalid cron expression: expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]`);
  }
  const bad = fields.find((field) => !/^[\w*?/,\-#]+$/.test(field));
  if (bad !== undefined) throw invalid(`Invalid cron expression: failed to parse int from ${bad}: ${expression}`);
}
