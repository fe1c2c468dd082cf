import { ToggleButton } from "react-aria-components/ToggleButton";
import { useText } from "../messages/use-text.js";
import { type Action, type ActiveFault, FAULTS } from "./api.js";
import styles from "./behind.module.css";

interface Props {
  readonly active: readonly ActiveFault[];
  readonly onAct: (action: Action) => void;
}

/** Makes the simulated vendors misbehave, until the button is pressed again or the time is over. */
export function FaultButtons({ active, onAct }: Props) {
  const text = useText();
  return (
    <section aria-labelledby="behind-faults">
      <h2 id="behind-faults">{text("behind.faults")}</h2>
      <p className={styles.soft}>{text("behind.faultsEnd")}</p>
      <div className={styles.buttons}>
        {FAULTS.map((name) => (
          <ToggleButton
            key={name}
            isSelected={active.some((fault) => fault.name === name)}
            onChange={() => onAct(name)}
          >
            {text(`behind.fault.${name}`)}
          </ToggleButton>
        ))}
      </div>
      <ul className={styles.list}>
        {active.map(({ name, secondsLeft }) => (
          <li key={name}>
            {text(`behind.explain.${name}`)} {text("behind.secondsLeft", { seconds: Math.ceil(secondsLeft) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
