import { hexLines } from "./hex-lines";
import { ScrollBox } from "./scroll-box";

const LIMIT = 512;

/** The first bytes of a file whose content nobody here can read. */
export function HexHead({ base64 }: { base64: string }) {
  return (
    <div className="px-3 pb-3">
      <p className="pb-1 text-11 text-text-3">Its bytes are of no kind that is shown here. It begins with:</p>
      <ScrollBox label="First bytes">
        <pre className="mono p-2 text-12">{hexLines(base64, LIMIT).join("\n")}</pre>
      </ScrollBox>
    </div>
  );
}
