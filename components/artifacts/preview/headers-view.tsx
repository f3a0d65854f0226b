import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHead } from "@/components/ui/table-head";
import { VisibleText } from "@/components/values/visible-text";
import { formatBytes } from "@/lib/core/format/bytes";
import { formatCount } from "@/lib/core/format/count";
import type { Fact, PreviewContent, TensorsPreview } from "@/lib/core/preview/types";
import { ScrollBox } from "./scroll-box";

const shapeText = (shape: readonly string[]): string =>
  shape.length === 0 ? "one value" : shape.map(formatCount).join(" × ");

/** What the header of a NumPy file says. */
export function ArrayHeader({ array }: { array: Extract<PreviewContent, { kind: "array" }> }) {
  const facts: Fact[] = [
    { name: "Type of its values", value: array.dtype },
    { name: "Shape", value: shapeText(array.shape) },
    { name: "Order", value: array.isFortranOrder ? "by column (Fortran)" : "by row (C)" },
  ];
  if (array.isPickled) facts.push({ name: "Content", value: "Python objects, which are never read" });
  return <FactList title="NumPy array" facts={facts} />;
}

/** Names and values, as text. */
export function FactList({ title, facts }: { title: string; facts: readonly Fact[] }) {
  return (
    <div className="px-3 pb-3">
      <h3 className="pb-1 text-11 font-medium text-text-3">{title}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-12">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-text-3">
              <VisibleText text={name} />
            </dt>
            <dd className="mono break-all">
              <VisibleText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Tensors of a model file, without their values. */
export function TensorTable({ tensors: { tensors, tensorsKnown, metadata } }: { tensors: TensorsPreview }) {
  return (
    <>
      {metadata.length > 0 && <FactList title="Metadata" facts={metadata} />}
      <div className="px-3 pb-3">
        <ScrollBox label="Tensors">
          <Table label="Tensors">
            <thead>
              <tr>
                <TableHead>Tensor</TableHead>
                <TableHead>Type</TableHead>
                <TableHead>Shape</TableHead>
                <TableHead numeric>Size</TableHead>
              </tr>
            </thead>
            <tbody>
              {tensors.map(({ name, dtype, shape, bytes }) => (
                <tr key={name}>
                  <TableCell dense className="mono">
                    <VisibleText text={name} />
                  </TableCell>
                  <TableCell dense>{dtype}</TableCell>
                  <TableCell dense>{shapeText(shape)}</TableCell>
                  <TableCell dense numeric>
                    {formatBytes(Number(bytes))}
                  </TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollBox>
        {tensors.length < tensorsKnown && (
          <p className="pt-1.5 text-12 text-text-2">{`${formatCount(tensors.length)} of ${formatCount(tensorsKnown)} tensors.`}</p>
        )}
      </div>
    </>
  );
}
