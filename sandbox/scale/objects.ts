import { toBinary } from "@bufbuild/protobuf";
import { CompiledWorkflowClosureSchema } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { type Literal, type LiteralMap, LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { AdminContext } from "@/sandbox/admin/context";
import { compileDynamic } from "@/sandbox/admin/dynamic";
import type { ObjectStore } from "@/sandbox/contract";
import { collection, literalMap, primitive } from "@/sandbox/engine/values/literals";
import type { DynamicGraph, PlannedRun } from "./plan/plan";
import { Random } from "./random";
import type { LogUri } from "./rows/task-messages";
import type { Shape, ShapeNode } from "./shapes/shape";
import type { Place } from "./shapes/tasks";
import { jobSpecOf } from "./shapes/workflows";

/** Different values and logs among the nodes of a scenario: enough to look different, few enough to be written at once. */
const VARIETY = 16;
const LOG_LINES = 120;

/** The objects that the rows of a scenario point to. They are made when first asked for. */
export class ScenarioObjects {
  private readonly made = new Set<string>();
  private readonly graphs = new Map<string, DynamicGraph>();
  private readonly folder: string;
  private asked = 0;

  constructor(
    private readonly context: AdminContext,
    private readonly place: Place,
    scenario: string,
    /** Where a browser reads the log that is written to an `s3://` object. */
    private readonly publicLog: (object: string) => string,
  ) {
    this.folder = `${context.objects.prefix}/metadata/propeller/${place.project}-${place.domain}-${scenario}`;
  }

  /** Inputs and outputs of one execution without either. */
  readonly emptyRun = (): PlannedRun["uris"] => {
    const uri = `${this.folder}/empty.pb`;
    this.once(uri, () => toBinary(LiteralMapSchema, literalMap({})));
    return { inputs: uri, userInputs: uri, outputs: uri };
  };

  /** The compiled graph of a dynamic task: one for all nodes that grow the same shape. */
  readonly graph = (shape: Shape): DynamicGraph => {
    const known = this.graphs.get(shape.name);
    if (known !== undefined) return known;
    const graph = {
      name: shape.name,
      specUri: `${this.folder}/${shape.name}/data/0/futures.pb`,
      closureUri: `${this.folder}/${shape.name}/data/0/dynamic_compiled.pb`,
    };
    this.graphs.set(shape.name, graph);
    const { objects } = this.context;
    if (objects.get(graph.closureUri) === null) {
      const spec = jobSpecOf(this.place, shape);
      objects.put(graph.specUri, toBinary(DynamicJobSpecSchema, spec));
      objects.put(
        graph.closureUri,
        toBinary(CompiledWorkflowClosureSchema, compileDynamic(this.context, spec, graph.closureUri)),
      );
    }
    return graph;
  };

  /** A folder with `inputs.pb` and the outputs of the first attempts. */
  readonly valuesOf = (node: ShapeNode): string => {
    this.asked += 1;
    const number = this.asked % VARIETY;
    const size = node.kind === "map" || node.kind === "spread" ? node.items : number;
    const folder = `${this.folder}/values/${node.kind}-${size}`;
    this.once(`${folder}/inputs.pb`, () => toBinary(LiteralMapSchema, inputsOf(node, number)));
    for (const attempt of [0, 1])
      this.once(`${folder}/${attempt}/outputs.pb`, () => toBinary(LiteralMapSchema, outputsOf(node, number)));
    return folder;
  };

  readonly logUri: LogUri = ({ id }, podName) => {
    let number = 0;
    for (let index = 0; index < podName.length; index += 1)
      number = (number * 31 + podName.charCodeAt(index)) % VARIETY;
    const object = `${this.context.objects.prefix}/logs/${id.project}-${id.domain}/step-${number}.log`;
    this.once(object, () => Buffer.from(logText(number)));
    return this.publicLog(object);
  };

  private once(uri: string, bytes: () => Uint8Array): void {
    if (this.made.has(uri)) return;
    this.made.add(uri);
    putNew(this.context.objects, uri, bytes);
  }
}

function putNew(objects: ObjectStore, uri: string, bytes: () => Uint8Array): void {
  if (objects.get(uri) === null) objects.put(uri, bytes());
}

const float = (value: number): Literal => primitive({ case: "floatValue", value });
const floats = (count: number): Literal =>
  collection(Array.from({ length: count }, (_, index) => float((index % 8) / 8)));

function inputsOf(node: ShapeNode, number: number): LiteralMap {
  if (node.kind === "sub") return literalMap({});
  if (node.kind === "spread") return literalMap({ items: primitive({ case: "integer", value: BigInt(node.items) }) });
  return literalMap({ weight: node.kind === "map" ? floats(node.items) : float(number / 8) });
}

function outputsOf(node: ShapeNode, number: number): LiteralMap {
  if (node.kind === "sub") return literalMap({});
  if (node.kind === "map" || node.kind === "spread") return literalMap({ o0: floats(node.items) });
  return literalMap({ o0: node.kind === "dynamic" ? collection([float(number / 8)]) : float(number / 8) });
}

function logText(number: number): string {
  const random = new Random(number);
  return Array.from({ length: LOG_LINES }, (_, line) => {
    const level = random.chance(0.03) ? "WARNING" : "INFO";
    return `${level} step=${line} weight=${(number / 8).toFixed(3)} residual=${random.next().toExponential(3)}\n`;
  }).join("");
}
