/** The sign of Contrail: two fading strokes and an arrowhead. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" strokeLinecap="round" aria-hidden="true">
      <path d="M2 17.5C6.5 15.8 11.2 12 15 6.4" stroke="var(--accent)" strokeWidth="2.6" opacity=".38" />
      <path d="M2 13.2c4-1.2 8.2-4 11.4-8.2" stroke="var(--accent)" strokeWidth="1.6" opacity=".75" />
      <path d="M18.4 1.6 11.6 4l4.4 4.4z" fill="var(--ink)" />
    </svg>
  );
}
