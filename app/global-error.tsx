"use client";

/** The frame itself failed: nothing of it can be used here. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ font: "14px/20px system-ui, sans-serif", padding: 24 }}>
        <main role="alert">
          <h1 style={{ fontSize: 18 }}>Contrail failed</h1>
          <p>Error: internal{error.digest === undefined ? "" : `, request ${error.digest}`}</p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
