// SPDX-License-Identifier: MIT
// Messages that came in: kept before they are answered, each id once.
import { createHash, randomUUID } from "node:crypto";
import {
  closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, readdirSync,
  rmSync, writeSync,
} from "node:fs";
import { join } from "node:path";

export type Message = { id: string; body: string };

export class Inbox {
  readonly #folder: string;

  constructor(folder = "inbox") {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  // False when the id came before: the sender repeats a message until it is answered. The message is whole on
  // disk before it gets its name, so one that was cut off halfway is taken at the next try.
  keep(message: Message): boolean {
    const part = join(this.#folder, `${randomUUID()}.part`);
    const file = openSync(part, "wx");
    writeSync(file, JSON.stringify(message));
    fsyncSync(file);
    closeSync(file);
    try {
      linkSync(part, this.#path(message.id, "json"));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    } finally {
      rmSync(part);
    }
  }

  done(id: string): void {
    closeSync(openSync(this.#path(id, "done"), "w"));
  }

  // Kept, but not handled to the end: the last run was stopped.
  waiting(): Message[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => JSON.parse(readFileSync(join(this.#folder, name), "utf8")) as Message)
      .filter(({ id }) => !existsSync(this.#path(id, "done")));
  }

  // An id is anybody's text, so the file is named by its hash.
  #path(id: string, ending: "json" | "done"): string {
    return join(this.#folder, `${createHash("sha256").update(id).digest("hex")}.${ending}`);
  }
}
