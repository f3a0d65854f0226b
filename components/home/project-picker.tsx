"use client";

import { useQuery } from "@tanstack/react-query";
import { FolderOpen, Search } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { problemOf } from "@/lib/client/fetch-json";
import { projectsQuery } from "@/lib/client/queries/projects";
import type { Project } from "@/lib/core/entity";
import type { Problem } from "@/lib/core/errors";
import { formatCount } from "@/lib/core/format/count";
import type { ConnectionName } from "@/lib/core/refs";
import { ProjectRow } from "./project-row";

const RETRY_MS = 3_000;

/** All projects and their domains. `firstProblem` is why the server could not list them with the page. */
export function ProjectPicker({
  connection,
  firstProblem,
}: {
  connection: ConnectionName;
  firstProblem: Problem | null;
}) {
  const [sought, setSought] = useState("");
  const { data, error, refetch } = useQuery({
    ...projectsQuery(connection),
    refetchInterval: ({ state }) => (state.data === undefined ? RETRY_MS : false),
  });
  const matching = data?.filter((project) => holds(project, sought)) ?? [];
  return (
    <div className="mx-auto flex w-full max-w-240 flex-col gap-3 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-18 font-semibold tracking-tight">Projects</h1>
        {data !== undefined && (
          <span className="text-12 text-text-3">
            {sought === ""
              ? formatCount(data.length)
              : `${formatCount(matching.length)} of ${formatCount(data.length)}`}
          </span>
        )}
        <span className="flex-1" />
        <div className="w-72 max-sm:w-full">
          <TextField
            label="Find a project or domain"
            labelHidden
            placeholder="Project or domain"
            icon={<Search size={13} />}
            data-find
            value={sought}
            onChange={setSought}
          />
        </div>
      </div>
      <div className="panel overflow-hidden">
        {data === undefined ? (
          <NothingYet problem={error === null ? firstProblem : problemOf(error)} onRetry={() => void refetch()} />
        ) : (
          <ul>
            {matching.map((project) => (
              <ProjectRow key={project.id} connection={connection} project={project} />
            ))}
          </ul>
        )}
        {data?.length === 0 && (
          <EmptyState
            icon={<FolderOpen size={18} />}
            title="No projects"
            text={
              <>
                This Flyte has no project yet. One is made with{" "}
                <code className="mono">flytectl create project --id my-project --name my-project</code>.
              </>
            }
          />
        )}
        {data !== undefined && data.length > 0 && matching.length === 0 && (
          <EmptyState icon={<Search size={18} />} title={`No project matches “${sought}”`} />
        )}
      </div>
    </div>
  );
}

function NothingYet({ problem, onRetry }: { problem: Problem | null; onRetry: () => void }) {
  if (problem !== null) return <ErrorPanel problem={problem} note="It tries again by itself." onRetry={onRetry} />;
  return (
    <div aria-busy="true" aria-label="Loading projects" className="flex flex-col">
      {["a", "b", "c"].map((row) => (
        <div key={row} className="flex h-15 items-center gap-6 border-b border-line px-4">
          <Skeleton className="h-3 w-44" />
          <Skeleton className="h-6 w-60" />
        </div>
      ))}
    </div>
  );
}

function holds(project: Project, sought: string): boolean {
  const text = [project.id, project.name, project.description, ...project.domains.map(({ id }) => id)].join(" ");
  return text.toLowerCase().includes(sought.trim().toLowerCase());
}
