import { useQuery } from "@tanstack/react-query";
import { FolderOpen } from "lucide-react";
import { projectsQuery } from "@/lib/client/queries/projects";
import type { Project } from "@/lib/core/entity";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { leftOut, matchItems } from "./match-items";
import type { PaletteGroup, PaletteItem } from "./palette-item";
import { failedSource } from "./source-note";

const NAME = "Projects";
const MAX_SHOWN = 8;

/** Every domain of every project, by name or id. */
export function useProjectItems(text: string): PaletteGroup {
  const projects = useQuery(projectsQuery(DEFAULT_CONNECTION));
  const failed = projects.data === undefined ? failedSource(NAME, projects) : null;
  if (failed !== null) return { name: NAME, ...failed };
  const { shown, total } = matchItems((projects.data ?? []).flatMap(itemsOf), text, MAX_SHOWN);
  return { name: NAME, items: shown, note: projects.isPending ? "Loading…" : leftOut(shown.length, total) };
}

const itemsOf = (project: Project): PaletteItem[] =>
  project.domains.map((domain) => ({
    id: `project ${project.id} ${domain.id}`,
    label: project.name,
    words: `${project.id} ${domain.id}`,
    detail: domain.name,
    icon: <FolderOpen size={14} />,
    act: {
      kind: "go",
      href: paths.executions({ connection: DEFAULT_CONNECTION, project: project.id, domain: domain.id }),
    },
  }));
