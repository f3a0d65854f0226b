import { ErrorText } from "@/components/execution/error-text";
import { CopyButton } from "@/components/ui/copy-button";
import { Tag } from "@/components/ui/tag";
import type { FlyteError } from "@/lib/core/execution";

const KIND = { user: "user error", system: "system error", unknown: null } as const;

/** An error in full: code, whose fault, message as the machine wrote it. */
export function ErrorBlock({ error }: { error: FlyteError }) {
  const kind = KIND[error.kind];
  return (
    <section aria-label="Error" className="rounded-md border-l-[2.5px] border-failed bg-failed-s px-3 py-2">
      <div className="flex items-center gap-2">
        <span className="min-w-0 font-semibold break-words text-failed-t">
          {error.code === "" ? "Error" : error.code}
        </span>
        {kind !== null && <Tag outlined>{kind}</Tag>}
        <span className="flex-1" />
        <CopyButton text={error.message} what="error message" />
      </div>
      <ErrorText label="Error message" text={error.message} className="mt-1 max-h-64 text-11" />
      {error.cut && <p className="mt-1 text-11 text-text-3">FlyteAdmin cut this message in its list.</p>}
    </section>
  );
}
