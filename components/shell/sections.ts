import type { ScopeRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";

/** A page of the bar. `isHere` says from the path, without the base path, whether it is the one that is open. */
export type Section = { label: string; href: (scope: ScopeRef) => string; isHere: (path: string) => boolean };

const inProject = (segment: string) => (path: string) =>
  new RegExp(`^/projects/[^/]+/domains/[^/]+/${segment}(/|$)`).test(path);

/** In the order of the bar. A section is listed once its page exists: the bar holds no dead link. */
export const SECTIONS: readonly Section[] = [
  { label: "Executions", href: paths.executions, isHere: inProject("executions") },
  { label: "Compare", href: () => "/compare", isHere: (path) => path === "/compare" },
];
