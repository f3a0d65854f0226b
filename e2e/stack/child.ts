import { type ChildProcess, spawn } from "node:child_process";

/** A server process of the stack. `output` holds what it printed so far, for the message when something goes wrong. */
export type Server = { pid: number; stop(signal?: NodeJS.Signals): Promise<void>; output(): string };

/** Starts a process and waits until `isReady` holds; throws with what it printed when it ends or the time is over. */
export async function startServer(
  name: string,
  command: string[],
  env: Record<string, string>,
  isReady: (output: string) => Promise<boolean>,
  deadlineMs = 60_000,
): Promise<Server> {
  const [file = "node", ...args] = command;
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString("utf8")).slice(-200_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const endsAt = Date.now() + deadlineMs;
  while (!(await isReady(printed))) {
    if (hasEnded(child)) throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}:\n${printed}`);
    if (Date.now() > endsAt) {
      child.kill("SIGKILL");
      throw new Error(`${name} was not ready after ${deadlineMs} ms:\n${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { pid: child.pid ?? 0, stop: (signal = "SIGTERM") => stop(child, signal), output: () => printed };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill("SIGKILL"), 10_000);
    child.once("exit", () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill(signal);
  });
}

/** True once `url` answers with a status below 500. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
