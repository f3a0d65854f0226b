/** A line of the Python code that a twin stands for, innermost last. */
export type Frame = { file: string; line: number; in: string; code: string };

/** An error of user code, with the class name that Python would show. */
export class TaskFailure extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly frames: readonly Frame[] = [],
  ) {
    super(message);
  }
}

/** An error that asks for another attempt: flytekit's FlyteRecoverableException. */
export class Recoverable extends TaskFailure {
  constructor(message: string, frames: readonly Frame[] = []) {
    super("FlyteRecoverableException", message, frames);
  }
}

const FLYTEKIT = "/opt/venv/lib/python3.11/site-packages/flytekit/core";
const OUTER: readonly Frame[] = [
  {
    file: `${FLYTEKIT}/base_task.py`,
    line: 767,
    in: "dispatch_execute",
    code: "native_outputs = self.execute(**native_inputs)",
  },
  {
    file: `${FLYTEKIT}/python_function_task.py`,
    line: 214,
    in: "execute",
    code: "return self._task_function(**kwargs)",
  },
];

/** What flytekit would write into error.pb: code, and a message with trace and last line. */
export function describeFailure(cause: unknown): { code: string; message: string; recoverable: boolean } {
  const failure =
    cause instanceof TaskFailure
      ? cause
      : new TaskFailure(
          cause instanceof TypeError ? "TypeError" : "RuntimeError",
          cause instanceof Error ? cause.message : String(cause),
        );
  const recoverable = failure instanceof Recoverable;
  const text = recoverable ? `USER:Recoverable: error=${failure.message}` : failure.message;
  const inTrace = recoverable ? `flytekit.exceptions.user.${failure.type}` : failure.type;
  const trace = [
    "Traceback (most recent call last):",
    ...[...OUTER, ...failure.frames].flatMap((frame) => [
      `  File "${rooted(frame.file)}", line ${frame.line}, in ${frame.in}`,
      `    ${frame.code}`,
    ]),
    `${inTrace}: ${text}`,
  ];
  const message = `Trace:\n\n${indented(trace.join("\n"))}\n\nMessage:\n\n${indented(`${failure.type}: ${text}`)}`;
  return { code: recoverable ? "USER:Recoverable" : `USER:${failure.type}`, message, recoverable };
}

function rooted(file: string): string {
  return file.startsWith("/") ? file : `/root/${file}`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
