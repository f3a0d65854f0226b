import type { Server } from "node:net";
import { join } from "node:path";
import { adminPort } from "./admin/admin-port";
import type { AdminContext } from "./admin/context";
import { seedProjects } from "./admin/projects";
import { createGrpcServer } from "./admin/services/grpc-server";
import type { AdminPort, EnginePort } from "./contract";
import { createEngine } from "./engine/engine";
import { Faults } from "./faults/fault";
import { prepareDemo, startHistory } from "./history/history";
import { logUri } from "./http/log-path";
import { createHttpServer } from "./http/server";
import { objectSigner } from "./http/signer";
import { createStats } from "./http/stats";
import { readOptions, type SandboxOptions, USAGE } from "./options";
import { releaseMemory } from "./release-memory";
import type { ScenarioCall } from "./scale/options";
import { Scenarios } from "./scale/scenarios/scenarios";
import { openStore } from "./store/database";
import { engineStateOf } from "./store/engine-state";
import { openObjectStore } from "./store/object-store";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const options = optionsOrExit();
  const store = openStore(options.data);
  const objects = openObjectStore(join(options.data, "objects"));
  const httpBase = `http://${options.host}:${options.httpPort}`;
  const signer = objectSigner(httpBase, objects.prefix, engineStateOf(store));
  const stats = createStats();

  // The two sides know each other: the engine is made with the admin's port and reached through this from the admin.
  let engine: EnginePort | null = null;
  const reached = (): EnginePort => {
    if (engine === null) throw new Error("the engine has not started");
    return engine;
  };
  const context: AdminContext = {
    store,
    objects,
    urls: signer,
    engine: {
      start: (id) => reached().start(id),
      abort: (id, cause) => reached().abort(id, cause),
      signalled: (id) => reached().signalled(id),
      close: () => reached().close(),
    },
  };
  seedProjects(context);
  const port = adminPort(context);
  const publicLog = (object: string) => logUri(httpBase, objects.prefix, object) ?? object;
  const scenarios = new Scenarios({ context, port, publicLog });
  const faults = new Faults();
  engine = scenarios.live.beside(options.engine === "off" ? idleEngine : engineOf(port, publicLog, options));

  const grpc = createGrpcServer(context, port, stats, faults);
  const http = createHttpServer({ objects, signer, stats, control: { scenarios, faults } });
  await Promise.all([listen(grpc, options.grpcPort, options.host), listen(http, options.httpPort, options.host)]);
  for (const id of port.unfinished()) context.engine.start(id);
  const stopHistory = options.engine === "off" ? () => undefined : await prepared(options);
  stopOnSignal(async () => {
    stopHistory();
    grpc.close();
    http.close();
    http.closeAllConnections();
    await context.engine.close();
    store.close();
  });
  say(`sandbox ready: gRPC on ${options.host}:${options.grpcPort}, HTTP on ${httpBase}, data in ${options.data}`);
  for (const call of options.scenarios) await tellScenario(scenarios, call);
}

async function tellScenario(scenarios: Scenarios, call: ScenarioCall): Promise<void> {
  const startedMs = performance.now();
  const { scenario, executions, existing } = await scenarios.run(call);
  const how = existing ? "was there" : `made in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`;
  say(`scenario ${scenario} ${how}: ${call.options.project}/${call.options.domain}/${executions[0] ?? ""}`);
}

/** The sandbox is asked for its demo as any Flyte would be: over the wire. Answers what stops the history. */
async function prepared({ host, grpcPort, history }: SandboxOptions): Promise<() => void> {
  const self = `http://${host}:${grpcPort}`;
  const { rest } = await prepareDemo(self);
  rest.then(releaseMemory, () => undefined);
  if (history === "none") return () => undefined;
  return startHistory(self, rest, (message) => void process.stderr.write(`sandbox: the history stopped: ${message}\n`));
}

const idleEngine: EnginePort = {
  start: () => undefined,
  abort: () => undefined,
  signalled: () => undefined,
  close: () => Promise.resolve(),
};

function engineOf(port: AdminPort, publicLog: (object: string) => string, options: SandboxOptions): EnginePort {
  return createEngine(port, {
    ...(options.retryDelayMs === null ? {} : { retryDelayMs: options.retryDelayMs }),
    script: options.script,
    workerUrl: new URL("./worker.mjs", import.meta.url),
    logUri: publicLog,
  });
}

function optionsOrExit(): SandboxOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
