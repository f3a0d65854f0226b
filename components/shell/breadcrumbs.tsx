import Link from "next/link";
import { Fragment } from "react";

export type Crumb = { label: string; href?: string };

/** The way up from here; the last crumb is this page. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs" className="flex min-w-0 items-center gap-1.5 text-12 text-text-3">
      {crumbs.map(({ label, href }, index) => (
        <Fragment key={`${index}-${label}`}>
          {index > 0 && <span aria-hidden="true">/</span>}
          {href === undefined ? (
            <span aria-current="page" title={label} className="truncate text-text-2">
              {label}
            </span>
          ) : (
            <Link href={href} className="inline-flex min-h-6 items-center truncate hover:text-text hover:underline">
              {label}
            </Link>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
