/** A workflow to be measured: nodes, and what each waits for. Names are spec node ids. */
export type Shape = { name: string; nodes: { id: string; after: string[] }[] };

const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** `ranks` ranks of `width` nodes; every node waits for all of the rank before. */
export function layered(ranks: number, width: number): Shape {
  const nodes = names("l", ranks).flatMap((rank, index) =>
    names(`${rank}n`, width).map((id) => ({ id, after: index === 0 ? [] : names(`l${index - 1}n`, width) })),
  );
  return { name: `layered-${ranks}x${width}`, nodes };
}

export function chain(length: number): Shape {
  const nodes = names("c", length).map((id, index) => ({ id, after: index === 0 ? [] : [`c${index - 1}`] }));
  return { name: `chain-${length}`, nodes };
}

/** `times` fan-outs of `width` nodes one after the other, each joined again. */
export function fanOuts(times: number, width: number): Shape {
  const nodes: Shape["nodes"] = [{ id: "root", after: [] }];
  let from = "root";
  for (let time = 0; time < times; time++) {
    const workers = names(`f${time}w`, width);
    for (const id of workers) nodes.push({ id, after: [from] });
    nodes.push({ id: `join${time}`, after: workers });
    from = `join${time}`;
  }
  return { name: `fan-${times}x${width}`, nodes };
}

/** `count` chains of `length` nodes side by side. */
export function lanes(count: number, length: number): Shape {
  const nodes = names("p", count).flatMap((lane) =>
    names(`${lane}s`, length).map((id, index) => ({ id, after: index === 0 ? [] : [`${lane}s${index - 1}`] })),
  );
  return { name: `lanes-${count}x${length}`, nodes };
}

export const countEdges = ({ nodes }: Shape): number => nodes.reduce((sum, { after }) => sum + after.length, 0);
