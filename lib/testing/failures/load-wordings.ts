import { readFileSync } from "node:fs";
import { z } from "zod";
import type { LabelledFailures } from "./load-failures";

const wordings = z.array(
  z.object({
    family: z.string(),
    fault: z.enum(["user", "platform", "unknown"]),
    /** `anywhere`: a condition, whatever line meets it. `at_one_line`: an error of that line. `engine`: no exception. */
    met: z.enum(["anywhere", "at_one_line", "engine"]),
    texts: z.array(z.string()),
  }),
);

/**
 * Errors of libraries, databases, clouds and clusters as they are worded, written by hand from knowledge of them: none is
 * in the labelled corpus. Each is dressed as an error document at one or two lines, and bare where its text suffices.
 */
export function loadWordings(): LabelledFailures {
  const read = wordings.parse(JSON.parse(readFileSync(new URL("wordings.json", import.meta.url), "utf8")));
  const messages = read.flatMap(({ family, met, texts }) => {
    const fn = family.replaceAll("-", "_");
    const line = `out = ${fn}(x)`;
    const dressed = texts.flatMap((text) => {
      if (met === "engine") return [text];
      if (met === "at_one_line") return [inDocument(text, fn, line, 10), inDocument(text, fn, line, 11)];
      return [inDocument(text, fn, line, 10), inDocument(text, `any_${fn}`, "other(y)", 20), text];
    });
    return dressed.map((message, at) => ({
      id: `${family}-${at}`,
      family,
      kind: met === "engine" ? null : "USER",
      code: met === "engine" ? null : "USER:RuntimeError",
      message,
      scored: true,
    }));
  });
  return { families: read, messages };
}

const indent = (text: string): string =>
  text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");

const inDocument = (error: string, fn: string, source: string, line: number): string => `Trace:

    Traceback (most recent call last):
      File "/opt/venv/lib/python3.11/site-packages/flytekit/core/base_task.py", line 767, in dispatch_execute
        native_outputs = self.execute(**native_inputs)
      File "/root/wf/${fn}.py", line ${line}, in ${fn}
        ${source}
${indent(error)}

Message:

${indent(error.replace(/^[\w.]*\.(?=\w+:)/, ""))}`;
