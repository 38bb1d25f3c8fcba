// A kept talk, locked with the person's own phrase, by what the browser itself has for it. Format 1:
//
// {"wholeroom": "aim", "format": 1, "kdf": "PBKDF2-SHA-256", "iterations": 600000, "cipher": "AES-256-GCM",
//  "salt": 16 bytes, "iv": 12 bytes, "data": the locked bytes with their 16 byte tag at the end}   (bytes in base64)
//
// The phrase is brought to Unicode form NFKC, in small letters, each run of spaces one space, none at its ends. It and
// the salt give the key. The cipher binds the header too: its additional data are the UTF-8 bytes of the JSON list
// ["wholeroom aim",1,kdf,iterations,cipher,salt,iv] without spaces. Inside is JSON:
// {"set": {"name", "version"}, "day": "2026-11-22", "talk": {length, said, record, scale, thanks, earlier}}.

const KEPT = { wholeroom: "aim", format: 1, kdf: "PBKDF2-SHA-256", iterations: 600000, cipher: "AES-256-GCM" };
const KEPT_KEYS = [...Object.keys(KEPT), "salt", "iv", "data"];
const LARGEST_FILE = 2000000; // bytes
const ITERATIONS = { least: 100000, most: 5000000 };
const SHORTEST_PHRASE = 12; // signs

// The browser locks nothing on a page that others could have changed on its way.
function canLock() {
  return Boolean(window.isSecureContext && window.crypto && window.crypto.subtle);
}

function samePhrase(phrase) {
  return phrase.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

async function lock(inner, phrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12));
  const header = { ...KEPT, salt: toBase64(salt), iv: toBase64(iv) };
  const key = await keyOf(phrase, header);
  const data = await crypto.subtle.encrypt(cipherOf(header), key, inBytes(JSON.stringify(inner)));
  return JSON.stringify({ ...header, data: toBase64(new Uint8Array(data)) });
}

// What is inside, as text. It rejects where the phrase does not fit or a byte was changed: nobody can tell which.
async function unlock(kept, phrase) {
  const key = await keyOf(phrase, kept);
  return new TextDecoder().decode(await crypto.subtle.decrypt(cipherOf(kept), key, fromBase64(kept.data)));
}

async function keyOf(phrase, header) {
  const material = await crypto.subtle.importKey("raw", inBytes(samePhrase(phrase)), "PBKDF2", false, ["deriveKey"]);
  const from = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(header.salt), iterations: header.iterations };
  return crypto.subtle.deriveKey(from, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function cipherOf({ format, kdf, iterations, cipher, salt, iv }) {
  const bound = JSON.stringify(["wholeroom aim", format, kdf, iterations, cipher, salt, iv]);
  return { name: "AES-GCM", iv: fromBase64(iv), additionalData: inBytes(bound) };
}

// What is wrong with a file before anything in it is opened: { kept } or { problem }, one of large, foreign, share,
// newer, broken.
async function readKept(file) {
  if (file.size > LARGEST_FILE) return { problem: "large" };
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return { problem: "foreign" };
  }
  try {
    return keptIn(JSON.parse(text));
  } catch {
    return { problem: /^\s*\{\s*"wholeroom"\s*:\s*"aim"/.test(text) ? "broken" : "foreign" };
  }
}

function keptIn(kept) {
  if (!isObject(kept)) return { problem: "foreign" };
  if (kept.wholeroom === "aim-share") return { problem: "share" };
  if (kept.wholeroom !== "aim") return { problem: "foreign" };
  if (Number.isInteger(kept.format) && kept.format > KEPT.format) return { problem: "newer" };
  return isWhole(kept) ? { kept } : { problem: "broken" };
}

function isWhole(kept) {
  const { iterations } = kept;
  return Object.keys(kept).sort().join() === [...KEPT_KEYS].sort().join()
    && ["format", "kdf", "cipher"].every(name => kept[name] === KEPT[name])
    && Number.isInteger(iterations) && iterations >= ITERATIONS.least && iterations <= ITERATIONS.most
    && bytesIn(kept.salt) === 16 && bytesIn(kept.iv) === 12 && bytesIn(kept.data) > 16;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inBytes(text) {
  return new TextEncoder().encode(text);
}

function toBase64(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(""));
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), sign => sign.charCodeAt(0));
}

// How many bytes a text in base64 stands for; 0 if it is none, or not written as we write it.
function bytesIn(text) {
  if (typeof text !== "string" || text.length % 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return 0;
  return text.length / 4 * 3 - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
}
