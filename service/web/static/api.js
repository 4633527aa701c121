// Talking to the service, and what can go wrong on the way, in words for people.

import { apiAddress } from "./addresses.js";
import { t, tongue } from "./messages.js";

const PATIENCE = 30_000;

/** What went wrong: `message` for people, `after` the seconds to wait before another try. */
class Trouble extends Error {
  constructor(message, after = 0) {
    super(message);
    this.after = after;
  }
}

/** One Answer. Throws Trouble; an AbortError where `signal` says stop. */
export function ask(body, signal) {
  return request("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ ...body, language: tongue() }),
    signal,
  });
}

/** A document of the interface. Throws Trouble. */
export const get = (path) => request(path, { headers: { Accept: "application/json" } });

async function request(path, options) {
  const late = AbortSignal.timeout(PATIENCE);
  const signal = options.signal ? AbortSignal.any([options.signal, late]) : late;
  let response;
  try {
    response = await fetch(apiAddress(path), { ...options, signal });
  } catch (error) {
    throw unreached(error);
  }
  if (response.ok) return response.json();
  throw refused(response, await told(response));
}

function unreached(error) {
  if (error.name === "AbortError") return error;
  if (error.name === "TimeoutError") return new Trouble(t("trouble_slow"));
  return new Trouble(t(navigator.onLine ? "trouble_unreached" : "trouble_offline"));
}

function refused(response, message) {
  const after = Number(response.headers.get("Retry-After")) || 10;
  if (response.status === 429) return new Trouble(t("trouble_often"), after);
  if (response.status === 503) return new Trouble(message ?? t("trouble_unready"), after);
  if (response.status >= 500) return new Trouble(t("trouble_broken"));
  return new Trouble(message ?? t("trouble_broken"));
}

/** The service's own words; a proxy in between may answer with anything. */
async function told(response) {
  try {
    return (await response.json()).error.message;
  } catch {
    return null;
  }
}
