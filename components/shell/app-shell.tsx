import type { ReactNode } from "react";
import { AppBar } from "./bar/app-bar";

/** The frame of every page. It owns the one `<main>`; pages bring their own h1. */
export function AppShell({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-(--z-toast) focus:rounded-md focus:bg-over focus:px-3 focus:py-2 focus:shadow-2"
      >
        Skip to content
      </a>
      <AppBar />
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col focus-visible:outline-none">
        {children}
      </main>
    </div>
  );
}
