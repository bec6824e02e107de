package gradus.bench.ward;

import gradus.health.Symptom;
import gradus.nn.config.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words that people use in tables of truths. */
final class Words {
  private static final List<String> SICK =
      List.of("sick", "faulty", "buggy", "bad", "ill", "patient", "true", "yes", "1");
  private static final List<String> HEALTHY =
      List.of("healthy", "fine", "good", "ok", "control", "well", "false", "no", "0");

  /** Parts of words, the more telling ones first; spaces and signs are taken out before. */
  private static final Map<Symptom, List<String>> STEMS =
      Map.ofEntries(
          Map.entry(Symptom.NON_FINITE, List.of("nonfinite", "nan", "infinit", "overflow")),
          Map.entry(Symptom.OVERFITTING, List.of("overfit", "memoris", "memoriz")),
          Map.entry(Symptom.VANISHING, List.of("vanish")),
          Map.entry(Symptom.DEAD_UNITS, List.of("dead", "dying", "deadrelu")),
          Map.entry(Symptom.SATURATED_UNITS, List.of("saturat")),
          Map.entry(
              Symptom.RATE_TOO_HIGH,
              List.of(
                  "ratetoohigh",
                  "ratetoolarge",
                  "highrate",
                  "highlearn",
                  "largerate",
                  "largelearn",
                  "ratehigh")),
          Map.entry(
              Symptom.RATE_TOO_LOW,
              List.of(
                  "ratetoolow",
                  "ratetoosmall",
                  "lowrate",
                  "lowlearn",
                  "smallrate",
                  "smalllearn",
                  "ratelow")),
          Map.entry(Symptom.BAD_INITIALIZATION, List.of("init")),
          Map.entry(
              Symptom.INPUTS_NOT_NORMALIZED,
              List.of("normali", "inputscale", "unscaled", "standardi", "rawinput")),
          Map.entry(Symptom.FROZEN_PARAMETERS, List.of("frozen", "freez", "detach", "unchang")),
          Map.entry(Symptom.MISFIT, List.of("misfit", "mismatch", "wrongloss", "labels")),
          Map.entry(
              Symptom.NOT_DECREASING,
              List.of(
                  "notdecreas",
                  "notfall",
                  "notlearn",
                  "plateau",
                  "nodecrease",
                  "losslstuck",
                  "stuck")),
          Map.entry(Symptom.OSCILLATING, List.of("oscillat", "spik", "swing", "unstable")),
          Map.entry(Symptom.EXPLODING, List.of("explod", "explos")));

  /** The order in which stems are tried: what is most particular first. */
  private static final List<Symptom> ORDER =
      List.of(
          Symptom.NON_FINITE,
          Symptom.OVERFITTING,
          Symptom.VANISHING,
          Symptom.EXPLODING,
          Symptom.DEAD_UNITS,
          Symptom.SATURATED_UNITS,
          Symptom.RATE_TOO_HIGH,
          Symptom.RATE_TOO_LOW,
          Symptom.BAD_INITIALIZATION,
          Symptom.INPUTS_NOT_NORMALIZED,
          Symptom.FROZEN_PARAMETERS,
          Symptom.MISFIT,
          Symptom.OSCILLATING,
          Symptom.NOT_DECREASING);

  private Words() {}

  /** Letters and digits of a word, in lower case. */
  static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Whether a word means sick; empty if it means neither. */
  static Optional<Boolean> sick(String word) {
    String plain = plain(word);
    return SICK.contains(plain)
        ? Optional.of(true)
        : HEALTHY.contains(plain) ? Optional.of(false) : Optional.empty();
  }

  /**
   * The symptom of a word or two: {@code exploding gradient}, {@code Dead ReLU}, {@code NaN}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Symptom symptom(String text) {
    String plain = plain(text);
    for (Symptom symptom : Symptom.values()) {
      if (plain.equals(plain(symptom.word())) || plain.equals(plain(symptom.words()))) {
        return symptom;
      }
    }
    for (Symptom symptom : ORDER) {
      if (STEMS.get(symptom).stream().anyMatch(plain::contains)) {
        return symptom;
      }
    }
    List<String> known = Arrays.stream(Symptom.values()).map(Symptom::word).toList();
    throw new IllegalArgumentException(
        "got the symptom '" + text + "'; " + Nearest.hint(plain.replace(' ', '_'), known));
  }

  /** Several symptoms, separated by {@code |}, {@code ;} or {@code +}. */
  static List<Symptom> symptoms(String text) {
    List<Symptom> all = new ArrayList<>();
    for (String part : text.split("[|;+]")) {
      if (!part.isBlank()) {
        all.add(symptom(part.strip()));
      }
    }
    return all;
  }
}
