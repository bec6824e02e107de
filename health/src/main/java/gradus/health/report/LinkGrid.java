package gradus.health.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.HeatMap;
import gradus.train.report.Scale;
import gradus.train.report.Thinning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The pieces of a network by measured step. Pieces are those of the last step that was measured,
 * from input to output; surgery on the model in mid-run may leave gaps.
 *
 * @param flows the measured steps
 * @param paths the pieces
 */
record LinkGrid(List<Event.SignalFlow> flows, List<String> paths) {
  /** The grid of pieces that pass a test; at most {@code columns} steps. */
  static LinkGrid of(RunHistory history, int columns, Predicate<Event.Link> test) {
    List<Event.SignalFlow> flows = Thinning.even(history.all(Event.SignalFlow.class), columns);
    Map<String, Boolean> paths = new LinkedHashMap<>();
    if (!flows.isEmpty()) {
      flows.getLast().links().stream()
          .filter(test)
          .forEach(link -> paths.put(link.path(), Boolean.TRUE));
    }
    return new LinkGrid(flows, List.copyOf(paths.keySet()));
  }

  /** What is measured of a piece, given all pieces of that step. */
  interface Measure {
    double of(Event.Link link, List<Event.Link> all);
  }

  boolean isEmpty() {
    return paths.isEmpty() || flows.isEmpty();
  }

  List<Long> steps() {
    return flows.stream().map(Event.SignalFlow::step).toList();
  }

  /** One piece over the steps. */
  List<Optional<Event.Link>> row(String path) {
    List<Optional<Event.Link>> row = new ArrayList<>();
    for (Event.SignalFlow flow : flows) {
      row.add(flow.links().stream().filter(link -> link.path().equals(path)).findFirst());
    }
    return row;
  }

  double[][] values(Measure measure) {
    double[][] values = new double[paths.size()][flows.size()];
    for (int column = 0; column < flows.size(); column++) {
      List<Event.Link> links = flows.get(column).links();
      Map<String, Event.Link> byPath = new HashMap<>();
      links.forEach(link -> byPath.putIfAbsent(link.path(), link));
      for (int row = 0; row < paths.size(); row++) {
        Event.Link link = byPath.get(paths.get(row));
        values[row][column] = link == null ? HeatMap.NONE : measure.of(link, links);
      }
    }
    return values;
  }

  HeatMap.View view(String name, Scale scale, String unit, Measure measure) {
    return new HeatMap.View(name, paths, steps(), values(measure), scale, unit);
  }
}
