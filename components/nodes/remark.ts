import type { FlyteError } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import { isTerminalNode } from "@/lib/core/phase";
import type { NodeLine } from "./node-lines";

/** What a row must say beyond its phase: its error, how many children it hides, what is not known of it. */
export function remarkOf({ node, isOpen }: NodeLine): string {
  const error = node.row?.error ?? null;
  if (error !== null) return errorRemark(error);
  const parts: string[] = [];
  if (node.children !== null && node.children.length > 0 && !isOpen) parts.push(`${node.children.length} inside`);
  if (node.earlier.length > 0) parts.push(`${node.earlier.length + 1} attempts`);
  if (isUnread(node)) parts.push("children not read yet");
  return parts.join(", ");
}

const isUnread = ({ row, children, phase }: TreeNode): boolean =>
  row !== null && row.isParent && children?.length === 0 && isTerminalNode(phase);

/** A list's message may be cut before it says anything: then the code is all there is to tell. */
function errorRemark({ code, message }: FlyteError): string {
  const first = message.split("\n").find((line) => line.trim() !== "") ?? "";
  const says = /\bTrace:\s*$|^\s*Traceback /.test(first) ? "" : first.trim();
  return [code, says].filter((part) => part !== "").join(": ");
}
