import { describe, expect, it } from "vitest";
import { addressKind } from "./address";

describe("addressKind", () => {
  it.each([
    ["8.8.8.8", "public"],
    ["2606:4700::1111", "public"],
    ["127.0.0.1", "private"],
    ["10.1.2.3", "private"],
    ["100.64.0.1", "private"],
    ["::1", "private"],
    ["fd00::1", "private"],
    ["169.254.169.254", "never"],
    ["100.100.100.200", "never"],
    ["fd00:ec2::254", "never"],
    ["fe80::1", "never"],
    ["fe80::1%lo", "never"],
    ["0.0.0.0", "never"],
    ["255.255.255.255", "never"],
    ["224.0.0.1", "never"],
    ["localhost", "never"],
  ])("of %s is %s", (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  it("sees the IPv4 address inside an IPv6 one", () => {
    for (const address of ["::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "::a9fe:a9fe"])
      expect(addressKind(address), address).toBe("never");
    for (const address of ["::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"])
      expect(addressKind(address), address).toBe("private");
    expect(addressKind("::ffff:8.8.8.8")).toBe("public");
  });
});
