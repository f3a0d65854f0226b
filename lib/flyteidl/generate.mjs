// Generates lib/flyteidl/gen from the protos of the npm package @flyteorg/flyteidl. With --check it changes nothing and
// exits with 1 when the checked-in files differ from what would be generated.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const OUT = "lib/flyteidl/gen";
const GOOGLE = "node_modules/.cache/contrail-protos/google/api";

// google/api/*.proto reaches us through protobufjs; buf wants it as a module of its own.
mkdirSync(GOOGLE, { recursive: true });
for (const name of ["annotations.proto", "http.proto"])
  cpSync(`node_modules/protobufjs/google/api/${name}`, join(GOOGLE, name));

const generate = (out) =>
  execFileSync(
    "npx",
    [
      "buf",
      "generate",
      "--template",
      JSON.stringify({
        version: "v2",
        clean: true,
        plugins: [{ local: "protoc-gen-es", out, opt: ["target=ts", "import_extension=none"] }],
      }),
    ],
    { stdio: "inherit" },
  );

const filesUnder = (root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();

if (process.argv.includes("--check")) {
  const fresh = mkdtempSync(join(tmpdir(), "flyteidl-"));
  generate(fresh);
  const [want, have] = [filesUnder(fresh), filesUnder(OUT)];
  const differing = [...new Set([...want, ...have])].filter(
    (name) =>
      !want.includes(name) ||
      !have.includes(name) ||
      readFileSync(join(fresh, name), "utf8") !== readFileSync(join(OUT, name), "utf8"),
  );
  rmSync(fresh, { recursive: true });
  if (differing.length > 0) {
    process.stderr.write(
      `lib/flyteidl/gen differs from its source in ${differing.length} files (npm run generate mends it):\n${differing.join("\n")}\n`,
    );
    process.exit(1);
  }
} else {
  generate(OUT);
}
