import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchJson, ProblemError, problemOf } from "./fetch-json";

afterEach(() => vi.unstubAllGlobals());

const answering = (response: Response | Error) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => {
      if (response instanceof Error) throw response;
      return response;
    }),
  );

const failure = async (): Promise<ProblemError> => {
  const error: unknown = await fetchJson("/x").catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) throw new Error("no ProblemError was thrown");
  return error;
};

describe("fetchJson", () => {
  it("answers the body as JSON and sends a body as POST", async () => {
    answering(Response.json({ a: 1 }));
    expect(await fetchJson("/x", { body: { b: 2 } })).toEqual({ a: 1 });
    expect(fetch).toHaveBeenCalledWith("/x", expect.objectContaining({ method: "POST", body: '{"b":2}' }));
  });

  it("answers null for 204", async () => {
    answering(new Response(null, { status: 204 }));
    expect(await fetchJson("/x")).toBeNull();
  });

  it("throws the BFF's problem with status and request id", async () => {
    const problem = { code: "conflict", message: "It has ended.", requestId: "r1", fields: { cause: "too late" } };
    answering(Response.json({ problem }, { status: 409 }));
    const error = await failure();
    expect(error.problem).toEqual(problem);
    expect(error.status).toBe(409);
  });

  it("says unavailable when nothing answers", async () => {
    answering(new TypeError("fetch failed"));
    const error = await failure();
    expect(error.problem.code).toBe("unavailable");
    expect(error.status).toBe(0);
  });

  it.each([
    [502, "unavailable"],
    [504, "timeout"],
    [401, "unauthenticated"],
    [500, "internal"],
  ])("reads a proxy's own page of status %i as %s", async (status, code) => {
    answering(new Response("<html>", { status, headers: { "x-request-id": "proxy" } }));
    expect((await failure()).problem).toMatchObject({ code, requestId: "proxy" });
  });

  it("does not trust a problem whose code is not of the list", async () => {
    answering(Response.json({ problem: { code: "boom", message: "x" } }, { status: 503 }));
    expect((await failure()).problem.code).toBe("unavailable");
  });

  it("calls an answer that is not JSON internal", async () => {
    answering(new Response("<html>", { status: 200 }));
    expect((await failure()).problem.code).toBe("internal");
  });

  it("throws an abort on as it is", async () => {
    const abort = new DOMException("stop", "AbortError");
    answering(abort);
    await expect(fetchJson("/x", { signal: AbortSignal.abort(abort) })).rejects.toBe(abort);
  });

  it("tells nothing of an error that is not a problem", () => {
    expect(problemOf(new Error("secret"))).toEqual({
      code: "internal",
      message: "The page failed unexpectedly",
      requestId: null,
    });
  });
});
