import { useText } from "../messages/use-text.js";
import type { Circuit } from "./api.js";
import styles from "./behind.module.css";
import { useVendorName } from "./use-vendor-name.js";

interface Props {
  readonly circuits: readonly Circuit[];
}

/** Whether the server calls each vendor at all now. */
export function Circuits({ circuits }: Props) {
  const text = useText();
  const nameOf = useVendorName();
  return (
    <section aria-labelledby="behind-circuits">
      <h2 id="behind-circuits">{text("behind.circuits")}</h2>
      <ul className={styles.list}>
        {circuits.map(({ vendor, state }) => (
          <li key={vendor} className={styles.circuit} data-state={state}>
            {text(`behind.circuit.${wordOf(state)}`, { vendor: nameOf(vendor) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordOf(state: string): "open" | "closed" | "probing" {
  if (state === "open" || state === "closed") return state;
  return "probing";
}
