/**
 * Logs are objects under `<bucket>/logs/` that tasks append to; the HTTP port serves them as text under `/logs/` without a
 * signature, as log stores inside a cluster do. `logUri` answers null for an object that is no log.
 */
export const LOG_ROUTE = "/logs/";

export function logUri(httpBase: string, bucket: string, object: string): string | null {
  const prefix = `${bucket}${LOG_ROUTE}`;
  if (!object.startsWith(prefix)) return null;
  return httpBase + LOG_ROUTE + object.slice(prefix.length).split("/").map(encodeURIComponent).join("/");
}

/** The object behind a path of the HTTP port. */
export function logObject(bucket: string, pathname: string): string {
  return bucket + pathname.split("/").map(decodeURIComponent).join("/");
}
