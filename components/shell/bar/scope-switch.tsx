"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { buttonClass } from "@/components/ui/button-class";
import { Popover } from "@/components/ui/popover";
import { Tag } from "@/components/ui/tag";
import { problemOf } from "@/lib/client/fetch-json";
import { projectsQuery } from "@/lib/client/queries/projects";
import type { Project } from "@/lib/core/entity";
import { DEFAULT_CONNECTION, type ScopeRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";

/** Where one is, and the way to any other project and domain. */
export function ScopeSwitch({ scope }: { scope: ScopeRef }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Project and domain"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={`Project ${scope.project}, domain ${scope.domain}: change`}
          className={`${buttonClass({ variant: "ghost" })} min-w-0 text-text max-sm:px-1`}
        >
          <span className="truncate" title={scope.project}>
            {scope.project}
          </span>
          <Tag title={scope.domain}>
            <span className="max-w-28 truncate">{scope.domain}</span>
          </Tag>
          <ChevronsUpDown size={12} className="text-text-3" />
        </button>
      }
    >
      <ScopeList here={scope} onPick={() => setOpen(false)} />
    </Popover>
  );
}

function ScopeList({ here, onPick }: { here: ScopeRef; onPick: () => void }) {
  const projects = useQuery(projectsQuery(here.connection));
  if (projects.data === undefined) {
    if (projects.error === null) return <p className="p-3 text-text-3">Loading projects</p>;
    return <ErrorPanel compact problem={problemOf(projects.error)} onRetry={() => void projects.refetch()} />;
  }
  return (
    <div className="py-1">
      {projects.data.map((project) => (
        <ProjectItem key={project.id} project={project} here={here} onPick={onPick} />
      ))}
      <Link
        href="/?pick"
        onClick={onPick}
        className="flex min-h-8 items-center border-t border-line px-3 text-text-2 hover:bg-hover max-sm:min-h-11"
      >
        All projects
      </Link>
    </div>
  );
}

function ProjectItem({ project, here, onPick }: { project: Project; here: ScopeRef; onPick: () => void }) {
  return (
    <div className="px-3 py-1.5">
      <p className="truncate font-semibold" title={project.name}>
        {project.name}
      </p>
      <div className="mt-1 flex flex-wrap gap-1.5">
        {project.domains.map((domain) => {
          const current = project.id === here.project && domain.id === here.domain;
          return (
            <Link
              key={domain.id}
              href={paths.executions({ connection: DEFAULT_CONNECTION, project: project.id, domain: domain.id })}
              aria-current={current || undefined}
              onClick={onPick}
              className={`${buttonClass({ size: "sm" })} aria-[current]:border-accent aria-[current]:bg-accent-soft`}
            >
              {domain.name}
            </Link>
          );
        })}
      </div>
    </div>
  );
}
