"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { Tooltip } from "./tooltip";

export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Why the button cannot be pressed now. It stays focusable and says so in its tooltip; null when it can. */
  disabledReason?: string | null;
};

export function Button({
  variant,
  size,
  icon,
  disabledReason = null,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const disabled = disabledReason !== null;
  const button = (
    <button
      {...rest}
      type={type}
      aria-disabled={disabled || undefined}
      onClick={(event) => {
        if (disabled) event.preventDefault();
        else onClick?.(event);
      }}
      className={clsx(buttonClass({ variant, size }), className)}
    >
      {icon}
      {children}
    </button>
  );
  return disabled ? <Tooltip content={disabledReason}>{button}</Tooltip> : button;
}
