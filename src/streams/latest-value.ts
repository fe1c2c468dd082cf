/** A stream that its owner feeds. A slow reader gets only the newest value. */
export interface LatestValue<T> {
  readonly stream: AsyncIterableIterator<T>;
  push(value: T): void;
  end(): void;
}

/** `onEnd` is called once, when the owner or the reader ends the stream. */
export function latestValue<T>(onEnd: () => void): LatestValue<T> {
  type Step = IteratorResult<T, undefined>;
  const done: Step = { done: true, value: undefined };
  let newest: { readonly value: T } | null = null;
  let hasEnded = false;
  let waiting: ((step: Step) => void)[] = [];

  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    onEnd();
    for (const resolve of waiting) resolve(done);
    waiting = [];
  };
  const stream: AsyncIterableIterator<T> = {
    next() {
      if (newest !== null) {
        const { value } = newest;
        newest = null;
        return Promise.resolve({ done: false, value });
      }
      if (hasEnded) return Promise.resolve(done);
      return new Promise((resolve) => waiting.push(resolve));
    },
    return() {
      newest = null;
      end();
      return Promise.resolve(done);
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return {
    stream,
    push(value) {
      if (hasEnded) return;
      const first = waiting.shift();
      if (first === undefined) newest = { value };
      else first({ done: false, value });
    },
    end,
  };
}
