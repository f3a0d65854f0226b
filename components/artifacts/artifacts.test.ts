import { describe, expect, it } from "vitest";
import type { BlobListing } from "@/lib/contract/blobs";
import { filterArtifacts, lineageOf, toArtifacts } from "./artifacts";

const blob = (more: Partial<BlobListing>): BlobListing => ({
  node: "n0",
  nodeName: "n0",
  side: "outputs",
  path: "o0",
  uri: "s3://b/trips.csv",
  format: "",
  multipart: false,
  kind: "blob",
  sizeBytes: null,
  writtenMs: 1,
  ...more,
});

const list = [
  blob({ node: null, nodeName: "", path: "trips" }),
  blob({ node: "n1", nodeName: "n1", side: "inputs", path: "trips", writtenMs: 2 }),
  blob({}),
  blob({ node: null, nodeName: "", side: "inputs", path: "config", uri: "s3://b/config.json" }),
  blob({ node: "n1", nodeName: "n1", path: "model", uri: "s3://b/m.onnx", writtenMs: 3 }),
  blob({ path: "big", uri: "", kind: "literal", sizeBytes: "70000" }),
];

describe("toArtifacts", () => {
  it("makes one of all that name one address, what was written last first", () => {
    expect(toArtifacts(list).map(({ key, kind, mentions }) => [key, kind, mentions.length])).toEqual([
      ["s3://b/m.onnx", "model", 1],
      ["n0 outputs big", "literal", 1],
      ["s3://b/config.json", "file", 1],
      ["s3://b/trips.csv", "file", 3],
    ]);
  });

  it("tells folders, datasets and models apart", () => {
    const kinds = toArtifacts([
      blob({ uri: "s3://b/1", multipart: true }),
      blob({ uri: "s3://b/2", multipart: true, kind: "structured_dataset" }),
      blob({ uri: "s3://b/3", format: "PyTorchModule" }),
    ]).map(({ kind }) => kind);
    expect(kinds).toEqual(["folder", "dataset", "model"]);
  });
});

describe("lineageOf", () => {
  it("names the node that made it, who read it, and the run that passes it on", () => {
    const trips = toArtifacts(list).filter(({ key }) => key === "s3://b/trips.csv");
    expect(trips.map(lineageOf)).toEqual([{ made: list[2], passed: [list[0]], read: [list[1]] }]);
  });

  it("says of what the run was given that nothing here made it", () => {
    const config = toArtifacts(list).filter(({ key }) => key === "s3://b/config.json");
    expect(config.map(lineageOf)).toEqual([{ made: null, passed: [], read: [] }]);
  });
});

describe("filterArtifacts", () => {
  it("filters by kind, node and name", () => {
    const artifacts = toArtifacts(list);
    const keys = (filter: Parameters<typeof filterArtifacts>[1]) =>
      filterArtifacts(artifacts, filter).map(({ key }) => key);
    expect(keys({ kind: null, node: "", name: "" })).toHaveLength(4);
    expect(keys({ kind: null, node: "n1", name: "" })).toEqual(["s3://b/m.onnx", "s3://b/trips.csv"]);
    expect(keys({ kind: "model", node: "", name: "" })).toEqual(["s3://b/m.onnx"]);
    expect(keys({ kind: null, node: "", name: "CONFIG" })).toEqual(["s3://b/config.json"]);
  });
});
