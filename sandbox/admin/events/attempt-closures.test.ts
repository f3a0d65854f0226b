import { create, fromBinary } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { TaskExecutionClosureSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { TaskExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { closureBytes } from "./attempt-closures";

const closureWith = (items: number) =>
  create(TaskExecutionClosureSchema, {
    phase: Phase.RUNNING,
    taskType: "container_array",
    metadata: {
      pluginIdentifier: "k8s-array",
      externalResources: Array.from({ length: items }, (_, index) => ({
        externalId: `run-n0-0-n${index}-0`,
        index,
        phase: index % 2 === 0 ? Phase.SUCCEEDED : Phase.RUNNING,
        logs: [{ uri: `http://logs/${index}`, name: `log ${index}` }],
      })),
    },
    eventVersion: 1,
  });

test.each([0, 3, 1_000, 2_500])("a closure with %i items is read back as it was", (items) => {
  const closure = closureWith(items);
  for (let round = 0; round < 2; round += 1)
    expect(fromBinary(TaskExecutionClosureSchema, closureBytes(closure))).toEqual(closure);
});
