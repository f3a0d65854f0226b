"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { IconButton } from "./icon-button";

/** Repeats what was done, with the real id; `action` is one link or button. */
export type Toast = { icon?: ReactNode; title: ReactNode; text?: ReactNode; action?: ReactNode };

const ShowToast = createContext<(toast: Toast) => void>(() => {});

/** Shows a toast for 6 s, at most two at a time. */
export const useToast = (): ((toast: Toast) => void) => use(ShowToast);

const SHOWN_MS = 6_000;
const MAX_SHOWN = 2;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const show = useCallback((toast: Toast) => {
    setToasts((now) => [...now.slice(1 - MAX_SHOWN), { ...toast, id: (now.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const drop = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const items = useMemo(
    () => toasts.map((toast) => <ToastCard key={toast.id} toast={toast} onClose={() => drop(toast.id)} />),
    [toasts, drop],
  );
  return (
    <ShowToast value={show}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed right-4 bottom-4 z-(--z-toast) flex w-90 max-w-[calc(100vw-32px)] flex-col gap-2"
      >
        {items}
      </div>
    </ShowToast>
  );
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, onClose]);
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="enter pointer-events-auto flex items-start gap-2.5 rounded-lg border border-line bg-over px-3 py-2.5 shadow-3"
    >
      {toast.icon}
      <div className="min-w-0 flex-1 break-words">
        <p className="font-semibold">{toast.title}</p>
        {toast.text !== undefined && <p className="text-text-2">{toast.text}</p>}
      </div>
      {toast.action}
      <IconButton size="sm" label="Dismiss" icon={<X size={13} />} onClick={onClose} />
    </div>
  );
}
