import { benchBundle } from "./bundle";
import { benchExecution } from "./execution";
import { benchFailures } from "./failures";
import { benchGraph } from "./graph";
import { benchLive } from "./live";
import { benchPreview } from "./preview";
import { type Figure, formatTable, isMissed } from "./report";
import { benchSandbox } from "./sandbox";
import { benchValues } from "./values";

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  graph: benchGraph,
  live: benchLive,
  bundle: benchBundle,
  preview: benchPreview,
  execution: benchExecution,
  sandbox: benchSandbox,
  failures: () => benchFailures(process.argv.slice(3)),
  values: () => benchValues(process.argv.slice(3)),
};

const [name = ""] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join("|")}\n`);
  process.exit(2);
}
const figures = await bench();
process.stdout.write(`\n${formatTable(figures)}\n`);
process.exit(figures.some(isMissed) ? 1 : 0);
