import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { UrlSigner } from "../admin/context";
import type { EngineState } from "../contract";

export const OBJECT_ROUTE = "/objects/";
const KEY_NAME = "admin/url-signing-key";

export type ObjectSigner = UrlSigner & {
  /** The `s3://` URI that a signed URL names, or why it is refused. */
  verify(method: string, url: URL, nowMs: number): { uri: string } | { refused: "expired" | "wrong signature" };
};

/** Signs with a key that is kept with the data, so that links outlive a restart of the sandbox. */
export function objectSigner(httpBase: string, bucket: string, state: EngineState): ObjectSigner {
  let key = state.get(KEY_NAME);
  if (key === null) {
    key = randomBytes(32);
    state.put(KEY_NAME, key);
  }
  const secret = key;
  const signature = (method: string, path: string, expires: string) =>
    createHmac("sha256", secret).update(`${method}\n${path}\n${expires}`).digest("hex");
  return {
    sign: (method, uri, expiresAtMs) => {
      const objectKey = uri.replace(/^[a-z0-9]+:\/\/[^/]*\//, "");
      const path = OBJECT_ROUTE + objectKey.split("/").map(encodeURIComponent).join("/");
      const expires = String(Math.floor(expiresAtMs / 1_000));
      return `${httpBase}${path}?expires=${expires}&signature=${signature(method, path, expires)}`;
    },
    verify: (method, url, nowMs) => {
      const expires = url.searchParams.get("expires") ?? "";
      const given = Buffer.from(url.searchParams.get("signature") ?? "");
      // Whoever may read an object may ask for its head.
      const wanted = Buffer.from(signature(method === "HEAD" ? "GET" : method, url.pathname, expires));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { refused: "wrong signature" };
      if (Number(expires) * 1_000 <= nowMs) return { refused: "expired" };
      const path = url.pathname.slice(OBJECT_ROUTE.length);
      return { uri: `${bucket}/${path.split("/").map(decodeURIComponent).join("/")}` };
    },
  };
}
