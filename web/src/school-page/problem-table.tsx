import type { SheetProblem } from "../../../sheets/rows.js";
import { useText } from "../messages/use-text.js";
import styles from "./school-page.module.css";

interface Props {
  readonly problems: readonly SheetProblem[];
}

/** Nobody corrects more at once. The count above the table tells of all. */
const SHOWN = 100;

/** What is wrong with a file, row by row. The reader that the command line uses says it in English. */
export function ProblemTable({ problems }: Props) {
  const text = useText();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{text("names.line")}</th>
          <th scope="col">{text("names.column")}</th>
          <th scope="col">{text("names.problem")}</th>
        </tr>
      </thead>
      <tbody>
        {problems.slice(0, SHOWN).map(({ line, column, message }) => (
          <tr key={`${line} ${column} ${message}`}>
            <td>{line}</td>
            <td>{column}</td>
            <td lang="en">{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
