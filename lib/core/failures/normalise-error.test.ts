import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint";
import { normaliseError } from "./normalise-error";

const FRAMES = [
  'File "/opt/venv/lib/python3.11/site-packages/flytekit/core/base_task.py", line 767, in dispatch_execute',
  "  native_outputs = self.execute(**native_inputs)",
  "                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
  'File "/root/features/geo.py", line 349, in cell_of',
  "  return h3_cell(row[LAT], row[LON])",
  "         ^^^^^^^^^^^^^^^^^^^^^^^^^^^",
];
const indent = (lines: readonly string[], by: number): string =>
  lines.map((line) => `${" ".repeat(by)}${line}`).join("\n");
const TRACE = `Traceback (most recent call last):\n${indent(FRAMES, 2)}\nKeyError: 'lat'`;
const document = (trace: string, message: string): string =>
  `Trace:\n\n${indent(trace.split("\n"), 4)}\n\nMessage:\n\n${indent(message.split("\n"), 4)}`;
const DOCUMENT = document(TRACE, "KeyError: 'lat'");
const WRAPPER = `Traceback (most recent call last):
  File "/root/errors.py", line 9, in guard
    raise StepError("step failed") from e
steps.StepError: step 'cell_of' failed on shard 83`;
const DIRECT = "\n\nThe above exception was the direct cause of the following exception:\n\n";
const DURING = "\n\nDuring handling of the above exception, another exception occurred:\n\n";

const read = (message: string) => normaliseError({ code: null, kind: null, message });
const keyOf = (message: string): string => fingerprint(read(message)).key;

describe("dress never counts", () => {
  it.each([
    [
      "flytekit 1.13",
      `Traceback (most recent call last):\n\n${indent(
        FRAMES.map((line) => line.trim()),
        4,
      )}\n\nMessage:\n\n    KeyError: 'lat'`,
    ],
    ["retries", `[3/3] currentAttempt done. Last Error: USER::${DOCUMENT}`],
    ["an item of a map", `[12]: ${DOCUMENT}\n`],
    ["items of a map", `[3-9]: ${DOCUMENT}\n[11]: Pod failed.\n`],
    ["a node", `failed at Node[n2]. ${DOCUMENT}`],
    ["retries of an item", `[7]: [1/1] currentAttempt done. Last Error: SYSTEM::${DOCUMENT}`],
    [
      "the pod's last words",
      `Pod failed. No message received from kubernetes.\r\n[a1b2-n0-0] terminated with exit code (1). Reason [Error]. Message: \n${TRACE}\n.`,
    ],
    ["a JSON line", JSON.stringify({ level: "error", exc_type: "KeyError", msg: "'lat'", stack: TRACE })],
    ["other quotes", DOCUMENT.replace(/KeyError: 'lat'/g, "KeyError: ’lat’")],
    ["a generic wrapper", document(`${TRACE}${DIRECT}${WRAPPER}`, "StepError: step 'cell_of' failed on shard 83")],
    [
      "a recoverable exception",
      document(
        `${TRACE}${DIRECT}${WRAPPER.replace("steps.StepError: step 'cell_of' failed on shard 83", "flytekit.exceptions.user.FlyteRecoverableException: USER:Recoverable: error='lat'")}`,
        "x",
      ),
    ],
    [
      "a harmless exception that was being handled",
      document(
        `Traceback (most recent call last):\n  File "/root/cache.py", line 1, in get\n    return self._memo[key]\nKeyError: '840dd8ae991d'${DURING}${TRACE}`,
        "KeyError: 'lat'",
      ),
    ],
    ["a handler that only repeats", document(`${TRACE}${DURING}${TRACE}`, "KeyError: 'lat'")],
    [
      "no carets",
      DOCUMENT.split("\n")
        .filter((line) => !/^[\s^]+$/.test(line) || line === "")
        .join("\n"),
    ],
    ["another line number", DOCUMENT.replace("line 349", "line 401")],
    ["another place of the packages", DOCUMENT.replace("/opt/venv", "/opt/micromamba/envs/runtime")],
    ["another root of the code", DOCUMENT.replace("/root/features", "/tmp/flyte-ab12/code/features")],
    [
      "a cut beginning",
      `…n3.11/site-packages/flytekit/core/base_task.py", line 1, in x\n${DOCUMENT.slice(DOCUMENT.indexOf("    native_outputs"))}`,
    ],
    [
      "a traceback of a child process",
      document(
        `Traceback (most recent call last):\n  File "/root/train.py", line 3, in launch\n    elastic_launch(config)()\ntorch.ChildFailedError: \n====\ntrain.py FAILED\n  traceback : ${TRACE}`,
        "x",
      ),
    ],
    [
      "a remote traceback",
      document(
        `multiprocessing.pool.RemoteTraceback: \n"""\n${TRACE}\n"""${DIRECT}Traceback (most recent call last):\n  File "/root/main.py", line 2, in run\n    pool.map(f, xs)\nKeyError: 'lat'`,
        "KeyError: 'lat'",
      ),
    ],
  ])("%s", (_, message) => {
    expect(keyOf(message)).toBe(keyOf(DOCUMENT));
  });
});

describe("normaliseError", () => {
  it("tells type, message, the user's frame and what the wrappers know", () => {
    expect(read(`[4-9]: ${DOCUMENT}`)).toMatchObject({
      cause: { type: "KeyError", message: "'lat'" },
      location: { fn: "cell_of", source: "return h3_cell(row[LAT], row[LON])" },
      items: "4-9",
      cutEnd: false,
      cutStart: false,
    });
    expect(read("x\n[pod-1] terminated with exit code (137). Reason [OOMKilled]. Message: \n.").exit).toEqual({
      code: 137,
      reason: "OOMKilled",
    });
  });

  it("sees a cut of a list by its length, a cut document by its missing message", () => {
    expect(read("x".repeat(100)).cutEnd).toBe(true);
    expect(normaliseError({ code: null, kind: null, message: "x".repeat(100), cut: false }).cutEnd).toBe(false);
    expect(read(DOCUMENT.slice(0, 300)).cutEnd).toBe(true);
    expect(read(`${DOCUMENT.slice(0, 100)}`).cutEnd).toBe(true);
  });

  it("goes through a bridge to the Java exception that explains, behind the scheduler's words", () => {
    const spark = `py4j.protocol.Py4JJavaError: An error occurred while calling o9.save.
: org.apache.spark.SparkException: Job aborted due to stage failure: Task 3 in stage 9.0 failed 4 times, most recent failure: Lost task 3.3 in stage 9.0 (TID 44) (10.2.3.4 executor 2): java.lang.ArithmeticException: BigInteger would overflow

Driver stacktrace:
	at org.apache.spark.scheduler.DAGScheduler.x(DAGScheduler.scala:2664)`;
    expect(read(spark).cause.message).toContain("BigInteger would overflow");
    expect(read(spark).cause.message).not.toContain("stage failure");
  });

  it.each(["", " ", "{", "[1]: ", "Trace:", "\n\n", '{"a":', "…", "Message:\n"])("never throws: %j", (message) => {
    expect(fingerprint(read(message)).title).not.toBe("");
  });
});

it("takes hostile text of any length apart in linear work", () => {
  // Each of these is quadratic or worse for a pattern that may begin anywhere or a loop that strips without end.
  for (const part of ["[1]: ", "\n ", "'", "a/", "failed at Node[x]. ", "Caused by: a.B: c\n", "pull "]) {
    expect(() => fingerprint(read(part.repeat(40_000)))).not.toThrow();
  }
});
