import { useCallback, useState } from "react";
import { useText } from "../messages/use-text.js";
import { type Action, act, type Happened } from "./api.js";
import styles from "./behind.module.css";
import { Budgets } from "./budgets.js";
import { CallsTable } from "./calls-table.js";
import { Circuits } from "./circuits.js";
import { FaultButtons } from "./fault-buttons.js";
import { StudentButtons } from "./student-buttons.js";
import { useScene } from "./use-scene.js";

/** The open panel. */
export function Panel() {
  const text = useText();
  const [happened, setHappened] = useState<Happened | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const { scene, isLost, lookNow } = useScene();

  const onAct = useCallback(
    async (action: Action) => {
      try {
        const next = await act(action);
        if (next !== null) setHappened(next);
        setHasFailed(false);
      } catch {
        setHasFailed(true);
      }
      await lookNow();
    },
    [lookNow],
  );

  return (
    <div className={styles.panel}>
      <div className={styles.column}>
        <FaultButtons active={scene?.faults ?? []} onAct={onAct} />
        <StudentButtons happened={happened} onAct={onAct} />
        <output className={styles.trouble}>
          {(hasFailed || scene?.faults === null) && <p>{text("behind.noSimulator")}</p>}
          {(isLost || scene?.vendors === null) && <p>{text("behind.noServer")}</p>}
        </output>
        {scene !== null && scene.vendors !== null && (
          <>
            <Circuits circuits={scene.vendors.circuits} />
            <Budgets budgets={scene.vendors.budgets} callsInLastSecond={scene.callsInLastSecond} />
          </>
        )}
      </div>
      <CallsTable calls={scene?.calls ?? []} />
    </div>
  );
}
