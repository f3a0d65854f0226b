import type { TreeNode } from "@/lib/core/graph/tree";
import { fillOf } from "../bar-patterns";
import type { BarRect, BarShape } from "./bar-shape";
import { labelPlace } from "./label-place";

const BAR_PX = 11;

/** One bar with what stands beside it. It is a drawing: the cell around it says the same in words. */
export function Bar({
  node,
  shape,
  text,
  slack,
  onPath,
  widthPx,
  rowPx,
}: {
  node: TreeNode;
  shape: BarShape;
  text: string;
  slack: string;
  onPath: boolean;
  widthPx: number;
  rowPx: number;
}) {
  const top = Math.round((rowPx - BAR_PX) / 2);
  return (
    <svg width={widthPx} height={rowPx} aria-hidden="true" className="block overflow-hidden">
      <Body node={node} shape={shape} top={top} />
      {onPath && (
        <path
          d={`M${shape.fromPx} ${top + BAR_PX + 2.5}H${Math.max(shape.toPx, shape.fromPx + 3)}`}
          stroke="var(--ink)"
          strokeWidth="2"
        />
      )}
      <Label shape={shape} text={text} slack={slack} widthPx={widthPx} middle={top + BAR_PX / 2} />
    </svg>
  );
}

function Body({ node, shape, top }: { node: TreeNode; shape: BarShape; top: number }) {
  const { kind, fromPx, toPx } = shape;
  if (kind === "mark") {
    const fill = node.phase === "cached" ? "var(--cached)" : "var(--recovered)";
    return <rect x={fromPx} y={top} width={toPx - fromPx} height={BAR_PX} rx="1" fill={fill} />;
  }
  if (kind === "bracket") {
    const foot = top + BAR_PX - 1;
    return (
      <path
        d={`M${fromPx} ${foot}V${top + 3.5}H${Math.max(toPx, fromPx + 2)}V${foot}`}
        fill="none"
        stroke={node.phase === "failed" || node.phase === "timed_out" ? "var(--failed)" : "var(--text-3)"}
        strokeWidth="1.5"
      />
    );
  }
  if (kind === "gate") return <Gate node={node} shape={shape} top={top} />;
  return (
    <>
      {shape.rects.map((rect) => (
        <Stretch key={`${rect.look} ${rect.segment.fromMs}`} rect={rect} top={top} />
      ))}
      {shape.crosses.map((px) => (
        <path
          key={px}
          d={`M${px - 6.5} ${top + 2.5}l5 6m0-6l-5 6`}
          stroke="var(--s1)"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      ))}
    </>
  );
}

function Stretch({ rect: { look, fromPx, toPx }, top }: { rect: BarRect; top: number }) {
  return (
    <rect
      x={fromPx}
      y={top}
      width={toPx - fromPx}
      height={BAR_PX}
      fill={fillOf(look)}
      stroke={look === "aborted" ? "var(--aborted)" : undefined}
    />
  );
}

/** Nobody works while a gate waits: thin and dashed, in the colour of how it stands. */
function Gate({ node, shape: { fromPx, toPx }, top }: { node: TreeNode; shape: BarShape; top: number }) {
  const tone = node.phase === "aborted" ? "aborted" : node.phase === "failed" ? "failed" : "paused";
  return (
    <rect
      x={fromPx}
      y={top + 3}
      width={toPx - fromPx}
      height={5}
      fill={`var(--${tone}-s)`}
      stroke={`var(--${tone})`}
      strokeDasharray="3 2"
    />
  );
}

/** `text` begins with how long the node took: that much stays where there is no room for all of it. */
function Label({
  shape,
  text,
  slack,
  widthPx,
  middle,
}: {
  shape: BarShape;
  text: string;
  slack: string;
  widthPx: number;
  middle: number;
}) {
  const withSlack = slack === "" ? [] : [`${text}  ${slack}`];
  const place = text === "" ? null : labelPlace(shape, [...withSlack, text, text.split(",", 1).join("")], widthPx);
  if (place === null) return null;
  const isWhole = place.text !== text && withSlack.includes(place.text);
  return (
    <text
      x={place.px}
      y={middle + 4}
      textAnchor={place.anchor}
      className="fill-text-2 text-11 tabular-nums [paint-order:stroke] [stroke-linejoin:round]"
      stroke="var(--k, var(--s1))"
      strokeWidth="3.5"
    >
      {isWhole ? text : place.text}
      {isWhole && (
        <tspan dx="8" className="fill-text-3">
          {slack}
        </tspan>
      )}
    </text>
  );
}
