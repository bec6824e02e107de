package gradus.train.report;

/** Something that stands in a chapter of the page. */
public sealed interface Section permits Figure, HeatMap, Bars, Prose, Verdict {}
