import type { Zone } from "@/lib/core/format/moment";
import { storedChoice } from "./stored-choice";

const zone = storedChoice<Zone>("contrail.zone", ["utc", "local"], "utc");

/** The time zone that every moment on the page is told in. */
export const useZone = (): Zone => zone.use();
export const setZone = (value: Zone): void => zone.set(value);
