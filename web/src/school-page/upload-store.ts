import { del, get, set } from "idb-keyval";
import type { Upload, UploadProgress } from "./upload.js";

/**
 * Keeps an upload in the browser until its result is closed, so that it goes on after a reload or in another tab. The rows are
 * written once, and the progress after each request. Each person has their own.
 */
export interface UploadStore {
  load(): Promise<Upload | null>;
  begin(upload: Upload): Promise<void>;
  advance(progress: UploadProgress): Promise<void>;
  forget(): Promise<void>;
}

export function uploadStore(person: string): UploadStore {
  const fileKey = `names-file:${person}`;
  const progressKey = `names-progress:${person}`;
  return {
    async load() {
      const file = await get<Omit<Upload, "progress">>(fileKey);
      const progress = await get<UploadProgress>(progressKey);
      return file === undefined || progress === undefined ? null : { ...file, progress };
    },
    async begin({ progress, ...file }) {
      await set(fileKey, file);
      await set(progressKey, progress);
    },
    advance: (progress) => set(progressKey, progress),
    async forget() {
      await del(progressKey);
      await del(fileKey);
    },
  };
}
