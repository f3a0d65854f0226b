import type { Condition } from "./types";

/** What a pod asks for and no node has: each resource is a cause of its own; else the first reason that is no resource. */
function lackingOf(text: string): string[] {
  const resources = [...text.matchAll(/Insufficient ([\w./-]*\w)/g)].map((found) => found[1] ?? "");
  if (resources.length > 0) return [...new Set(resources)].sort();
  const reason = /\d+ node\(s\) ([A-Za-z' ]+)/.exec(text)?.[1]?.trim();
  return reason === undefined ? [] : [reason];
}

/** What Kubernetes and the engine say of pods, images, quotas and runs. */
export const CLUSTER_CONDITIONS: readonly Condition[] = [
  {
    id: "image-denied",
    pattern:
      /(?:pull|image)[\s\S]{0,500}(?:authoriz|unauthorized|forbidden|denied|authentication|no basic auth|\b40[13]\b)/i,
    fault: "unknown",
    title: "Image may not be pulled",
  },
  {
    id: "image-missing",
    pattern:
      /(?:pull\w*|resolve reference)[\s\S]{0,500}(?:not found|manifest unknown|does not exist|no such image|name unknown)/i,
    fault: "user",
    title: "Image does not exist",
  },
  {
    id: "image-tls",
    pattern: /(?:pull\w*|resolve reference)[\s\S]{0,500}(?:x509|certificate)/i,
    fault: "platform",
    title: "Image registry's certificate is refused",
  },
  {
    id: "image-rate",
    pattern: /(?:pull\w*|resolve reference)[\s\S]{0,500}(?:toomanyrequests|too many requests|rate limit)/i,
    fault: "platform",
    title: "Image registry limits pulls",
  },
  {
    id: "image-dns",
    pattern: /(?:pull\w*|resolve reference)[\s\S]{0,500}no such host/i,
    fault: "platform",
    title: "Image registry's name is not resolved",
  },
  {
    id: "image-timeout",
    pattern:
      /(?:pull\w*|resolve reference)[\s\S]{0,500}(?:timeout|timed out|deadline exceeded|connection refused|connection reset|\b50[0234]\b|EOF)/i,
    fault: "platform",
    title: "Image registry did not answer",
  },
  {
    id: "image-name",
    pattern: /invalid ?image ?name|invalid reference format|couldn't parse image|failed to apply default image tag/i,
    fault: "user",
    title: "Image name is not valid",
  },
  {
    id: "image-disk",
    pattern: /pull\w*[\s\S]{0,500}no space left/i,
    fault: "platform",
    title: "No space for the image",
  },
  {
    id: "image-pull",
    pattern: /ErrImagePull|ImagePullBackOff|back-off pulling image|failed to pull/i,
    fault: "unknown",
    isBroad: true,
    title: "Image not pulled",
  },
  {
    id: "config-missing",
    pattern:
      /\b(secret|configmap|persistentvolumeclaim)s? "?([\w.-]+)"? (?:was )?not found|couldn't find key ([\w.-]+) in (?:Secret|ConfigMap)/i,
    fault: "user",
    title: "Missing in the namespace:",
  },
  {
    id: "service-account",
    pattern:
      /service ?accounts? "?(?:[\w-]+\/)?([\w.-]+)"?(?: was)? not found|error looking up service account (?:[\w-]+\/)?([\w.-]+)/i,
    fault: "user",
    title: "Service account does not exist:",
  },
  {
    id: "namespace",
    pattern: /namespaces? "?[\w.-]+"? (?:(?:was )?not found|because it is being terminated)/i,
    fault: "platform",
    title: "Namespace is not there",
  },
  {
    id: "no-command",
    pattern: /no command specified/i,
    fault: "user",
    title: "Container has no command to run",
  },
  {
    id: "command-missing",
    pattern: /executable file not found|exec: "[^"\n]*"|StartError/i,
    fault: "user",
    title: "The command of the container does not exist",
  },
  {
    id: "container-create",
    pattern:
      /^(?:(?!task|node).){0,40}context deadline exceeded|failed to create (?:pod )?sandbox|failed to (?:reserve|create) (?:container|containerd)|failed to set ?up (?:sandbox|network)|CreateContainer(?:Error|ConfigError)|RunContainerError|cni\b/i,
    fault: "platform",
    isBroad: true,
    title: "Container could not be created",
  },
  {
    id: "volume",
    pattern:
      /MountVolume|FailedMount|unable to attach or mount|FailedAttachVolume|volume[^\n]{0,60}(?:already (?:exclusively )?attached|timed out)/i,
    fault: "platform",
    title: "Volume not mounted",
  },
  {
    id: "volume-limit",
    pattern: /usage of emptydir volume [^\n]{0,80}exceeds/i,
    fault: "user",
    title: "Volume exceeded its limit",
  },
  {
    id: "pod-storage-limit",
    pattern: /(?:local |ephemeral )(?:local )?storage (?:usage )?(?:exceed|limit)|storage usage exceeds/i,
    fault: "user",
    title: "Pod exceeded its storage limit",
  },
  {
    id: "node-pressure",
    pattern: /low on resource: \[?([\w-]+)|had condition: \[?(\w+)\]?/i,
    fault: "unknown",
    title: "Evicted, node is low on",
  },
  {
    id: "quota",
    pattern: /exceeded quota: ([\w.-]+)(?:, requested: ([\w./-]+)=)?/i,
    fault: "platform",
    title: "Quota exceeded:",
  },
  {
    id: "request-above-limit",
    pattern: /must be less than or equal to (\w+) limit/i,
    fault: "user",
    title: "Requested above its own limit:",
  },
  {
    id: "limit-range",
    pattern: /(?:maximum|minimum) ([\w.-]+) usage per (?:container|pod)/i,
    fault: "user",
    title: "Requested resources not allowed:",
  },
  {
    id: "unschedulable",
    pattern: /\d+\/\d+ nodes are available|unschedulable|no nodes? available to schedule|didn't trigger scale-?up/i,
    names: lackingOf,
    fault: "platform",
    title: "No node fits the pod",
  },
  {
    id: "preempted",
    pattern: /preempt(?:ed|ing)/i,
    fault: "platform",
    title: "Preempted by a pod of higher priority",
    group: "pod-lost",
  },
  {
    id: "tainted",
    pattern: /DeletionByTaintManager|taint manager/i,
    fault: "platform",
    title: "Node was tainted",
    group: "pod-lost",
  },
  {
    id: "node-shutdown",
    pattern: /node shutdown|node[^\n]{0,30}(?:shutting down|drain)|spot (?:instance|interruption|reclaim)/i,
    fault: "platform",
    title: "Node was taken away",
    group: "pod-lost",
  },
  {
    id: "node-lost",
    pattern: /NodeLost|\bnode\b[^\n]{0,80}(?:lost|not ready|unreachable|unresponsive|deleted)|kubelet stopped posting/i,
    fault: "platform",
    title: "Node was lost",
    group: "pod-lost",
  },
  {
    id: "pod-vanished",
    pattern:
      /pods? "?[\w.-]+"? not found|ResourceDeletedExternally|resource not found|(?:deleted|removed) (?:externally|from the cluster)|pod (?:was )?(?:deleted|removed)/i,
    fault: "platform",
    title: "Pod was deleted from outside",
    group: "pod-lost",
  },
  {
    id: "admission",
    pattern: /(?:admission|failed calling) webhook "?([\w.-]+)"?/i,
    fault: "platform",
    title: "Refused by webhook",
  },
  {
    id: "cluster-rights",
    pattern: /cannot (\w+) resource "([\w./-]+)"/i,
    fault: "platform",
    title: "The engine may not",
  },
  { id: "etcd", pattern: /etcdserver:|etcd /i, fault: "platform", title: "etcd did not answer" },
  {
    id: "run-aborted-itself",
    pattern: /auto-abort|some node execution failed/i,
    fault: "unknown",
    title: "Aborted because another node failed",
    follows: "run",
  },
  {
    id: "child-aborted",
    pattern: /launchplan[^\n]{0,80}abort/i,
    fault: "user",
    title: "The child execution was aborted",
    follows: "run",
  },
  {
    id: "child-failed",
    pattern: /launchplan[^\n]{0,80}fail|RemoteChildWorkflowExecutionFailed|sub-?workflow[^\n]{0,40}failed/i,
    fault: "unknown",
    title: "The child execution failed",
    follows: "run",
  },
  {
    id: "items-failed",
    pattern: /success ratio|sub-?(?:nodes?|tasks?) failed/i,
    fault: "unknown",
    title: "Too many items failed",
    follows: "run",
  },
  {
    id: "dynamic-failed",
    pattern: /^dynamic (?:workflow|node|task) failed/i,
    fault: "unknown",
    title: "A node of the dynamic task failed",
    follows: "run",
  },
  {
    id: "run-aborted",
    pattern: /^(?:workflow|execution) aborted|aborted by (?:user|\S+@)|terminated by/i,
    fault: "user",
    title: "The run was aborted",
    follows: "run",
  },
  { id: "rejected", pattern: /reject(?:ed)? (?:signal|by)|disapprove/i, fault: "user", title: "The gate was rejected" },
  {
    id: "engine-timeout",
    pattern: /\b((?:task|node|workflow|queu\w*)(?: \w+)?) timeout[^\n]{0,40}expired|(?:task|node) execution timed out/i,
    fault: "unknown",
    title: "Timeout of the",
  },
  {
    id: "output-limit",
    pattern: /outputs?[^\n]{0,80}(?:too large|exceed|size limit)|OutputSizeExceeded|exceeded the limit of \[?\d+/i,
    fault: "user",
    title: "Outputs exceed the size limit",
  },
  {
    id: "outputs-missing",
    pattern:
      /outputs? (?:file )?not found|OutputsNotFound|outputs[^\n]{0,120}(?:not (?:found|generated|written|exist)|missing)/i,
    fault: "unknown",
    title: "The task left no outputs",
  },
  {
    id: "engine-plugin",
    pattern: /plugin|panic|failed to (?:abort|finalize|handle)|MaxSystemFailure|retries? exceeded for system/i,
    fault: "platform",
    isBroad: true,
    title: "Failure inside the engine",
  },
];
