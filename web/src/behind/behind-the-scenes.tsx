import { lazy, Suspense, useState } from "react";
import { useText } from "../messages/use-text.js";
import styles from "./behind.module.css";
import { useOffer } from "./use-offer.js";

/** Only visitors of the demo need it. */
const Panel = lazy(async () => ({ default: (await import("./panel.js")).Panel }));

/** What goes on between the server and the vendors, and buttons that disturb it. Nothing at all outside the demo. */
export function BehindTheScenes() {
  const text = useText();
  const isOffered = useOffer();
  const [isOpen, setIsOpen] = useState(false);
  if (!isOffered) return null;
  return (
    <aside className={styles.behind} aria-label={text("behind.title")}>
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>{text("behind.title")}</summary>
        {isOpen && (
          <Suspense fallback={<p>{text("state.loading")}</p>}>
            <Panel />
          </Suspense>
        )}
      </details>
    </aside>
  );
}
