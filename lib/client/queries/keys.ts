import {
  type EntityRef,
  type ExecutionRef,
  entityKey,
  executionKey,
  type NodeRef,
  type ScopeRef,
} from "@/lib/core/refs";

/**
 * Query keys, each made from a whole reference; nothing else writes one. What belongs to an execution starts with its
 * key, so that one prefix forgets all of it.
 */
export const keys = {
  projects: (connection: string) => ["projects", connection] as const,
  scope: (scope: ScopeRef) => ["scope", scope.connection, scope.project, scope.domain] as const,
  execution: (ref: ExecutionRef) => ["execution", executionKey(ref)] as const,
  node: (ref: NodeRef) => [...keys.execution(ref.execution), "node", ref.nodeId] as const,
  entity: (ref: EntityRef) => ["entity", entityKey(ref)] as const,
};
