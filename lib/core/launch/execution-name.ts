/** What FlyteAdmin takes as the name of an execution. */
const NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** Why a name cannot be used; null when it can, or when it is empty and Flyte makes one. */
export function executionNameFault(name: string): string | null {
  if (name === "" || NAME.test(name)) return null;
  if (!/^[a-z]/.test(name)) return "Starts with a lower-case letter";
  if (name.length > 63) return `${name.length} characters: at most 63`;
  const bad = /[^a-z0-9-]/u.exec(name)?.[0] ?? "";
  return `“${bad}” is not a lower-case letter, digit or hyphen`;
}
