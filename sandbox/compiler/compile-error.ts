/** One complaint of the compiler, as FlyteAdmin numbers them in its message. */
export type Complaint = { code: string; nodeId: string; description: string };

/** A workflow that cannot be compiled. The message is the part behind "with err: " of FlyteAdmin's. */
export class CompileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CompileError";
  }
}

export function complaintsError(complaints: readonly Complaint[]): CompileError {
  const lines = complaints
    .map(({ code, nodeId, description }) => `Code: ${code}, Node Id: ${nodeId}, Description: ${description}`)
    .sort()
    .map((text, index) => `\tError ${index}: ${text}\n`);
  return new CompileError(`Collected Errors: ${lines.length}\n${lines.join("")}`);
}
