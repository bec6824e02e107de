package gradus.train.report;

import gradus.train.log.RunHistory;
import java.util.List;
import java.util.function.Function;

/**
 * A piece of the page: what it makes of a run's events, and where that stands. The page's own
 * pieces are such parts; others are given to {@link Report#write(java.nio.file.Path, List)}.
 *
 * <pre>{@code
 * new ReportPart(Chapter.UPDATES, history -> List.of(new Figure("updates", plot, "", true)));
 * }</pre>
 *
 * @param chapter where its sections stand; a {@link Verdict} always stands on top of the page
 * @param sections events to sections; an empty list if there is nothing to show
 */
public record ReportPart(Chapter chapter, Function<RunHistory, List<Section>> sections) {}
