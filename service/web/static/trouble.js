// A question that got no answer: what happened, and a way to try again.

import { button, h } from "./dom.js";
import { t } from "./messages.js";

/** The card. `again()` asks once more: by hand, or when the line is back. */
export function troubleCard(trouble, again) {
  const retry = button(t("try_again"), () => retryNow(), { className: "question" });
  const card = h("div", { className: "answer failed", role: "alert" }, h("p", {}, trouble.message), retry);
  const retryNow = () => {
    window.removeEventListener("online", retryNow);
    again();
  };
  if (!navigator.onLine) window.addEventListener("online", retryNow);
  if (trouble.after) countDown(retry, trouble.after);
  return card;
}

/** A service that asks for a pause gets one. */
function countDown(retry, seconds) {
  retry.disabled = true;
  const end = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    retry.disabled = left > 0;
    retry.textContent = left > 0 ? t("try_in", { count: left }) : t("try_again");
    if (left > 0 && retry.isConnected) setTimeout(tick, 500);
  };
  setTimeout(tick, 0);
}
