import { SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { primitive } from "@/sandbox/engine/values/literals";
import { Dynamic, type TaskFunction } from "./runtime/context";
import { callsInList, simpleType } from "./runtime/dynamic-spec";

/** Code of the tasks that scale scenarios register, for whoever launches their workflows. */

/** Takes `weight` seconds and answers them. */
export const step: TaskFunction = async (inputs, { log, sleep }) => {
  const weight = inputs.number("weight");
  log.info("step", { weight });
  await sleep(weight);
  return { o0: weight };
};

/** A list to map over. */
export const spread: TaskFunction = (inputs) => ({
  o0: Array.from({ length: inputs.number("items") }, (_, index) => 0.25 + (index % 8) / 8),
});

/** Grows twenty steps. */
export const grow: TaskFunction = (inputs, { task }) => {
  const float = simpleType(SimpleType.FLOAT);
  const callee = { module: "scale.tasks", name: "step", inputs: { weight: float }, output: float };
  const calls = Array.from({ length: 20 }, (_, index) => ({
    weight: primitive({ case: "floatValue", value: inputs.number("weight") / (1 + index) }),
  }));
  return new Dynamic(callsInList(task, callee, calls));
};
