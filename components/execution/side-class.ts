/** Drawer and panel share one place: over the whole page on a phone, over the views when narrow, else beside them. */
export const SIDE_CLASS =
  "enter-side flex min-h-0 flex-col border-l border-line bg-s1 max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-2 max-lg:w-100 max-lg:shadow-2 max-sm:fixed max-sm:inset-0 max-sm:z-(--z-modal) max-sm:w-full lg:w-112 lg:shrink-0";
