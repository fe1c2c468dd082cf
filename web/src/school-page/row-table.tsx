import { useText } from "../messages/use-text.js";
import type { NamesRow } from "./read-names-file.js";
import styles from "./school-page.module.css";

interface Props {
  readonly rows: readonly NamesRow[];
}

/** Rows as they are understood. */
export function RowTable({ rows }: Props) {
  const text = useText();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{text("names.line")}</th>
          <th scope="col">{text("names.userId")}</th>
          <th scope="col">{text("names.classinUid")}</th>
          <th scope="col">{text("names.name")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ line, name }) => (
          <tr key={line}>
            <td>{line}</td>
            <td>{name.userId}</td>
            <td>{name.classinUid}</td>
            <td>{name.name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
