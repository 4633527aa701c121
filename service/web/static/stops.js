// The places that the source pane goes through: a stop is one page with what is marked on it.

import { citationOf } from "./citations.js";
import { shortTitle } from "./dom.js";
import { withUnit } from "./numbers.js";

/**
 * Figures of an answer (all of them, or `some`), one stop each, in the order in which they are
 * shown; `start` is the index of `figure`.
 */
export function figureStops(answer, figure, some = answer.figures) {
  const opened = some.filter((one) => one.box && citationOf(answer, one));
  const order = ["answer", "operand", "related"];
  opened.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  const stops = opened.map((one) => {
    const citation = citationOf(answer, one);
    return stop(citation, one.page, {
      title: `${one.label} ${withUnit(one)}`,
      marks: [...passage(citation, one.page), mark("figure", one.box)],
      cell: one.source === "table" || one.table ? one.box : null,
      link: [one.box],
    });
  });
  return { stops, start: opened.indexOf(figure) };
}

/** The pages of an answer's citations; `start` is the first one of `citation`. */
export function citationStops(answer, citation) {
  const stops = answer.citations.flatMap((one) => {
    const pages = [...new Set(one.places.map((place) => place.page))];
    return (pages.length ? pages : [one.page]).map((page) => {
      const figures = answer.figures.filter((each) => each.citation === one.n && each.page === page && each.box);
      const boxes = one.places.filter((place) => place.page === page).map((place) => place.box);
      return stop(one, page, {
        title: shortTitle(one.section.at(-1) ?? one.title),
        marks: [...passage(one, page), ...figures.map((figure) => mark("figure", figure.box))],
        cell: figures.length === 1 ? figures[0].box : null,
        link: boxes,
      });
    });
  });
  return { stops, start: stops.findIndex((one) => one.citation === citation) };
}

/** What a finding of the audit rests on, one stop each. */
export function findingStops(finding, title) {
  const stops = finding.figures
    .filter((figure) => figure.box)
    .map((figure) =>
      stop({ report: figure.report, title, text: finding.message, marks: [] }, figure.page, {
        title: `${figure.label} ${withUnit(figure)}`,
        marks: [mark("figure", figure.box)],
        cell: figure.box,
        link: [figure.box],
      }),
    );
  return { stops, start: 0 };
}

function stop(citation, page, rest) {
  return { citation, report: citation.report, page, ...rest };
}

const mark = (kind, box) => ({ kind, box });
const passage = (citation, page) =>
  citation.places.filter((place) => place.page === page).map((place) => mark("passage", place.box));
