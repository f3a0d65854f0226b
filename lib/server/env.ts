import "server-only";
import { z } from "zod";

/**
 * `host:port` in the one spelling that the outgoing module compares: lower case, port always there; `*.` stands for the
 * names below a suffix.
 */
const HOST_PORT =
  /^(\*\.[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?):([1-9]\d{0,4})$/;

/** An empty variable counts as not set: that is how Compose and Helm write "none". */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const httpUrl = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), "must be http:// or https://");

const adminUrl = z
  .string()
  .refine((text) => URL.canParse(text), "is no URL: write http://host:port or https://host:port")
  .refine(isBareHttpUrl, "must be http://host:port or https://host:port, without path, query or user");

const fetchHosts = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== ""),
  )
  .pipe(z.array(z.string().regex(HOST_PORT, "must be host:port or *.suffix:port, comma separated")));

/** Names separated by commas. */
const nameList = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  )
  .pipe(z.array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "must be names of buckets, comma separated")));

const text = () => optional(z.string().optional());

/** Object stores that the server reads itself. A store is on when its buckets are listed. */
const storeVariables = {
  CONTRAIL_S3_BUCKETS: optional(nameList.default([])),
  CONTRAIL_S3_ENDPOINT: optional(adminUrl.optional()),
  CONTRAIL_S3_REGION: optional(z.string().default("us-east-1")),
  CONTRAIL_S3_ACCESS_KEY_ID: text(),
  CONTRAIL_S3_SECRET_ACCESS_KEY: text(),
  CONTRAIL_GCS_BUCKETS: optional(nameList.default([])),
  CONTRAIL_GCS_ENDPOINT: optional(adminUrl.default("https://storage.googleapis.com")),
  CONTRAIL_GCS_CREDENTIALS: optional(z.enum(["ambient", "none"]).default("ambient")),
  CONTRAIL_AZURE_CONTAINERS: optional(nameList.default([])),
  CONTRAIL_AZURE_ACCOUNT: text(),
  CONTRAIL_AZURE_KEY: text(),
  CONTRAIL_AZURE_SAS: text(),
  CONTRAIL_AZURE_ENDPOINT: optional(httpUrl.optional()),
};

const envSchema = z.object({
  ...storeVariables,
  FLYTE_ADMIN_URL: optional(adminUrl.optional()),
  CONTRAIL_FETCH_HOSTS: optional(fetchHosts.default([])),
  PORT: optional(z.coerce.number("must be a port number").int().min(0).max(65_535).default(8080)),
  HOSTNAME: optional(z.string().default("0.0.0.0")),
  LOG_LEVEL: optional(z.enum(["debug", "info", "warn", "error"]).default("info")),
});

export type Env = z.infer<typeof envSchema>;

function isBareHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const url = new URL(text);
  const bare =
    url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return bare && (url.protocol === "http:" || url.protocol === "https:");
}

/** All settings, or one text that lists everything that is wrong with them. */
export function readEnv(source: Record<string, string | undefined>): { env: Env } | { wrong: string } {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return { env: parsed.data };
  const lines = parsed.error.issues.map((issue) => `  ${String(issue.path[0])}: ${issue.message}`);
  return { wrong: `Contrail cannot start, its settings are wrong:\n${lines.join("\n")}` };
}

let current: Env | undefined;

/** The settings of this process; read once. The only reader of `process.env` in the server. */
export function env(): Env {
  if (current !== undefined) return current;
  const read = readEnv(process.env);
  if ("wrong" in read) throw new Error(read.wrong);
  current = read.env;
  return current;
}

/** Ends the process with one message when a setting is wrong. Called before the server answers anything. */
export function checkEnvOrExit(): void {
  const read = readEnv(process.env);
  if ("env" in read) return;
  process.stderr.write(`${read.wrong}\n`);
  process.exit(1);
}
