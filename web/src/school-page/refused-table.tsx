import { useText } from "../messages/use-text.js";
import styles from "./school-page.module.css";
import type { RefusedRow } from "./upload.js";

interface Props {
  readonly rows: readonly RefusedRow[];
}

/** Nobody reads more. The file of the result has all of them. */
const SHOWN = 100;

/** The rows whose number in ClassIn belongs to another user. */
export function RefusedTable({ rows }: Props) {
  const text = useText();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{text("names.line")}</th>
          <th scope="col">{text("names.userId")}</th>
          <th scope="col">{text("names.classinUid")}</th>
          <th scope="col">{text("names.problem")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, SHOWN).map(({ line, name, heldBy }) => (
          <tr key={line}>
            <td>{line}</td>
            <td>{name.userId}</td>
            <td>{name.classinUid}</td>
            <td>{text("names.heldBy", { heldBy })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
