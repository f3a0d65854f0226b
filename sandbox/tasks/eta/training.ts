import type { TaskFunction } from "@/sandbox/tasks/runtime/context";
import { TaskFailure } from "@/sandbox/tasks/runtime/errors";
import { float } from "@/sandbox/tasks/runtime/log";
import { matrix } from "./features";
import { fitBoosted } from "./models/boosted";
import { fitKnn } from "./models/knn";
import { fitLinear } from "./models/linear";
import { predict, writeModel } from "./models/model";
import { absoluteErrors } from "./scoring";
import { mean } from "./table";

/** Ridge regression. */
export const trainLinear: TaskFunction = async (inputs, { log, files, pace }) => {
  const { features, target } = matrix(inputs.file("train"));
  const step = pace(inputs.number("pace"), 3);
  const ridge = inputs.number("ridge");
  log.info("loaded", { model: "linear", trips: target.length, features: features[0]?.length ?? 0 });
  await step();
  const model = fitLinear(features, target, ridge);
  log.info("solved", { ridge: float(ridge), intercept: float(model.intercept) });
  await step();
  log.info("fit", { mae: float(mean(absoluteErrors(target, predict(model, features)))) });
  await step();
  return { o0: writeModel(files, "linear.json", model) };
};

/** Nearest neighbours among at most 600 reference trips. */
export const trainKnn: TaskFunction = async (inputs, { log, files, pace }) => {
  const { features, target } = matrix(inputs.file("train"));
  const step = pace(inputs.number("pace"), 3);
  const neighbours = inputs.number("neighbours");
  log.info("loaded", { model: "knn", trips: target.length, features: features[0]?.length ?? 0 });
  await step();
  if (neighbours > target.length) log.warning("few_trips", { neighbours, trips: target.length });
  const model = fitKnn(features, target, neighbours, 600);
  log.info("indexed", { references: model.points.length, neighbours: model.neighbours });
  await step();
  const known = features.slice(0, 200);
  log.info("fit", { mae: float(mean(absoluteErrors(target.slice(0, 200), predict(model, known)))) });
  await step();
  return { o0: writeModel(files, "knn.json", model) };
};

/** Gradient boosting, with one log line per epoch (tree). */
export const trainBoosted: TaskFunction = async (inputs, { log, files, pace }) => {
  const { features, target } = matrix(inputs.file("train"));
  const trees = inputs.number("trees");
  const learningRate = inputs.number("learning_rate");
  const step = pace(inputs.number("pace"), trees);
  log.info("loaded", { model: "boosted", trips: target.length, features: features[0]?.length ?? 0 });
  try {
    const model = await fitBoosted(features, target, {
      trees,
      maxDepth: inputs.number("max_depth"),
      learningRate,
      onTree: async (number, loss) => {
        await step();
        log.info(`epoch ${number}/${trees}`, { loss: float(loss) });
      },
    });
    return { o0: writeModel(files, "boosted.json", model) };
  } catch (problem) {
    if (!(problem instanceof TaskFailure)) throw problem;
    log.error("stopped", { model: "boosted", learning_rate: float(learningRate), reason: problem.message });
    throw new TaskFailure(problem.type, problem.message, [
      {
        file: "eta/training.py",
        line: 81,
        in: "train_boosted",
        code: "model = boosted.fit(features, target, trees, max_depth, learning_rate, on_tree)",
      },
      ...problem.frames,
    ]);
  }
};
