import type { Condition } from "./types";

/** Devices, memory, worker processes. */
export const COMPUTE_CONDITIONS: readonly Condition[] = [
  {
    id: "gpu-memory",
    pattern:
      /\b(?:CUDA|HIP|XPU|MPS|GPU|device|cudaMalloc)\b[^\n]{0,40}out of memory|(?:CUDNN|CUBLAS)_STATUS_ALLOC_FAILED|cudaErrorMemoryAllocation|OOM when allocating tensor|RESOURCE_EXHAUSTED: (?:Out of memory|OOM)|out of memory[^\n]{0,40}\b(?:GPU|CUDA|device)\b/i,
    fault: "user",
    title: "Device out of memory",
  },
  {
    id: "peer-gone",
    pattern:
      /(?:nccl|gloo|process ?group|rendezvous)[\s\S]{0,300}(?:remote process (?:exited|has)|no longer available|connection (?:closed|reset) by (?:remote )?peer|peer[^\n]{0,30}(?:gone|closed|left))/i,
    fault: "unknown",
    title: "A peer process went away",
    follows: "group",
  },
  {
    id: "collective-timeout",
    pattern:
      /(?:nccl|gloo|collective|all_?reduce|process ?group|monitored ?barrier|rendezvous)[\s\S]{0,400}(?:timed? ?out|timeout)/i,
    follows: "group",
    fault: "unknown",
    title: "A collective operation timed out",
  },
  {
    id: "device-assert",
    pattern: /device-side assert(?:ion)? (?:triggered|failed)/i,
    fault: "user",
    title: "Device-side assertion",
  },
  {
    id: "illegal-device-access",
    pattern: /(?:illegal|invalid|misaligned) (?:memory )?(?:access|address)/i,
    fault: "unknown",
    title: "Illegal access to device memory",
  },
  {
    id: "device-hardware",
    pattern: /uncorrectable|\bECC\b|\bXid\b|hardware (?:stack )?(?:error|failure)|fallen off the bus/i,
    fault: "platform",
    title: "Device hardware error",
  },
  {
    id: "driver-version",
    pattern:
      /driver[^\n]{0,60}(?:too old|insufficient|mismatch|outdated|out of date)|driver\/library version mismatch/i,
    fault: "platform",
    title: "Device driver does not fit",
  },
  {
    id: "no-device",
    pattern:
      /no (?:CUDA|NVIDIA|HIP|GPU)[\w -]{0,30}(?:available|detected|found|visible)|no CUDA-capable device|found no NVIDIA driver|CUDA is not available|could not select device driver/i,
    fault: "unknown",
    title: "No device found",
  },
  {
    id: "device-kernel",
    pattern: /no kernel image is available/i,
    fault: "user",
    title: "Built for another device",
  },
  {
    id: "worker-shared-memory",
    pattern: /bus error|out of shared memory|shared memory limit|\/dev\/shm/i,
    fault: "unknown",
    title: "Out of shared memory",
  },
  {
    id: "loader-worker",
    pattern: /(?:data ?loader)[^\n]{0,60}(?:killed|exited|died|crashed)/i,
    fault: "unknown",
    title: "Data loader worker died",
  },
  {
    id: "jvm-heap",
    pattern: /java heap space|GC overhead limit exceeded|OutOfMemoryError: (?:Metaspace|Direct buffer)/i,
    fault: "user",
    title: "JVM out of memory",
  },
  {
    id: "executor-memory",
    pattern:
      /(?:executor|container)[\s\S]{0,200}(?:exit(?:ed with exit)? (?:code|status):? ?137|exceed\w* (?:physical )?memory|memory limits|OOM)/i,
    fault: "user",
    title: "Executor out of memory",
  },
  {
    id: "cluster-memory",
    pattern:
      /\bray\b[\s\S]{0,400}(?:memory (?:on the node|usage)|OutOfMemory)|killed due to (?:the node )?running low on memory|exceeds the memory usage threshold|^OutOfMemoryError[\s\S]{0,200}worker/i,
    fault: "user",
    title: "Worker out of memory",
  },
  {
    id: "host-memory",
    pattern:
      /^(?:_?ArrayMemoryError|MemoryError)\b|unable to allocate|std::bad_alloc|malloc of size|cannot allocate memory|\[Errno 12\]|realloc of size|failed to allocate memory/i,
    fault: "user",
    title: "Host out of memory",
  },
  {
    id: "pool-broken",
    pattern:
      /BrokenProcessPool|process pool (?:was terminated|is not usable)|TerminatedWorkerError|worker process managed by the executor was unexpectedly/i,
    fault: "unknown",
    title: "A worker process ended",
    follows: "group",
  },
  {
    id: "child-process",
    pattern:
      /ChildFailedError|ChildProcessError|ProcessExitedException|ProcessRaisedException|one or more child processes failed/i,
    fault: "unknown",
    title: "A child process failed",
    follows: "group",
  },
  {
    id: "actor-died",
    pattern: /actor (?:died|is dead)|ActorDiedError|ActorUnavailable/i,
    fault: "unknown",
    title: "An actor died",
  },
  {
    id: "distributed-worker",
    pattern:
      /KilledWorker|WorkerCrashedError|attempted to run task [\s\S]{0,200}died|worker (?:died|crashed) unexpectedly/i,
    fault: "unknown",
    title: "A worker of the cluster died",
  },
  {
    id: "object-lost",
    pattern: /ObjectLostError|OwnerDiedError|ObjectReconstruction|copies of [^\n]{0,80} lost/i,
    fault: "unknown",
    title: "An object was lost with its node",
  },
  {
    id: "segmentation-fault",
    pattern: /segmentation fault|SIGSEGV|signal 11\b|segfault/i,
    fault: "user",
    title: "Segmentation fault",
  },
  { id: "aborted-process", pattern: /SIGABRT|signal 6\b|core dumped\)?$/i, fault: "user", title: "Process aborted" },
];
