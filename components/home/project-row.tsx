import { LinkButton } from "@/components/ui/link-button";
import type { Project } from "@/lib/core/entity";
import type { ConnectionName } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";

/** A project and a way into each of its domains. */
export function ProjectRow({ connection, project }: { connection: ConnectionName; project: Project }) {
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-4 py-2.5 last:border-b-0 hover:bg-hover">
      <div className="w-72 min-w-0 max-sm:w-full">
        <h2 className="truncate text-14 font-semibold" title={project.name}>
          {project.name}
        </h2>
        <p className="truncate text-12 text-text-3" title={project.description || project.id}>
          {project.description || project.id}
        </p>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {project.domains.map((domain) => (
          <LinkButton
            key={domain.id}
            size="sm"
            href={paths.executions({ connection, project: project.id, domain: domain.id })}
            aria-label={`${project.name}, ${domain.name}`}
          >
            {domain.name}
          </LinkButton>
        ))}
        {project.domains.length === 0 && <span className="text-12 text-text-3">no domains</span>}
      </div>
    </li>
  );
}
