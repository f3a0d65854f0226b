export { anAttempt } from "./attempt";
export { anExecution, anExecutionRef } from "./execution";
export { aNodeRow } from "./node-row";
