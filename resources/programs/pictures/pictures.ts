// SPDX-License-Identifier: MIT
// Pictures from OpenAI's images API, or from any server that speaks it.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import OpenAI from "openai";
import { setting, type Metadata } from "./usage.ts";

// Names come and go: the first is taken unless IMAGE_MODEL says otherwise, and any other name may be set there.
const MODELS = [
  "gpt-image-2.5-flare",
  "gpt-image-2.5-sunburst",
  "gpt-image-2.6-flare",
  "gpt-image-2.6-sunburst",
  "gpt-image-2",
] as const;
const MODEL = process.env["IMAGE_MODEL"]?.trim() || MODELS[0];
const SIZE = "1024x1024";
// What a tier means to the provider. A tier nobody knows is made at medium.
const PROVIDER_QUALITY: Record<string, "low" | "medium" | "high"> = { draft: "low", standard: "medium", hd: "high" };
const FOLDER = "pictures";
const PNG = Buffer.from("89504e470d0a1a0a", "hex");

export type Picture = { png: Buffer; facts: Metadata };

const client = new OpenAI({
  baseURL: setting("OPENAI_BASE_URL", "without it the official client asks OpenAI, which charges"),
  apiKey: setting("OPENAI_API_KEY"),
  maxRetries: 0, // a repeated request may be charged twice: there is no id that would tell
  timeout: 360_000,
});

export async function paint(prompt: string, tier: string): Promise<Picture> {
  const quality = PROVIDER_QUALITY[tier] ?? "medium";
  const answer = await client.images.generate({ model: MODEL, prompt, size: SIZE, quality, n: 1 });
  const base64 = answer.data?.[0]?.b64_json;
  if (!base64) throw new Error("No picture came back. Nothing is billed.");
  const png = Buffer.from(base64, "base64");
  if (!png.subarray(0, PNG.length).equals(PNG)) throw new Error("The answer is not a PNG. Nothing is billed.");
  return { png, facts: { model: MODEL, size: SIZE, provider_quality: quality } };
}

// Named by its event, so that each line of the bill leads to its picture.
export function savePicture(eventId: string, png: Buffer): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${eventId}.png`);
  writeFileSync(file, png);
  return file;
}

export function pictureCount(): number {
  mkdirSync(FOLDER, { recursive: true });
  return readdirSync(FOLDER).filter((name) => name.endsWith(".png")).length;
}
