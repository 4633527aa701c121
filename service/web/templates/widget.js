// Embeds the chat of the service that this script comes from. It leaves no name behind, sets no
// cookie, keeps nothing and asks nothing of anyone else. See static/widgetpanel.js.
(() => {
  const script = document.currentScript;
  const service = new URL(".", script.src).href.replace(/\/$/, "");
  const told = {{ told | tojson }};
  const wanted = script.dataset.lang || document.documentElement.lang || navigator.language;
  const language = Object.keys(told).find((one) => wanted.toLowerCase().startsWith(one)) || "zh";
  import(service + {{ url_for('static', filename='widgetpanel.js') | tojson }})
    .then(({ install }) => install({ service, told: told[language], report: script.dataset.report || null }))
    .catch(() => console.warn(`Wenzhang: ${location.origin} is not among the origins that ${service} allows`));
})();
