import { describe, expect, it } from "vitest";
import { readEnv } from "./env";

describe("readEnv", () => {
  it("needs nothing, and reads an empty variable as not set", () => {
    const stores = {
      CONTRAIL_S3_BUCKETS: [],
      CONTRAIL_S3_REGION: "us-east-1",
      CONTRAIL_GCS_BUCKETS: [],
      CONTRAIL_GCS_ENDPOINT: "https://storage.googleapis.com",
      CONTRAIL_GCS_CREDENTIALS: "ambient",
      CONTRAIL_AZURE_CONTAINERS: [],
    };
    const defaults = { ...stores, CONTRAIL_FETCH_HOSTS: [], PORT: 8080, HOSTNAME: "0.0.0.0", LOG_LEVEL: "info" };
    expect(readEnv({})).toEqual({ env: defaults });
    expect(readEnv({ FLYTE_ADMIN_URL: "", CONTRAIL_FETCH_HOSTS: "", PORT: "", LOG_LEVEL: "" })).toEqual({
      env: defaults,
    });
  });

  it("reads every setting", () => {
    const env = {
      FLYTE_ADMIN_URL: "https://flyte.example.org",
      CONTRAIL_FETCH_HOSTS: " Logs.example.org:80, [::1]:9000 ,",
      PORT: "8081",
      LOG_LEVEL: "debug",
    };
    expect(readEnv(env)).toMatchObject({
      env: {
        FLYTE_ADMIN_URL: env.FLYTE_ADMIN_URL,
        CONTRAIL_FETCH_HOSTS: ["logs.example.org:80", "[::1]:9000"],
        PORT: 8081,
      },
    });
  });

  it("says all that is wrong in one message", () => {
    const read = readEnv({
      FLYTE_ADMIN_URL: "flyte:81/x",
      CONTRAIL_FETCH_HOSTS: "logs.example.org",
      PORT: "many",
      LOG_LEVEL: "loud",
    });
    if (!("wrong" in read)) throw new Error("nothing was found wrong");
    for (const name of ["FLYTE_ADMIN_URL", "CONTRAIL_FETCH_HOSTS", "PORT", "LOG_LEVEL"])
      expect(read.wrong).toContain(name);
  });

  it.each(["ftp://a:1", "http://user@a:1", "http://a:1/path", "http://a:1?x", "a:1", "nonsense"])(
    "refuses %s",
    (url) => {
      expect(readEnv({ FLYTE_ADMIN_URL: url })).toHaveProperty("wrong");
    },
  );
});
