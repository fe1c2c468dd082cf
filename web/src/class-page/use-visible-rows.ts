import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefCallback, type RefObject, useLayoutEffect, useRef, useState } from "react";

/** The usual height of a row. Rows in view are measured. */
const ROW_PX = 56;
/** Rows above and below the window, so that quick scrolling and the tab key find the next one. */
const OVERSCAN = 10;

interface VisibleRows {
  readonly bodyRef: RefObject<HTMLTableSectionElement | null>;
  /** For each row, which also needs its number as `data-index`. */
  readonly rowRef: RefCallback<HTMLTableRowElement>;
  readonly indexes: readonly number[];
  /** Pixels of the rows before and after those. */
  readonly above: number;
  readonly below: number;
}

/** Which rows of a long table the window shows. */
export function useVisibleRows(count: number): VisibleRows {
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  // Banners above the table come and go. The page's height then changes, so the table's place is measured again.
  useLayoutEffect(() => {
    const measure = () => {
      const top = bodyRef.current?.getBoundingClientRect().top;
      if (top !== undefined) setScrollMargin(Math.round(top + window.scrollY));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin,
  });
  const items = virtualizer.getVirtualItems();
  const above = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const end = (items.at(-1)?.end ?? scrollMargin) - scrollMargin;
  return {
    bodyRef,
    rowRef: virtualizer.measureElement,
    indexes: items.map(({ index }) => index),
    above,
    below: Math.max(virtualizer.getTotalSize() - end, 0),
  };
}
