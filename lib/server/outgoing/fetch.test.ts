import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

let server: Server;
let other: Server;
let host = "";
let otherHost = "";
const seen: { url: string; headers: Record<string, unknown> }[] = [];

const listen = async (each: Server): Promise<string> => {
  await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", resolve));
  const address = each.address();
  return `127.0.0.1:${isBound(address) ? address.port : 0}`;
};
const isBound = (address: string | AddressInfo | null): address is AddressInfo =>
  address !== null && typeof address !== "string";

beforeAll(async () => {
  other = createServer((_, response) => response.end("secret"));
  otherHost = await listen(other);
  server = createServer((request, response) => {
    seen.push({ url: request.url ?? "", headers: request.headers });
    if (request.url === "/out") response.writeHead(302, { location: `http://${otherHost}/` }).end();
    else if (request.url === "/in") response.writeHead(302, { location: "/text" }).end();
    else if (request.url === "/circle") response.writeHead(302, { location: "/circle" }).end();
    else if (request.url === "/scheme") response.writeHead(302, { location: "file:///etc/passwd" }).end();
    else response.end("text");
  });
  host = await listen(server);
  vi.stubEnv("CONTRAIL_FETCH_HOSTS", host);
});

afterAll(() => {
  server.close();
  other.close();
});

const load = () => import("./fetch");

describe("fetchOutside", () => {
  it("asks a host of the list, following redirects that stay on it", async () => {
    const { fetchOutside } = await load();
    expect(await (await fetchOutside(`http://${host}/in`)).text()).toBe("text");
    expect(seen.every(({ headers }) => !("cookie" in headers) && !("authorization" in headers))).toBe(true);
  });

  it.each(["/out", "/scheme"])("follows no redirect off the list: %s", async (path) => {
    const { fetchOutside } = await load();
    await expect(fetchOutside(`http://${host}${path}`)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("gives up a circle of redirects", async () => {
    const { fetchOutside } = await load();
    await expect(fetchOutside(`http://${host}/circle`)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("refuses what is not on the list, whatever it looks like", async () => {
    const { fetchOutside } = await load();
    const { mayFetch } = await import("./allow-list");
    const [name, port] = host.split(":");
    const hostile = [
      `http://${otherHost}/`,
      `http://user@${host}/`,
      `http://${host}@${otherHost}/`,
      `ftp://${host}/`,
      `file:///etc/passwd`,
      `http://localhost:${port}/`,
      `http://${name}:1${port}/`,
      `http://${name}/`,
      `https://${name}/`,
      "//evil",
      "",
    ];
    for (const url of hostile) {
      expect(mayFetch(url), url).toBe(false);
      await expect(fetchOutside(url), url).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("reads no more than it was told to", async () => {
    const { fetchOutside } = await load();
    const response = await fetchOutside(`http://${host}/text`, { maxBytes: 3 });
    await expect(response.text()).rejects.toMatchObject({ code: "too_large" });
  });

  it("says that a host does not answer", async () => {
    const { fetchOutside } = await load();
    server.close();
    server.closeAllConnections();
    await expect(fetchOutside(`http://${host}/text`)).rejects.toMatchObject({ code: "unavailable" });
  });
});
