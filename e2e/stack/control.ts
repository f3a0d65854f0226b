import { createServer } from "node:http";
import type { Stack } from "./stack";

/**
 * Specs run in processes of their own: over this server they shut the gate to Flyte, or kill and restart the sandbox.
 * Answers 404 to what this stack cannot do (a FlyteAdmin that is not ours cannot be killed).
 */
export async function startControl(stack: Stack): Promise<{ url: string; close(): Promise<void> }> {
  const acts: Record<string, () => void | Promise<void>> = {
    ...(stack.gate === null ? {} : { "/gate/shut": stack.gate.shut, "/gate/open": stack.gate.open }),
    ...(stack.sandbox === null ? {} : { "/sandbox/kill": stack.sandbox.kill, "/sandbox/start": stack.sandbox.start }),
  };
  const server = createServer((request, response) => {
    const act = acts[request.url ?? ""];
    if (act === undefined) {
      response.writeHead(404).end();
      return;
    }
    Promise.resolve(act()).then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the control server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
