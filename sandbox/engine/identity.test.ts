import { expect, test } from "vitest";
import { childExecutionName, itemExternalId, uniqueNodeId } from "./identity";

test("ids are those of a real Flyte", () => {
  expect(uniqueNodeId("n0", null)).toBe("n0");
  expect(uniqueNodeId("same-but-for-an-ignored-input", null)).toBe("fdv2ytoy");
  expect(uniqueNodeId("dn1", { nodeId: "n0-0-dn0", attempt: 0 })).toBe("n0-0-dn0-0-dn1");
  expect(uniqueNodeId("start-node", { nodeId: "n0-0-dn0", attempt: 0 })).toBe("ffuqhjya");
  expect(childExecutionName("ax89bkt86rlszbnw4fg2", "n0", 0)).toBe("f2gf21c1elsplo");
  expect(childExecutionName("awdrrstcx9d4jpndzhg6", "n0", 0)).toBe("fdopomxkuxcf4g");
  expect(itemExternalId("a95km8k8cnt4t4vg6jdl", "n0", 0, 23, 1)).toBe("a95km8k8cnt4t4vg6jdl-n0-0-n23-1");
});
