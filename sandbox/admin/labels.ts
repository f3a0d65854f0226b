import { invalid } from "./errors";
import { labelKeyProblem, labelValueProblem } from "./text/kubernetes-names";

const MAX_LABELS = 16;

/** Refuses what Kubernetes would refuse, and more than 16. */
export function validateLabels(values: Readonly<Record<string, string>>): void {
  if (Object.keys(values).length > MAX_LABELS) throw invalid(`labels map cannot exceed ${MAX_LABELS} entries`);
  for (const [key, value] of Object.entries(values)) {
    const keyProblem = labelKeyProblem(key);
    if (keyProblem !== null) throw invalid(`invalid label key [${key}]: [${keyProblem}]`);
    const valueProblem = labelValueProblem(value);
    if (valueProblem !== null) throw invalid(`invalid label value [${value}]: [${valueProblem}]`);
  }
}
