package gradus.health.heal.remedy;

import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes explicit initializers away, so that weights start by what fits the activation: that of the
 * layer that was named, or all; of a rule with an odd gain the gain alone, but before ReLU and its
 * kin, which have another rule; and values that come from another model.
 */
record DefaultStart(String name) implements Remedy {
  /** What comes of first weights; for the rest, a start by a known rule is not in question. */
  private static final Set<Symptom> BEGUN =
      Set.of(
          Symptom.VANISHING,
          Symptom.EXPLODING,
          Symptom.BAD_INITIALIZATION,
          Symptom.DEAD_UNITS,
          Symptom.NON_FINITE);

  private static final Set<String> ONE_NUMBER = Set.of("zeros", "constant", "ones");

  /** Rules whose result is multiplied by a gain. */
  private static final Set<String> MULTIPLIED =
      Set.of("xavier_normal", "xavier_uniform", "orthogonal");

  private static final double LARGE_GAIN = 3;
  private static final double SMALL_GAIN = 0.1;

  /** The deviation of a normal start that names none. */
  private static final double NARROW = 0.05;

  private static final double LARGE = 5;
  private static final double SMALL = 1e-3;

  @Override
  public String sentence() {
    return "Weights start by the rule that fits the activation that follows.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    String layer = patient.finding().layer();
    boolean begun = BEGUN.contains(patient.finding().symptom());
    List<Piece> given =
        patient.draft().pieces().stream()
            .filter(piece -> isGiven(piece, piece.isOf(layer)))
            .filter(piece -> begun || !isRule(piece))
            .toList();
    boolean named = isAlone(layer, given);
    if (named) {
      drafts.add(without(patient, layer));
    }
    if (!given.isEmpty()) {
      drafts.add(without(patient, ""));
    }
    if (patient.draft().get("init", "transfer").isPresent()) {
      drafts.add(
          patient
              .draft()
              .by(name)
              .set(null, "the values taken from another model do not suit", "init", "transfer"));
    }
    return drafts;
  }

  private Draft without(Patient patient, String layer) {
    Draft draft = patient.draft().by(name);
    draft.pieces().stream()
        .filter(piece -> isGiven(piece, piece.isOf(patient.finding().layer())))
        .filter(piece -> layer.isEmpty() || piece.isOf(layer))
        .forEach(piece -> draft.give(piece, "initializer", usual(piece), sentence()));
    return draft;
  }

  private static Object usual(Piece piece) {
    Object start = piece.settings().get("initializer");
    boolean factor = MULTIPLIED.contains(Forms.name(start)) && isOdd(start);
    return factor && !Following.reluLike(Following.of(piece)) ? Forms.name(start) : null;
  }

  /** Whether weights start by a known rule as it is. */
  private static boolean isRule(Piece piece) {
    Object start = piece.settings().get("initializer");
    return start instanceof String && !ONE_NUMBER.contains(start);
  }

  /** Whether a layer starts in a way of its own, so that it alone may be wrong. */
  static boolean isAlone(String layer, List<Piece> given) {
    List<Object> own = starts(given.stream().filter(piece -> piece.isOf(layer)).toList());
    List<Object> others = starts(given.stream().filter(piece -> !piece.isOf(layer)).toList());
    return !own.isEmpty() && !others.isEmpty() && others.stream().noneMatch(own::contains);
  }

  private static List<Object> starts(List<Piece> pieces) {
    return pieces.stream().map(piece -> piece.settings().get("initializer")).toList();
  }

  /**
   * Tables often start in a way of their own, so that only an odd one, or the named one, counts.
   */
  private static boolean isGiven(Piece piece, boolean named) {
    Object start = piece.settings().get("initializer");
    return start != null
        && (piece.weighted() || piece.kind().equals("embedding") && (named || isOdd(start)));
  }

  /** Whether weights start in a way that is hardly meant. */
  static boolean isOddIn(Piece piece) {
    Object start = piece.settings().get("initializer");
    return piece.weighted() && start != null && isOdd(start);
  }

  /** Whether all numbers start on one side of 0, or are much larger or smaller than is usual. */
  static boolean isOdd(Object start) {
    String name = Forms.name(start);
    Object given = start instanceof Map<?, ?> map ? map.get(name) : null;
    if (ONE_NUMBER.contains(name)) {
      return true;
    }
    if (MULTIPLIED.contains(name)) {
      return isOddGain(gain(start));
    }
    return switch (given) {
      case Number mean -> name.equals("normal") && Math.abs(mean.doubleValue()) > NARROW;
      case Map<?, ?> settings when name.endsWith("uniform") ->
          isOdd(number(settings, "low", -1), number(settings, "high", 1));
      case Map<?, ?> settings -> {
        double mean = number(settings, "mean", 0);
        double size = number(settings, "std", NARROW);
        yield isOdd(mean - size, mean + size);
      }
      case null, default -> false;
    };
  }

  /** The gain of a rule that has one; 1 of others. */
  static double gain(Object start) {
    String name = Forms.name(start);
    Object given = start instanceof Map<?, ?> map ? map.get(name) : null;
    return switch (given) {
      case Number gain when MULTIPLIED.contains(name) -> gain.doubleValue();
      case Map<?, ?> settings when MULTIPLIED.contains(name) -> number(settings, "gain", 1);
      case null, default -> 1;
    };
  }

  private static boolean isOddGain(double gain) {
    return gain > LARGE_GAIN || gain < SMALL_GAIN;
  }

  private static boolean isOdd(double low, double high) {
    double size = (high - low) / 2;
    return low * high >= 0 || size > LARGE || size < SMALL;
  }

  private static double number(Map<?, ?> settings, String name, double otherwise) {
    return settings.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }
}
