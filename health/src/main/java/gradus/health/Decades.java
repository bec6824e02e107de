package gradus.health;

import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the gradient loses its size on the way from the output back to a value: {@code decades =
 * -log10(rms(δ there) / rms(δ at the output))}, cut exactly into what each piece of the network
 * costs, and so into weights, slopes, norms and skips. Negative decades are won.
 *
 * <p>A piece costs {@code -log10 gain}; other ways that read its input cost {@code -log10
 * junction}, which counts as skip. Where the way through a branch is shut (a scale of 0, as ReZero
 * starts), all that happens around the branch counts as skip.
 *
 * @param pieces from the output to the input
 */
public record Decades(List<Piece> pieces) {
  /** Of so few numbers a ReLU may well let none pass. */
  private static final int FEW = 16;

  /** Keeps an immutable copy. */
  public Decades {
    pieces = List.copyOf(pieces);
  }

  /** What one piece costs, in decades. */
  public record Piece(String path, Event.Role role, double decades) {}

  /**
   * From the output to the first value whose gradient was measured; not so far if the sample of one
   * is zero where hardly any numbers were left to be sampled.
   */
  public static Decades of(List<Event.Link> links) {
    List<Event.Link> learned = links.stream().filter(link -> link.gradient().isPresent()).toList();
    List<Piece> pieces = new ArrayList<>();
    int upper = learned.size() - 1;
    for (int lower = upper - 1; lower >= 0; lower--) {
      double after = size(learned, upper);
      double before = size(learned, lower);
      if (!isOpen(before) && lower > 0) {
        continue;
      }
      Event.Link link = learned.get(upper);
      if (before == 0 && isSparse(link)) {
        break;
      }
      double through = Math.log10(link.gain());
      if (upper - lower == 1 && Double.isFinite(through) && link.junction() > 0) {
        pieces.add(new Piece(link.path(), link.role(), -through));
        if (link.junction() != 1) {
          pieces.add(new Piece(link.path(), Event.Role.SKIP, -Math.log10(link.junction())));
        }
      } else {
        Event.Role role = isOpen(before) ? Event.Role.SKIP : link.role();
        pieces.add(new Piece(link.path(), role, Math.log10(after) - Math.log10(before)));
      }
      upper = lower;
    }
    return new Decades(pieces);
  }

  /**
   * Whether the sample of the gradient at a piece holds so few numbers, as behind a pool over whole
   * images, that a sample before the piece may miss them all.
   */
  private static boolean isSparse(Event.Link link) {
    Event.Histogram sample = link.gradient().orElseThrow().histogram();
    int others = sample.counts().stream().mapToInt(Integer::intValue).sum();
    return others < FEW && sample.zeros() > others;
  }

  private static double size(List<Event.Link> links, int position) {
    return links.get(position).gradient().orElseThrow().rms();
  }

  private static boolean isOpen(double rms) {
    return Double.isFinite(rms) && rms > 0;
  }

  /** All decades lost: the sum over the pieces. */
  public double total() {
    return pieces.stream().mapToDouble(Piece::decades).sum();
  }

  /** The decades lost in pieces of each role; they sum to the total. */
  public Map<Event.Role, Double> byRole() {
    Map<Event.Role, Double> sums = new EnumMap<>(Event.Role.class);
    pieces.forEach(piece -> sums.merge(piece.role(), piece.decades(), Double::sum));
    return sums;
  }
}
