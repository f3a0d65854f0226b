import "server-only";
import { ContrailError } from "@/lib/core/errors";

/**
 * Refuses a change that another site's page asked for in a person's browser. Browsers state where a request comes from
 * (Sec-Fetch-Site, else Origin) and pages cannot forge either; a client that is no browser sends neither and carries
 * nobody's cookies. Behind an ingress the public name is in X-Forwarded-Host, which no foreign page can send without a
 * preflight that this server never answers.
 */
export function refuseCrossSite(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  if (site !== null && site !== "none") throw refused();
  const origin = headers.get("origin");
  if (origin === null) return;
  const hosts = [headers.get("host"), headers.get("x-forwarded-host")];
  if (!URL.canParse(origin) || !hosts.includes(new URL(origin).host)) throw refused();
}

const refused = () => new ContrailError("forbidden", "This change was asked for by another site.");
