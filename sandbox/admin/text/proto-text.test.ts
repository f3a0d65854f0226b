import { create } from "@bufbuild/protobuf";
import { expect, it } from "vitest";
import {
  IdentifierSchema,
  NodeExecutionIdentifierSchema,
  ResourceType,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { protoText } from "./proto-text";

it("spells messages as Go does", () => {
  const id = create(IdentifierSchema, { resourceType: ResourceType.TASK, project: "p", name: 'a"b\n' });
  expect(protoText(IdentifierSchema, id)).toBe('resource_type:TASK project:"p" name:"a\\"b\\n"');
  const node = create(NodeExecutionIdentifierSchema, { nodeId: "n0", executionId: { name: "x" } });
  expect(protoText(NodeExecutionIdentifierSchema, node)).toBe('node_id:"n0" execution_id:{name:"x"}');
});

it("writes map entries sorted, and enum numbers without a name as they are", () => {
  const type = create(LiteralTypeSchema, {
    type: { case: "simple", value: SimpleType.STRUCT },
    metadata: { b: true, a: 1 },
  });
  expect(protoText(LiteralTypeSchema, type)).toBe(
    'simple:STRUCT metadata:{fields:{key:"a" value:{number_value:1}} fields:{key:"b" value:{bool_value:true}}}',
  );
});
