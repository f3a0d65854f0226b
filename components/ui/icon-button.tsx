"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { Tooltip } from "./tooltip";

/** An icon alone, with its name for everyone: read aloud and shown as a tooltip. */
export function IconButton({
  label,
  icon,
  variant = "ghost",
  size = "md",
  className,
  type = "button",
  shortcut,
  ...rest
}: Omit<ComponentProps<"button">, "children" | "disabled" | "aria-label"> & {
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  shortcut?: string;
}) {
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={clsx(buttonClass({ variant, size, square: true }), className)}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
