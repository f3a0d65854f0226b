import { type ClientHttp2Session, connect } from "node:http2";

const INTERNAL = 13;

export type GrpcAnswer = { code: number; message: string; body: Uint8Array };

/** A gRPC client that sends bytes as they are, also broken ones, which a generated client would not. */
export class RawClient {
  private readonly session: ClientHttp2Session;

  constructor(url: string) {
    this.session = connect(url, { settings: { maxHeaderListSize: 1024 * 1024 } });
    this.session.on("error", () => undefined);
  }

  /** `path` as in `/package.Service/Method`. A stream that breaks is Internal. */
  unary(path: string, message: Uint8Array, deadlineMs = 20_000): Promise<GrpcAnswer> {
    return new Promise((resolve) => {
      const stream = this.session.request({
        ":method": "POST",
        ":path": path,
        "content-type": "application/grpc",
        te: "trailers",
      });
      const chunks: Buffer[] = [];
      let status: Record<string, unknown> = {};
      const take = (headers: Record<string, unknown>) => {
        if (headers["grpc-status"] !== undefined) status = headers;
      };
      const timer = setTimeout(() => stream.close(), deadlineMs);
      stream.on("response", take);
      stream.on("trailers", take);
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      let broken = "";
      stream.on("error", (error) => {
        broken = error.message;
      });
      stream.on("close", () => {
        clearTimeout(timer);
        // What clients of every language make of a stream that is reset.
        if (status["grpc-status"] === undefined) resolve({ code: INTERNAL, message: broken, body: new Uint8Array(0) });
        else resolve(answerOf(status, Buffer.concat(chunks)));
      });
      stream.end(framed(message));
    });
  }

  close(): void {
    this.session.close();
  }
}

function framed(message: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function answerOf(status: Record<string, unknown>, bytes: Buffer): GrpcAnswer {
  const code = Number(status["grpc-status"]);
  return {
    code,
    message: decoded(textOf(status["grpc-message"])),
    body: bytes.subarray(Math.min(5, bytes.length)),
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
