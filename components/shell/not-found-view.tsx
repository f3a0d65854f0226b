import { Search } from "lucide-react";
import type { ReactNode } from "react";

/**
 * Names what is not there and where it was looked for. `thing` is the kind ("Execution"), `name` its name, `where` a
 * sentence ("Looked in project eta-models, domain production."); `children` are links onward.
 */
export function NotFoundView({
  thing,
  name,
  where,
  children,
}: {
  thing: string;
  name: string;
  where: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex max-w-140 flex-col items-start gap-3 px-6 py-10">
      <span className="grid h-10 w-10 place-items-center rounded-lg border border-line bg-s2 text-text-2">
        <Search size={18} />
      </span>
      <h1 className="text-18 font-semibold tracking-tight">{thing} not found</h1>
      <p className="mono max-w-full rounded-md border border-line bg-s1 px-3 py-1.5 break-all">{name}</p>
      <p className="text-text-2">{where}</p>
      {children !== undefined && <div className="flex flex-wrap gap-2">{children}</div>}
    </div>
  );
}
