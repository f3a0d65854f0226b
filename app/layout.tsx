import "@fontsource-variable/geist/wght.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { Providers } from "@/components/shell/providers";
import { BASE_PATH } from "@/lib/url/paths";

export const metadata: Metadata = {
  title: { template: "%s · Contrail", default: "Contrail" },
  description: "A web console for Flyte: browse, watch, debug, relaunch and compare executions",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#111418" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  // oxlint-disable-next-line react/purity -- a server component is drawn once a request
  const renderedAtMs = Date.now();
  return (
    // The theme is set by the script below before React comes to life.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script src={`${BASE_PATH}/theme.js`} />
      </head>
      <body>
        <Providers renderedAtMs={renderedAtMs}>
          <AppShell>{children}</AppShell>
        </Providers>
      </body>
    </html>
  );
}
