import { createServer, type ServerResponse } from "node:http";
import { GET as download } from "@/app/api/projects/[project]/domains/[domain]/executions/[execution]/blob/route";
import { GET as preview } from "@/app/api/projects/[project]/domains/[domain]/executions/[execution]/preview/route";
import { executionKey } from "@/lib/core/refs";
import type { NamedValue } from "@/lib/core/value";
import { systemClock } from "@/lib/server/live/clock";
import { anExecution, anExecutionRef } from "@/lib/testing/builders";
import { FakeBackend } from "@/lib/testing/fake-backend/fake-backend";
import { installBackend } from "@/lib/testing/fake-backend/install";

/**
 * The BFF's own handlers in a process of their own, over a run whose outputs name the bench's objects: what grows here is
 * what they take. Tells its address, then its memory ten times a second.
 */
const backend = new FakeBackend();
const ref = anExecutionRef();
backend.add(anExecution());
const values = (process.env["BENCH_OBJECTS"] ?? "").split(",").map((name): NamedValue => {
  const uri = `s3://bench/${name}`;
  return { name, value: { kind: "blob", uri, format: "", multipart: false } };
});
backend.world.executionData.set(executionKey(ref), {
  inputs: { state: "none" },
  outputs: { state: "present", values },
});
installBackend(backend, systemClock);

const params = Promise.resolve({ project: ref.project, domain: ref.domain, execution: ref.name });

async function send(response: Response, to: ServerResponse): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    if (!to.write(part.value)) await new Promise((resolve) => to.once("drain", resolve));
  }
  to.end();
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://bff");
  const handler = url.pathname === "/preview" ? preview : download;
  void handler(new Request(url), { params }).then((answer) => send(answer, response));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: address === null || typeof address === "string" ? 0 : address.port });
});
setInterval(() => process.send?.({ rss: process.memoryUsage().rss }), 100);
