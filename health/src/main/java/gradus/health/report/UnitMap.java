package gradus.health.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.HeatMap;
import gradus.train.report.Scale;
import gradus.train.report.Section;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The share of each activation's units that are dead, silent or live, over the steps. */
final class UnitMap {
  private static final int MIDDLE = 2;
  private static final String NOTE =
      "A unit is dead if the slope of its activation was nearly 0 for each of the last 300"
          + " samples or more: a ReLU that never fires, a sigmoid that is saturated. Silent: the"
          + " same in one batch only. Of a layer with gates all gates count.";

  private UnitMap() {}

  static List<Section> of(RunHistory history) {
    LinkGrid grid = LinkGrid.of(history, HeatMap.COLUMNS, link -> link.units().isPresent());
    if (grid.isEmpty()) {
      return List.of();
    }
    HeatMap.View dead = view(grid, "dead units", "of the units", u -> share(u.dead(), u));
    HeatMap.View silent = view(grid, "silent units", "of the units", u -> share(u.silent(), u));
    HeatMap.View live =
        view(
            grid,
            "samples for which the middle unit is live",
            "of the samples",
            u -> u.live().size() > MIDDLE ? u.live().get(MIDDLE) : 0);
    List<HeatMap.View> views = Stream.of(dead, silent, live).filter(UnitMap::shows).toList();
    if (views.isEmpty()) {
      return List.of();
    }
    return List.of(
        new HeatMap(
            "units",
            "Dead and saturated units by layer",
            (shows(dead) ? "" : "No unit was dead. ") + NOTE,
            "show",
            views,
            true));
  }

  private static boolean shows(HeatMap.View view) {
    return Arrays.stream(view.values()).flatMapToDouble(Arrays::stream).anyMatch(v -> v > 0);
  }

  private static HeatMap.View view(
      LinkGrid grid, String name, String unit, ToDoubleFunction<Event.Units> number) {
    return grid.view(
        name,
        Scale.share(1),
        unit,
        (link, all) -> link.units().map(number::applyAsDouble).orElse(0.0));
  }

  private static double share(int some, Event.Units units) {
    return units.count() == 0 ? 0 : some / (double) units.count();
  }
}
