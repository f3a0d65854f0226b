import clsx from "clsx";

export type ButtonVariant = "outline" | "primary" | "danger" | "ghost";
export type ButtonSize = "md" | "sm";

const LOOK: Record<ButtonVariant, string> = {
  outline: "border-line-2 bg-s1 text-text shadow-1 hover:bg-s2",
  primary: "border-ink bg-ink text-s1 shadow-1 hover:opacity-90",
  danger: "border-line-2 bg-s1 text-failed-t shadow-1 hover:bg-failed-s",
  ghost: "border-transparent bg-transparent text-text-2 hover:bg-hover hover:text-text",
};

const SIZE: Record<ButtonSize, { text: string; icon: string }> = {
  md: { text: "h-7 px-2.5 text-13", icon: "h-7 w-7 text-13" },
  sm: { text: "h-6 px-2 text-12", icon: "h-6 w-6 text-12" },
};

/** The look of everything that is pressed: buttons, links that act as buttons, triggers. Finger-sized on touch screens. */
export function buttonClass({
  variant = "outline",
  size = "md",
  square = false,
}: {
  variant?: ButtonVariant;
  size?: ButtonSize;
  square?: boolean;
} = {}): string {
  return clsx(
    "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none",
    "transition-[background-color,opacity] duration-90 aria-disabled:opacity-50 aria-disabled:shadow-none",
    "aria-pressed:bg-s3 max-sm:min-h-11",
    square && "max-sm:min-w-11",
    LOOK[variant],
    square ? SIZE[size].icon : SIZE[size].text,
  );
}
