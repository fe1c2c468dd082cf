import { Button } from "react-aria-components/Button";
import { useText } from "../messages/use-text.js";
import type { Action, Happened } from "./api.js";
import styles from "./behind.module.css";

interface Props {
  readonly happened: Happened | null;
  readonly onAct: (action: Action) => void;
}

/** Lets students of the demo's class do something themselves, and says what they did. */
export function StudentButtons({ happened, onAct }: Props) {
  const text = useText();
  return (
    <section aria-labelledby="behind-students">
      <h2 id="behind-students">{text("behind.students")}</h2>
      <div className={styles.buttons}>
        <Button onPress={() => onAct("rename")}>{text("behind.rename")}</Button>
        <Button onPress={() => onAct("join")}>{text("behind.join")}</Button>
      </div>
      <output>
        {happened?.kind === "renamed" && text("behind.renamed", { ...happened })}
        {happened?.kind === "joined" && text("behind.joined", { ...happened })}
      </output>
    </section>
  );
}
