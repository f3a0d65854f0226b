import { letterKeys } from "@/components/shell/letter-keys";
import { writtenKeys } from "@/components/shell/shortcut-keys";
import { useIsMac } from "@/components/shell/use-is-mac";
import { useShortcuts } from "@/components/shell/use-shortcut";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { LISTED_KEYS } from "./listed-keys";

type Listed = { keys: string; label: string; group: string };

/** Every key that works on this page, by where it works. */
export function ShortcutList() {
  const inForce = useShortcuts();
  const isMac = useIsMac();
  const letters = letterKeys.use();
  return (
    <div className="flex flex-col gap-4">
      <Switch
        label="Letters are commands. ⌘ and Ctrl always are."
        checked={letters === "on"}
        onChange={(on) => letterKeys.set(on ? "on" : "off")}
      />
      <div className="columns-2 gap-8 max-sm:columns-1">
        {groupsOf([...inForce, ...LISTED_KEYS]).map(([group, shortcuts]) => (
          <section key={group} aria-label={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1.5 text-12 font-semibold text-text-2">{group}</h3>
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
              {shortcuts.map(({ keys, label }) => (
                <div key={`${keys} ${label}`} className="col-span-2 grid grid-cols-subgrid items-center">
                  <dt>
                    <Kbd>{writtenKeys(keys, isMac)}</Kbd>
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}

function groupsOf(all: readonly Listed[]): [string, Listed[]][] {
  const groups = new Map<string, Listed[]>([["Everywhere", []]]);
  for (const each of all) {
    const group = groups.get(each.group) ?? [];
    if (group.some(({ keys, label }) => keys === each.keys && label === each.label)) continue;
    groups.set(each.group, [...group, each]);
  }
  return [...groups].filter(([, shortcuts]) => shortcuts.length > 0);
}
