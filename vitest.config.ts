import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      "@": root,
      // The package throws outside a React server build; tests of lib/server run in plain Node.
      "server-only": `${root}lib/testing/server-only.ts`,
    },
  },
  test: {
    include: ["{app,components,lib,sandbox,bench}/**/*.test.{ts,tsx}"],
    environment: "node",
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
