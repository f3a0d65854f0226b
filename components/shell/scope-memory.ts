import type { ScopeRef } from "@/lib/core/refs";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";
import { BASE_PATH } from "@/lib/url/paths";

/** A cookie, not storage: the server sends a newcomer on `/` straight to where they were, without a blank page between. */
export const SCOPE_COOKIE = "contrail-scope";

const YEAR_S = 31_536_000;

export const scopeCookie = (scope: ScopeRef): string =>
  `${SCOPE_COOKIE}=${encodeScope(scope)}; path=${BASE_PATH}; max-age=${YEAR_S}; samesite=lax`;

const encodeScope = (scope: ScopeRef): string =>
  `${encodeURIComponent(scope.project)}/${encodeURIComponent(scope.domain)}`;

/** The scope that the cookie's value names; null when it names none. */
export function parseScope(value: string | undefined): ScopeRef | null {
  const parts = value?.split("/") ?? [];
  const [project, domain] = parts.map(decoded);
  if (parts.length !== 2 || !project || !domain) return null;
  return { connection: DEFAULT_CONNECTION, project, domain };
}

export function scopeOfCookies(cookies: string): ScopeRef | null {
  const pair = cookies.split("; ").find((each) => each.startsWith(`${SCOPE_COOKIE}=`));
  return parseScope(pair?.slice(SCOPE_COOKIE.length + 1));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
