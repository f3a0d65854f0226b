import { floatWord } from "./float-word";
import type { Leaf, PlainLeaf } from "./outline";
import { pythonString } from "./python-string";

/** Text of a leaf in Python and the import that it needs. */
export type PythonText = { text: string; needs: string | null };

const FLOAT_WORDS: Readonly<Record<string, string>> = {
  NaN: 'float("nan")',
  Infinity: 'float("inf")',
  "-Infinity": 'float("-inf")',
};

const plain = (text: string): PythonText => ({ text, needs: null });
const DATETIME = "from datetime import datetime, timezone";
const TIMEDELTA = "from datetime import timedelta";
const PANDAS = "import pandas as pd";

/** A leaf as a Python expression. Nanoseconds, which Python's own types drop, are written with pandas. */
export function pythonLeaf(leaf: Leaf): PythonText {
  if ("uri" in leaf) return stored(leaf);
  if ("base64" in leaf) return { text: `base64.b64decode(${pythonString(leaf.base64)})`, needs: "import base64" };
  if (leaf.kind === "duration") return duration(leaf.seconds, leaf.nanos);
  if (leaf.kind === "error") return plain(`RuntimeError(${pythonString(leaf.message)})`);
  return word(leaf);
}

function word(leaf: PlainLeaf): PythonText {
  switch (leaf.kind) {
    case "none":
    case "null":
      return plain("None");
    case "integer":
      return plain(leaf.value);
    case "float":
      return plain(FLOAT_WORDS[floatWord(leaf.value)] ?? floatWord(leaf.value));
    case "boolean":
      return plain(leaf.value ? "True" : "False");
    case "string":
      return plain(pythonString(leaf.value));
    case "datetime":
    case "timestamp":
      return moment(leaf.value);
  }
}

function stored(leaf: Extract<Leaf, { uri: string }>): PythonText {
  const uri = pythonString(leaf.uri);
  switch (leaf.kind) {
    case "blob":
      return leaf.multipart
        ? call("FlyteDirectory", "flytekit.types.directory", [uri])
        : call("FlyteFile", "flytekit.types.file", [uri]);
    case "schema":
      return call("FlyteSchema", "flytekit.types.schema", [`remote_path=${uri}`]);
    case "structured_dataset": {
      const format = leaf.format === "" ? [] : [`file_format=${pythonString(leaf.format)}`];
      return call("StructuredDataset", "flytekit.types.structured", [`uri=${uri}`, ...format]);
    }
    case "offloaded":
      return plain(`...  # ${leaf.sizeBytes} bytes at ${uri}`);
  }
}

const call = (name: string, from: string, given: readonly string[]): PythonText => ({
  text: `${name}(${given.join(", ")})`,
  needs: `from ${from} import ${name}`,
});

function moment(rfc3339: string): PythonText {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/.exec(rfc3339);
  if (match === null) return plain(pythonString(rfc3339));
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "", fraction = ""] = match;
  if (fraction.length > 6) return { text: `pd.Timestamp(${pythonString(rfc3339)})`, needs: PANDAS };
  const parts = [year, month, day, hour, minute, second, fraction.padEnd(6, "0")].map(Number);
  while (parts.length > 3 && parts.at(-1) === 0) parts.pop();
  return { text: `datetime(${parts.join(", ")}, tzinfo=timezone.utc)`, needs: DATETIME };
}

function duration(seconds: string, nanos: number): PythonText {
  if (nanos % 1_000 !== 0) {
    const total = BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
    return { text: `pd.Timedelta(${total}, unit="ns")`, needs: PANDAS };
  }
  const micros = nanos === 0 ? "" : `, microseconds=${nanos / 1_000}`;
  return { text: `timedelta(seconds=${seconds}${micros})`, needs: TIMEDELTA };
}
