"use client";

import { setZone, useZone } from "@/components/shell/zone";
import { Button } from "@/components/ui/button";

/** All moments of the page in UTC or in local time. */
export function ZoneSwitch() {
  const zone = useZone();
  const other = zone === "utc" ? "local" : "utc";
  return (
    <Button
      variant="ghost"
      size="sm"
      title={`Times are in ${zone === "utc" ? "UTC" : "local time"}: change to ${other === "utc" ? "UTC" : "local time"}`}
      onClick={() => setZone(other)}
    >
      {zone === "utc" ? "UTC" : "Local"}
    </Button>
  );
}
