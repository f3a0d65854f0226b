// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeQueryClient } from "@/lib/client/make-query-client";
import type { BlobList, BlobListing } from "@/lib/contract/blobs";
import type { Preview, PreviewContent } from "@/lib/core/preview/types";
import { anExecutionRef } from "@/lib/testing/builders";
import { ArtifactList } from "./artifact-list";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const blob = (part: Partial<BlobListing> = {}): BlobListing => ({
  node: "n0",
  nodeName: "n0",
  side: "outputs",
  path: "o0",
  uri: "s3://bucket/trips.csv",
  format: "",
  multipart: false,
  kind: "blob",
  sizeBytes: null,
  writtenMs: 1,
  ...part,
});

const preview = (content: PreviewContent, part: Partial<Preview> = {}): Preview => ({
  name: "trips.csv",
  sizeBytes: 4_096,
  readBytes: 4_096,
  requests: 1,
  via: "signed",
  notes: [],
  content,
  ...part,
});

const problem = (code: string, message: string, status: number) =>
  Response.json({ problem: { code, message, requestId: "r1" } }, { status });

type Answers = {
  list?: Partial<BlobList> | Response;
  preview?: (url: URL) => Preview | Response;
};

function show(answers: Answers, ended = true): URL[] {
  const asked: URL[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    const url = new URL(address, "http://localhost");
    asked.push(url);
    if (url.pathname.endsWith("/preview")) {
      const given = answers.preview?.(url) ?? problem("not_found", "No such file.", 404);
      return given instanceof Response ? given : Response.json(given);
    }
    if (answers.list instanceof Response) return answers.list;
    return Response.json({ blobs: [blob()], nodesRead: 1, nodesKnown: 1, failed: [], ...answers.list });
  });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ArtifactList execution={anExecutionRef()} ended={ended} />
    </QueryClientProvider>,
  );
  return asked;
}

/** Opens the first file and waits for its preview. */
async function open(content: PreviewContent, part: Partial<Preview> = {}, list: Partial<BlobListing> = {}) {
  const asked = show({ list: { blobs: [blob(list)] }, preview: () => preview(content, part) });
  await userEvent.click(await screen.findByRole("button", { name: /output o0/ }));
  const region = await screen.findByRole("region", { name: "Preview of o0" });
  await within(region).findByText(part.name ?? "trips.csv");
  return { region: within(region), asked };
}

describe("ArtifactList", () => {
  it("tells loading, none, none yet and failed apart", async () => {
    show({ list: { blobs: [] } });
    expect(screen.getByRole("status", { name: "Loading artifacts" })).toBeTruthy();
    expect(await screen.findByText("This run names no files.")).toBeTruthy();
    cleanup();
    show({ list: { blobs: [] } }, false);
    expect(await screen.findByText("This run names no files yet.")).toBeTruthy();
    cleanup();
    show({ list: problem("forbidden", "You may not read this run.", 403) });
    expect((await screen.findByRole("alert")).textContent).toContain("You may not read this run.");
  });

  it("names the nodes that could not be looked at", async () => {
    show({ list: { nodesRead: 1, nodesKnown: 2, failed: [{ node: "n7", message: "too slow" }] } });
    expect(await screen.findByText("Values of 1 of 2 nodes were read.")).toBeTruthy();
    expect(screen.getByText(/too slow/)).toBeTruthy();
  });

  it("says how large a literal is and does not open it as a file", async () => {
    show({ list: { blobs: [blob({ kind: "offloaded", sizeBytes: "20971520" })] } });
    expect(await screen.findByText(/keeps elsewhere of 20 MiB: read it among the outputs/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /output o0/ })).toBeNull();
  });

  it("opens one preview at a time, and asks for nothing before", async () => {
    const asked = show({
      list: { blobs: [blob(), blob({ path: "o1", uri: "s3://bucket/other.csv" })] },
      preview: () => preview({ kind: "empty" }),
    });
    const first = await screen.findByRole("button", { name: /output o0/ });
    expect(asked.filter(({ pathname }) => pathname.endsWith("/preview"))).toHaveLength(0);
    await userEvent.click(first);
    expect(first.getAttribute("aria-expanded")).toBe("true");
    expect(await screen.findByText("The file is empty.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /output o1/ }));
    expect(screen.queryByRole("region", { name: "Preview of o0" })).toBeNull();
    expect(first.getAttribute("aria-expanded")).toBe("false");
  });

  it("says the size before the download, and how much was read", async () => {
    const note = "The first 1,000,000 of 104,857,600 bytes were read.";
    const part = { sizeBytes: 104_857_600, readBytes: 1_048_576, notes: [note] };
    const { region } = await open(
      { kind: "text", language: "text", charset: "utf-8", text: "a", replaced: 0, isCut: true },
      part,
    );
    const link = region.getByRole("link", { name: "Download 100 MiB" });
    expect(link.getAttribute("href")).toContain("/blob?node=n0&side=outputs&path=o0");
    expect(region.getByText("1.0 MiB of 100 MiB read")).toBeTruthy();
    expect(region.getByText(note)).toBeTruthy();
  });

  it("names what is missing where a file cannot be shown, and still offers a file's download", async () => {
    const missing = "Only an object store can list a folder. Set CONTRAIL_S3_BUCKETS.";
    show({ preview: () => problem("unsupported", missing, 501) });
    await userEvent.click(await screen.findByRole("button", { name: /output o0/ }));
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByRole("heading", { name: "This file cannot be shown here" })).toBeTruthy();
    expect(alert.textContent).toContain(missing);
    expect(screen.getByRole("link", { name: "Download, size unknown" })).toBeTruthy();
  });

  it("says of a file that is gone that it is not there", async () => {
    show({});
    await userEvent.click(await screen.findByRole("button", { name: /output o0/ }));
    expect(await screen.findByRole("heading", { name: "The file is not there" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: /Download/ })).toBeNull();
  });

  it("tells of one address once, with links to who made and who read it", async () => {
    const reader = blob({ node: "n1", nodeName: "train", side: "inputs", path: "trips" });
    show({ list: { blobs: [reader, blob()] }, preview: () => preview({ kind: "empty" }) });
    expect(await screen.findByText("Read by train")).toBeTruthy();
    expect(screen.getAllByRole("listitem")).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: /n0 output o0/ }));
    const lineage = within(screen.getByRole("region", { name: "Lineage" }));
    expect(lineage.getByRole("link", { name: "n0" }).getAttribute("href")).toMatch(/\?node=n0&tab=outputs$/);
    expect(lineage.getByRole("heading", { name: "Read by (1)" })).toBeTruthy();
    expect(lineage.getByRole("link", { name: "train" }).getAttribute("href")).toMatch(/\?node=n1&tab=inputs$/);
  });

  it("filters by kind, node and name, with counts, and finds back", async () => {
    const model = blob({ node: "n1", nodeName: "train", path: "model", uri: "s3://bucket/m.onnx" });
    show({ list: { blobs: [blob(), model] } });
    await userEvent.selectOptions(await screen.findByRole("combobox", { name: "Kind" }), "Models (1)");
    expect(screen.getByText("1 of 2 artifacts")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /output o0/ })).toBeNull();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Node" }), "n0 (1)");
    expect(screen.getByText("0 of 2 artifacts")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Show all" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Name" }), "TRIPS");
    expect(screen.getByText("1 of 2 artifacts")).toBeTruthy();
    expect(screen.getByRole("button", { name: /output o0/ })).toBeTruthy();
  });
});

describe("previews", () => {
  it("draws a picture from its place, zoomed in with square pixels", async () => {
    const { region } = await open({
      kind: "image",
      format: "png",
      mediaType: "image/png",
      width: 640,
      height: 480,
      isDrawable: true,
    });
    expect(region.getByText("PNG, 640 × 480 pixels")).toBeTruthy();
    const image = region.getByRole("img", { name: "trips.csv" });
    expect(image.getAttribute("src")).toContain("inline=image");
    await userEvent.click(region.getByRole("radio", { name: "400 %" }));
    expect(image.style.width).toBe("2560px");
    expect(image.style.imageRendering).toBe("pixelated");
    fireEvent.error(image);
    expect(region.getByRole("alert").textContent).toContain("could not draw");
  });

  it("does not draw a picture that is too large", async () => {
    const size = { width: 60_000, height: 60_000, isDrawable: false };
    const { region } = await open({ kind: "image", format: "png", mediaType: "image/png", ...size });
    expect(region.queryByRole("img")).toBeNull();
    expect(region.getByText("This picture is not drawn here.")).toBeTruthy();
  });

  it("shows markup of a text as text, and more of it on demand", async () => {
    const text = `<script>alert(1)</script>\n${"x".repeat(30_000)}`;
    const { region } = await open({ kind: "text", language: "xml", charset: "utf-8", text, replaced: 0, isCut: false });
    const body = region.getByRole("region", { name: "Text: xml" });
    expect(body.querySelector("script")).toBeNull();
    expect(body.textContent).toHaveLength(20_000);
    await userEvent.click(region.getByRole("button", { name: "Show more" }));
    expect(body.textContent).toBe(text);
  });

  it("draws an SVG as a picture only", async () => {
    const { region } = await open({ kind: "svg", text: "<svg onload='alert(1)'/>" });
    expect(region.getByRole("img", { name: "trips.csv" }).getAttribute("src")).toContain("inline=image");
    expect(region.getByRole("region", { name: "Text: svg" }).textContent).toContain("<svg onload");
  });

  it("shows rows of a table and says that there are more", async () => {
    const rows = Array.from({ length: 120 }, (_, row) => [String(row), "Berlin"]);
    const { region } = await open({
      kind: "table",
      delimiter: ",",
      columns: ["id", "city"],
      rows,
      columnsKnown: 2,
      isCut: true,
    });
    const table = region.getByRole("table", { name: "First rows" });
    expect(within(table).getByRole("columnheader", { name: "city" })).toBeTruthy();
    expect(within(table).getAllByRole("row")).toHaveLength(51);
    expect(region.getByText("50 of 120 rows, 2 columns. The file has more than what was read.")).toBeTruthy();
    await userEvent.click(region.getByRole("button", { name: "More rows" }));
    expect(within(table).getAllByRole("row")).toHaveLength(121);
  });

  it("shows schema and statistics of Parquet, and reads rows when asked", async () => {
    const parquet: Extract<PreviewContent, { kind: "parquet" }> = {
      kind: "parquet",
      rowCount: "9007199254740993",
      createdBy: "parquet-cpp-arrow",
      columns: [
        {
          path: "eta_s",
          physicalType: "DOUBLE",
          logicalType: "",
          isOptional: true,
          nullCount: "12",
          min: "-0.5",
          max: null,
          compressedBytes: "2048",
        },
      ],
      columnsKnown: 1,
      rowGroups: [],
      rowGroupsKnown: 1,
      sample: null,
    };
    const asked = show({
      preview: (url) =>
        preview(
          url.searchParams.get("rows") === "true"
            ? { ...parquet, sample: { columns: ["eta_s"], rows: [["412.5"]] } }
            : parquet,
        ),
    });
    await userEvent.click(await screen.findByRole("button", { name: /output o0/ }));
    expect(await screen.findByText(/9,007,199,254,740,993 rows, 1 columns/)).toBeTruthy();
    const row = within(screen.getByRole("table", { name: "Columns" })).getByRole("row", { name: /eta_s/ });
    expect(
      within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    ).toEqual(["eta_s", "DOUBLE, optional", "12", "-0.5", "—", "2.0 KiB"]);
    expect(asked.some((url) => url.searchParams.get("rows") === "true")).toBe(false);
    await userEvent.click(screen.getByRole("button", { name: "Read the first rows" }));
    expect(within(await screen.findByRole("table", { name: "First rows" })).getByText("412.5")).toBeTruthy();
  });

  it("draws GeoJSON on a map of its own", async () => {
    const { region } = await open({
      kind: "geojson",
      featuresKnown: 2,
      bounds: [13.3, 52.4, 13.5, 52.6],
      shapes: [{ kind: "point", lines: [[[13.4, 52.5]]], properties: [{ name: "zone", value: "<b>Mitte</b>" }] }],
    });
    expect(region.getByRole("img", { name: "Map of 1 of 2 features" })).toBeTruthy();
    expect(region.getByText(/longitude 13\.3000 to 13\.5000/)).toBeTruthy();
    expect(region.getByText("zone: <b>Mitte</b>")).toBeTruthy();
  });

  it("lists an archive with what is odd about it", async () => {
    const entry = { path: "../../etc/passwd", sizeBytes: 12, type: "file", target: null } as const;
    const { region } = await open({
      kind: "archive",
      format: "zip",
      entries: [{ ...entry, marks: ["climbs out of its folder"] }],
      entriesKnown: 9,
      isCut: true,
    });
    expect(region.getByText("zip: 1 of 9 entries; there are more")).toBeTruthy();
    const row = region.getByRole("row", { name: /etc\/passwd/ });
    expect(row.textContent).toContain("climbs out of its folder");
    expect(region.queryByRole("link", { name: /passwd/ })).toBeNull();
  });

  it("lists a folder, and opens a file of it by its entry", async () => {
    const asked = show({
      list: { blobs: [blob({ multipart: true })] },
      preview: (url) =>
        url.searchParams.get("entry") === "part/0.txt"
          ? preview({ kind: "empty" }, { name: "0.txt" })
          : preview(
              { kind: "directory", entries: [{ path: "part/0.txt", sizeBytes: 3, modifiedMs: null }], isCut: false },
              { name: "folder", sizeBytes: null },
            ),
    });
    await userEvent.click(await screen.findByRole("button", { name: /output o0/ }));
    await userEvent.click(await screen.findByRole("button", { name: "part/0.txt" }));
    expect(await screen.findByText("The file is empty.")).toBeTruthy();
    const links = screen.getAllByRole("link", { name: /Download/ });
    expect(links.map((link) => link.getAttribute("href"))).toEqual([expect.stringContaining("entry=part%2F0.txt")]);
    expect(asked.at(-1)?.searchParams.get("entry")).toBe("part/0.txt");
  });

  it("shows headers of arrays and models", async () => {
    const { region } = await open({
      kind: "array",
      dtype: "float32",
      shape: ["1000", "9007199254740993"],
      isFortranOrder: false,
      isPickled: true,
    });
    expect(region.getByText("1,000 × 9,007,199,254,740,993")).toBeTruthy();
    expect(region.getByText("Python objects, which are never read")).toBeTruthy();
    cleanup();
    const tensors = await open({
      kind: "tensors",
      tensors: [{ name: "w", dtype: "F16", shape: ["2"], bytes: "4" }],
      tensorsKnown: 3,
      metadata: [{ name: "format", value: "pt" }],
    });
    expect(tensors.region.getByRole("row", { name: "w F16 2 4 B" })).toBeTruthy();
    expect(tensors.region.getByText("1 of 3 tensors.")).toBeTruthy();
    cleanup();
    const facts = await open({ kind: "facts", format: "HDF5", facts: [{ name: "version", value: "2" }] });
    expect(facts.region.getByRole("heading", { name: "HDF5" })).toBeTruthy();
  });

  it("frames a page by its own address", async () => {
    const { region } = await open({ kind: "html", text: "<script>alert(1)</script>" });
    const frame = region.getByTitle("Page trips.csv");
    expect(frame.getAttribute("src")).toContain("inline=page");
    expect(frame.hasAttribute("srcdoc")).toBe(false);
  });

  it("plays sound and video from the file's place", async () => {
    const { region } = await open({ kind: "media", media: "video", mediaType: "video/mp4" });
    expect(region.getByLabelText("trips.csv").getAttribute("src")).toContain("inline=media");
    cleanup();
    const audio = await open({ kind: "media", media: "audio", mediaType: "audio/wav" });
    expect(audio.region.getByLabelText("trips.csv").tagName).toBe("AUDIO");
  });

  it("shows what is in a compressed file, but draws none of it", async () => {
    const inner = { kind: "html", text: "<b>x</b>" } as const;
    const { region } = await open({ kind: "gzip", innerName: "report.html", inner });
    expect(region.getByText("Compressed with gzip as report.html. Inside it:")).toBeTruthy();
    expect(region.getByText("<b>x</b>")).toBeTruthy();
    expect(region.queryByTitle(/Page/)).toBeNull();
  });

  it("shows first bytes of what nobody can read, and what is broken about a file", async () => {
    const { region } = await open({ kind: "bytes", headBase64: btoa("\x00\x01Hi<") });
    expect(region.getByRole("region", { name: "First bytes" }).textContent).toMatch(
      /^00000000 {2}00 01 48 69 3c +\.\.Hi<$/,
    );
    cleanup();
    const broken = await open({ kind: "broken", format: "png", message: "its header ends early", headBase64: "" });
    expect(broken.region.getByRole("alert").textContent).toBe("It begins as png, but is broken: its header ends early");
  });
});
