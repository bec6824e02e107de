package gradus.train.log;

import java.util.List;
import java.util.Optional;

/**
 * The events of a run that count, in order.
 *
 * @param events what happened
 * @param torn true if the log ended in mid-line, as a killed run leaves it
 * @param unknown how many events of unknown kinds were left out
 */
public record RunHistory(List<Event> events, boolean torn, int unknown) {
  /** Copies the list. */
  public RunHistory {
    events = List.copyOf(events);
  }

  /** All events of one kind, in order. */
  public <E extends Event> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The first event of one kind. */
  public <E extends Event> Optional<E> first(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** The last event of one kind. */
  public <E extends Event> Optional<E> last(Class<E> kind) {
    return first(kind).isEmpty() ? Optional.empty() : Optional.of(all(kind).getLast());
  }

  /** The last step that was logged; 0 if none. */
  public long steps() {
    return events.stream().mapToLong(Event::step).max().orElse(0);
  }
}
