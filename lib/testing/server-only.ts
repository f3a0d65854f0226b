// Stands in for the package "server-only" in unit tests: there it would throw, as no React server build is at work.
export {};
