import { Unplug } from "lucide-react";

const EXAMPLE = "FLYTE_ADMIN_URL=http://flyteadmin.flyte.svc.cluster.local:81 npm start";

/** The first page of a console that was not told which Flyte it is for. */
export function NoFlyte() {
  return (
    <div className="flex max-w-160 flex-col items-start gap-3 px-6 py-10">
      <span className="grid h-10 w-10 place-items-center rounded-lg border border-line bg-s2 text-text-2">
        <Unplug size={18} />
      </span>
      <h1 className="text-18 font-semibold tracking-tight">No Flyte is configured</h1>
      <p className="text-text-2">
        Set <code className="mono text-text">FLYTE_ADMIN_URL</code> to the gRPC address of FlyteAdmin and start Contrail
        again. With <code className="mono text-text">https://</code> the connection uses TLS.
      </p>
      <pre className="mono max-w-full rounded-md border border-line bg-s1 px-3 py-2 break-all whitespace-pre-wrap">
        {EXAMPLE}
      </pre>
      <p className="text-text-2">
        To look around without a Flyte, <code className="mono text-text">npm run demo</code> starts one with a history.
      </p>
    </div>
  );
}
