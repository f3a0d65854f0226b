import "server-only";
import { z } from "zod";

/** `host:port` in the one spelling that the outgoing module compares: lower case, port always there. */
const HOST_PORT = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?):([1-9]\d{0,4})$/;

/** An empty variable counts as not set: that is how Compose and Helm write "none". */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

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
  .pipe(z.array(z.string().regex(HOST_PORT, "must be host:port, comma separated")));

const envSchema = z.object({
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
