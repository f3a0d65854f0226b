import type { Condition } from "./types";

/** What Python, its packages and its data libraries say of code and data. */
export const PYTHON_CONDITIONS: readonly Condition[] = [
  {
    id: "module-missing",
    pattern: /No module named ['"]?([\w.]+)/,
    fault: "user",
    title: "Module not installed:",
  },
  {
    id: "import-name",
    pattern: /cannot import name ['"]?(\w+)['"]?(?: from (?:partially initialized module )?['"]?([\w.]+))?/,
    fault: "user",
    title: "Cannot import",
  },
  {
    id: "package-version",
    pattern:
      /^(?:ImportError|VersionConflict|ContextualVersionConflict|DistributionNotFound|PackageNotFoundError)[\s\S]{0,20}?\b([A-Za-z][\w-]+) ?(?:\[[\w,]+\])?[<>=!~]=?[^\n]{0,60}(?:is required|required|but)|requires ([\w-]+) ?[<>=!~]=?[^\n]{0,60}/,
    fault: "user",
    title: "Package version does not fit:",
  },
  {
    id: "shared-library",
    pattern:
      /(lib[\w+-]+\.so)[\w.]*: (?:cannot open shared object|undefined symbol)|undefined symbol: (\w+)|version ['"`]?(\w+_[\d.]+)['"`]? not found/i,
    fault: "user",
    title: "Shared library does not fit:",
  },
  {
    id: "binary-mismatch",
    pattern: /binary incompatibility|compiled (?:against|using|with) (?:a different|NumPy|API)|ABI version/i,
    fault: "user",
    title: "Built against another version",
  },
  {
    id: "pickle-local",
    pattern: /pickle[^\n]{0,80}(?:local object|lambda|<locals>)/i,
    fault: "user",
    title: "A local function cannot be pickled",
  },
  {
    id: "pickle-object",
    pattern: /(?:cannot|can't|could not) (?:be )?pickled?:? [^'"\n]{0,20}['"<]?(?:class ['"])?([\w.]+)/i,
    fault: "user",
    title: "Cannot be pickled:",
  },
  {
    id: "system-exit",
    pattern: /^KeyboardInterrupt|^SystemExit/,
    fault: "unknown",
    title: "The process was told to exit",
  },
];
