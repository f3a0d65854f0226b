import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Bundles the sandbox into dist/sandbox, or the folder that is named: the server and the thread that tasks run in. Only the
 * database stays outside.
 */
const root = fileURLToPath(new URL("..", import.meta.url));

await build({
  absWorkingDir: root,
  entryPoints: { main: "sandbox/main.ts", worker: "sandbox/engine/worker.ts" },
  outdir: process.argv[2] ?? "dist/sandbox",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[hash]",
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["libsql"],
  alias: { "@": root },
  // Some dependencies call require(), which an ES module does not have.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
