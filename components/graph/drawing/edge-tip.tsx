/** What the edge under the pointer carries. The same is said in words where an item of the outline has the focus. */
export function EdgeTip({ lines, x, y }: { lines: readonly string[]; x: number; y: number }) {
  const [title, ...values] = lines;
  return (
    <div
      role="tooltip"
      className="pointer-events-none absolute z-(--z-toast) max-w-80 rounded-md border border-line bg-over px-2 py-1 text-12 text-text shadow-2"
      style={{ left: x + 14, top: y + 12 }}
    >
      <p className="truncate font-strong">{title}</p>
      {values.map((value) => (
        <p key={value} className="mono truncate text-11 text-text-2">
          {value}
        </p>
      ))}
    </div>
  );
}
