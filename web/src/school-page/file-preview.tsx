import { Button } from "react-aria-components/Button";
import { Banner } from "../components/banner.js";
import { useText } from "../messages/use-text.js";
import { ProblemTable } from "./problem-table.js";
import type { NamesFile } from "./read-names-file.js";
import { RowTable } from "./row-table.js";

interface Props {
  readonly file: NamesFile;
  readonly onSend: () => void;
}

/** So many rows are enough to see whether the columns and the letters are right. */
const SHOWN = 5;

/** What is in a file: its first rows, or everything that is wrong with it. */
export function FilePreview({ file, onSend }: Props) {
  const text = useText();
  const { fileName, encoding, rows, problems } = file;
  if (problems.length > 0)
    return (
      <>
        <Banner kind="warning">{text("names.problems", { fileName, count: problems.length })}</Banner>
        <ProblemTable problems={problems} />
      </>
    );
  if (rows.length === 0) return <Banner kind="warning">{text("names.empty", { fileName })}</Banner>;
  return (
    <>
      <p>{text("names.ready", { fileName, count: rows.length })}</p>
      {encoding !== "utf-8" && <Banner kind="info">{text(`names.encoding.${encoding}`)}</Banner>}
      <RowTable rows={rows.slice(0, SHOWN)} />
      <Button data-kind="primary" onPress={onSend}>
        {text("names.send", { count: rows.length })}
      </Button>
    </>
  );
}
