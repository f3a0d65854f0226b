import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint";
import { normaliseError } from "./normalise-error";

const print = (message: string, code: string | null = null, kind: string | null = null) =>
  fingerprint(normaliseError({ code, kind, message }));
/** An exception met at a line of the user's. */
const at = (error: string, fn = "score", source = "out = model(x)"): string =>
  `Traceback (most recent call last):\n  File "/root/wf/x.py", line 3, in ${fn}\n    ${source}\n${error}`;

describe("one cause in other words", () => {
  it.each([
    [
      "device memory",
      "RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 15 GiB)",
      "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 7 MiB. GPU 3 has",
    ],
    [
      "HTTP status",
      "requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: https://a.example/x",
      "urllib.error.HTTPError: HTTP Error 502: Bad Gateway",
    ],
    [
      "constraint",
      'psycopg2.errors.UniqueViolation: duplicate key value violates unique constraint "a_pkey"\nDETAIL:  Key (id)=(1)',
      'sqlalchemy.exc.IntegrityError: (psycopg2.errors.UniqueViolation) duplicate key value violates unique constraint "a_pkey"\nDETAIL:  Key (id)=(22)',
    ],
    [
      "error number",
      "OSError: [Errno 28] No space left on device",
      "OSError: [Errno 28] No space left on device: '/tmp/x/part-7.arrow'",
    ],
    [
      "name of a host",
      "socket.gaierror: [Errno -2] Name or service not known",
      "requests.ConnectionError: HTTPSConnectionPool(host='a', port=1): Max retries exceeded with url: / (Caused by NameResolutionError('Failed to resolve 'a.example''))",
    ],
    [
      "prefix of a code",
      "pyspark.AnalysisException: [PATH_NOT_FOUND] Path does not exist: s3a://x/1.",
      "pyspark.AnalysisException: Path does not exist: s3a://x/2",
    ],
    [
      "expected and met",
      "SchemaError: expected series 'a' to have type int64, got object",
      "SchemaError: expected series 'a' to have type int64, got float64",
    ],
  ])("%s", (_, one, other) => {
    expect(print(at(one)).key).toBe(print(at(other, "other", "y = other(x)")).key);
  });

  it("takes wordings of a parser at one line for one cause", () => {
    const [one, other] = [
      "ValueError: time data '1' does not match format '%Y'",
      'ValueError: time data "2" doesn\'t match format "%Y", at position 7.',
    ];
    expect(print(at(one ?? "")).key).toBe(print(at(other ?? "")).key);
  });
});

describe("two causes are never one", () => {
  it.each([
    ["key", at("KeyError: 'lat'"), at("KeyError: 'lon'")],
    [
      "line",
      at("ZeroDivisionError: division by zero"),
      at("ZeroDivisionError: division by zero", "score", "y = a / b"),
    ],
    ["function", at("AssertionError"), at("AssertionError", "check")],
    ["module", "ModuleNotFoundError: No module named 'lightgbm'", "ModuleNotFoundError: No module named 'shapely'"],
    [
      "status",
      "HTTPError: 429 Client Error: Too Many Requests for url: x",
      "HTTPError: 503 Server Error: Service Unavailable for url: x",
    ],
    [
      "column",
      at("SchemaError: non-nullable series 'zone' contains null values:\n1"),
      at("SchemaError: non-nullable series 'rider' contains null values:\n1"),
    ],
    [
      "relation",
      'UndefinedTable: relation "a.trips" does not exist',
      'UndefinedTable: relation "a.riders" does not exist',
    ],
    [
      "sentence at one line",
      at("ValueError: Input X contains NaN."),
      at("ValueError: Input X contains infinity or a value too large for dtype('float64')."),
    ],
    [
      "hint that names another",
      at("RuntimeError: CUDA error: device-side assert triggered\nCompile with X to enable device-side assertions."),
      at(
        "RuntimeError: CUDA error: an illegal memory access was encountered\nCompile with X to enable device-side assertions.",
      ),
    ],
    [
      "image missing or refused",
      'Back-off pulling image "a:1": ErrImagePull: failed to resolve reference "a:1": a:1: not found',
      'Back-off pulling image "a:1": ErrImagePull: failed to authorize: failed to fetch oauth token: 401 Unauthorized',
    ],
    [
      "argument",
      at("TypeError: f() got an unexpected keyword argument 'alpha'"),
      at("TypeError: f() got an unexpected keyword argument 'beta'"),
    ],
    [
      "memory of pod or device",
      "[p] terminated with exit code (137). Reason [OOMKilled]. Message: \n.",
      "RuntimeError: CUDA out of memory.",
    ],
    [
      "killed for memory or for nothing",
      "[p] terminated with exit code (137). Reason [OOMKilled]. Message: \n.",
      "[p] terminated with exit code (137). Reason [Error]. Message: \n.",
    ],
    ["empty message at two lines", at("queue.Empty"), at("queue.Empty", "take")],
  ])("%s", (_, one, other) => {
    expect(print(one).key).not.toBe(print(other).key);
  });

  it("takes a value that a table is asked for as data", () => {
    const [one, other] = ["KeyError: 'oslo'", "KeyError: 'bergen'"].map((error) =>
      at(error, "zone", "return ZONES[region]"),
    );
    expect(print(one ?? "").key).toBe(print(other ?? "").key);
  });
});

describe("who has to act", () => {
  it.each([
    ["user", at("KeyError: 'lat'")],
    ["user", "[UserProvidedError] x is too large"],
    ["user", "[p] terminated with exit code (2). Reason [Error]. Message: \ntrain.py: error: --lr is missing\n."],
    ["user", "[p] terminated with exit code (139). Reason [Error]. Message: \n."],
    ["platform", "ssl.SSLError: certificate verify failed: certificate has expired"],
    ["platform", 'pods "a" is forbidden: exceeded quota: q, requested: limits.memory=2Gi'],
    ["platform", "The node was low on resource: memory. Threshold quantity: 1"],
    ["unknown", "The node was low on resource: ephemeral-storage. Threshold quantity: 1"],
    ["unknown", "[p] terminated with exit code (137). Reason [Error]. Message: \n."],
    ["unknown", "HTTPError: 503 Server Error: Service Unavailable for url: x"],
    ["unknown", ""],
  ])("%s: %s", (fault, message) => {
    expect(print(message).fault).toBe(fault);
  });

  it("takes the server's kind for a hint only", () => {
    expect(print(at("KeyError: 'lat'"), "Interrupted", "SYSTEM").fault).toBe("user");
    expect(
      print("Pod was terminated in response to imminent node shutdown.", "RetriesExhausted|Interrupted", "USER").fault,
    ).toBe("platform");
  });
});
