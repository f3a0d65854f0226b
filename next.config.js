// Flags that cannot come from the environment at run time: the base path is part of every built URL, as flyteconsole's is.
/** @type {import("next").NextConfig} */
export default {
  basePath: "/console",
  output: "standalone",
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ["@connectrpc/connect-node", "pino"],
};
