package gradus.health;

import gradus.train.log.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first and the last events of each kind: as much as detectors look at, however long a training
 * is. What lies between is thinned to every second one again and again.
 */
final class RecentEvents {
  private static final int STEPS = 1200;
  private static final int FLOWS = 48;
  private static final int OTHERS = 240;
  private static final int LAST = 4;

  private final Map<Class<?>, Kind> kinds = new HashMap<>();
  private long count;

  private record Numbered(long number, Event event) {}

  private static final class Kind {
    private final int limit;
    private List<Numbered> kept = new ArrayList<>();
    private final Deque<Numbered> last = new ArrayDeque<>();
    private long every = 1;
    private long seen;

    Kind(int limit) {
      this.limit = limit;
    }

    void add(Numbered event) {
      last.add(event);
      if (last.size() <= limit / LAST) {
        return;
      }
      Numbered old = last.remove();
      if (seen++ % every == 0) {
        kept.add(old);
      }
      if (kept.size() > limit) {
        List<Numbered> half = new ArrayList<>();
        for (int i = 0; i < kept.size(); i += 2) {
          half.add(kept.get(i));
        }
        kept = half;
        every *= 2;
      }
    }
  }

  void add(Event event) {
    int limit =
        switch (event) {
          case Event.StepDone _ -> STEPS;
          case Event.SignalFlow _, Event.GradientFlow _ -> FLOWS;
          default -> OTHERS;
        };
    kinds.computeIfAbsent(event.getClass(), _ -> new Kind(limit)).add(new Numbered(count++, event));
  }

  /** In the order in which they came. */
  List<Event> all() {
    List<Numbered> numbered = new ArrayList<>();
    for (Kind kind : kinds.values()) {
      numbered.addAll(kind.kept);
      numbered.addAll(kind.last);
    }
    return numbered.stream()
        .sorted(Comparator.comparingLong(Numbered::number))
        .map(Numbered::event)
        .toList();
  }
}
