/** Runs once before the server answers. The bundler folds NEXT_RUNTIME, so the Node code stays out of other runtimes. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkEnvOrExit } = await import("@/lib/server/env");
  checkEnvOrExit();
}
