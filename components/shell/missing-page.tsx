"use client";

import { usePathname } from "next/navigation";
import { LinkButton } from "@/components/ui/link-button";
import { BASE_PATH } from "@/lib/url/paths";
import { NotFoundView } from "./not-found-view";
import { useHydrated } from "./use-hydrated";

/** For an address that leads nowhere. */
export function MissingPage() {
  const path = usePathname();
  // The same page is made once for all addresses: only the browser knows which one it stands for.
  const shown = useHydrated() ? `${BASE_PATH}${path}` : BASE_PATH;
  return (
    <NotFoundView thing="Page" name={shown} where="Contrail has no page at this address.">
      <LinkButton href="/">Start page</LinkButton>
    </NotFoundView>
  );
}
