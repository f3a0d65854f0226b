import { describe, expect, it } from "vitest";
import { messageHead } from "./message-head";

const TRACE = `Trace:

    Traceback (most recent call last):
      File "/root/train.py", line 8, in fit
        raise ValueError("diverged")
    ValueError: diverged`;

describe("messageHead", () => {
  it("takes what flytekit repeats after its trace", () => {
    expect(messageHead(`${TRACE}\n\nMessage:\n\n    ValueError: diverged\n`)).toEqual({
      text: "ValueError: diverged",
      left: 6,
    });
  });

  it("takes the end of a bare traceback", () => {
    expect(messageHead(TRACE)).toEqual({ text: "ValueError: diverged", left: 4 });
  });

  it("takes the first lines of anything else, whole when they are few", () => {
    expect(messageHead("received a reject signal")).toEqual({ text: "received a reject signal", left: 0 });
    expect(messageHead("a\nb\n\nc\nd")).toEqual({ text: "a\nb\nc", left: 1 });
  });

  it("counts the characters that it leaves out of a very long line", () => {
    expect(messageHead("x".repeat(70_000)).text).toContain("… 69400 more characters");
  });
});
